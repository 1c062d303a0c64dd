using System.Text.Json.Nodes;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>Mailboxes and recipients of Exchange Online.</summary>
internal sealed class RecipientCmdlets(TenantState state, RecipientOutput output, AddressEdit addresses)
{
    private const string Write = "Mail Recipients";
    private const string View = "View-Only Recipients";
    private static readonly string[] Settable =
    [
        "Identity",
        "EmailAddresses",
        "HiddenFromAddressListsEnabled",
        "Alias",
        "DisplayName",
        "Confirm",
        .. RecipientOutput.CustomAttributes,
    ];

    public IEnumerable<Cmdlet> All =>
        [
            new(
                "Get-Mailbox",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails"],
                i => Get(i, o => o.IsMailbox, output.Mailbox)
            ),
            new(
                "Get-EXOMailbox",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails", "PropertySets", "Properties"],
                i => Get(i, o => o.IsMailbox, output.Mailbox)
            ),
            new(
                "Get-Recipient",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails"],
                i => Get(i, o => o.RecipientType is not null, output.Recipient)
            ),
            new(
                "Get-EXORecipient",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails", "PropertySets", "Properties"],
                i => Get(i, o => o.RecipientType is not null, output.Recipient)
            ),
            new("Get-MailUser", [View, Write], ["Identity", "ResultSize"], i => Get(i, IsMailUser, output.MailUser)),
            new(
                "Get-DistributionGroup",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails"],
                i => Get(i, IsDistributionGroup, output.Recipient)
            ),
            new(
                "Get-MailContact",
                [View, Write],
                ["Identity", "ResultSize"],
                i => Get(i, IsMailContact, output.Recipient)
            ),
            new("Set-Mailbox", [Write], [.. Settable, "IsExchangeCloudManaged"], i => Set(i, o => o.IsMailbox)),
            new("Set-MailUser", [Write], Settable, i => Set(i, IsMailUser)),
            new("Set-DistributionGroup", [Write], Settable, i => Set(i, IsDistributionGroup)),
            new("Set-MailContact", [Write], Settable, i => Set(i, IsMailContact)),
        ];

    private CmdletResult Get(CmdletInput input, Func<CloudObject, bool> isMeant, Func<CloudObject, CmdletOutput> shape)
    {
        var types = input.Node("RecipientTypeDetails") switch
        {
            JsonArray many => many.Select(t => t?.ToString()).ToList(),
            JsonValue one => [.. one.ToString().Split(',', StringSplitOptions.TrimEntries)],
            _ => null,
        };
        var meant = state
            .Objects.Where(isMeant)
            .Where(o => types?.Contains(o.RecipientType, StringComparer.OrdinalIgnoreCase) != false);
        if (!input.Has("Identity"))
            return CmdletResult.Limited(
                input,
                meant.OrderBy(o => o.DisplayName, StringComparer.Ordinal).ThenBy(o => o.Id).Select(shape)
            );
        var found = meant.Where(o => Names(o).Contains(input.Identity, StringComparer.OrdinalIgnoreCase)).ToList();
        return found.Count > 0 ? new([.. found.Select(shape)], []) : throw CmdletFault.NotFound(input.Identity);
    }

    /// <summary>The identities of a recipient: ids, any address, sign-in name, alias, name, legacyExchangeDN.</summary>
    internal static IEnumerable<string?> Names(CloudObject item) =>
        [
            item.Id.ToString(),
            item.ExchangeGuid == Guid.Empty ? null : item.ExchangeGuid.ToString(),
            item.UserPrincipalName,
            item.MailNickname,
            item.DisplayName,
            item.LegacyExchangeDN,
            .. item.ProxyAddresses.Select(ProxyAddress.FromStored).Where(a => a.IsSmtp).Select(a => a.Value),
        ];

    private static bool IsMailUser(CloudObject item) => item.RecipientType is "MailUser" or "GuestMailUser";

    private static bool IsDistributionGroup(CloudObject item) =>
        item.RecipientType is "MailUniversalDistributionGroup" or "MailUniversalSecurityGroup" or "RoomList";

    private static bool IsMailContact(CloudObject item) => item.RecipientType is "MailContact";

    private CmdletResult Set(CmdletInput input, Func<CloudObject, bool> isMeant)
    {
        var item =
            state.Objects.FirstOrDefault(o =>
                isMeant(o) && Names(o).Contains(input.Identity, StringComparer.OrdinalIgnoreCase)
            ) ?? throw CmdletFault.NotFound(input.Identity);
        var changed = item;
        if (input.Flag("IsExchangeCloudManaged") is { } cloudManaged)
        {
            if (!item.IsSynced)
                throw new CmdletFault(
                    "Microsoft.Exchange.Configuration.Tasks.TaskInvalidOperationException",
                    "IsExchangeCloudManaged can be set on synchronized mailboxes only."
                );
            changed = changed with { IsExchangeCloudManaged = cloudManaged };
        }

        var owned = input.Names.FirstOrDefault(n =>
            n.ToUpperInvariant() is not ("IDENTITY" or "CONFIRM" or "ISEXCHANGECLOUDMANAGED")
        );
        if (owned is not null && item.IsSynced && !changed.IsExchangeCloudManaged)
            throw CmdletFault.WriteScope(input.Cmdlet, owned, item.DisplayName);
        if (input.Has("EmailAddresses"))
            changed = addresses.Apply(changed, input);
        if (input.Flag("HiddenFromAddressListsEnabled") is { } hidden)
            changed = changed with { IsHidden = hidden };
        if (input.Text("Alias") is { } alias)
            changed = changed with { MailNickname = Plain("Alias", alias) };
        if (input.Text("DisplayName") is { } name)
            changed = changed with { DisplayName = Plain("DisplayName", name) };
        for (var i = 0; i < RecipientOutput.CustomAttributes.Length; i++)
        {
            if (!input.Has(RecipientOutput.CustomAttributes[i]))
                continue;
            var values = changed.CustomAttributes.ToArray();
            values[i] = input.Text(RecipientOutput.CustomAttributes[i]) is { Length: > 0 } text ? text : null;
            changed = changed with { CustomAttributes = values };
        }

        if (changed.IsSameAs(item))
            return new(
                [],
                [$"The command completed successfully but no settings of '{item.DisplayName}' have been modified."]
            );
        state.Put(changed);
        return CmdletResult.Nothing;
    }

    private static string Plain(string parameter, string text) =>
        text.Trim() is { Length: > 0 } plain && (parameter != "Alias" || !plain.Contains(' ', StringComparison.Ordinal))
            ? plain
            : throw CmdletFault.Invalid(parameter, text);
}
