using System.Text.Json.Nodes;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>Mailboxes and recipients as Exchange Online has them.</summary>
internal sealed class RecipientCmdlets(TenantState state, TenantMisbehaviour misbehaviour)
{
    private const string Write = "Mail Recipients";
    private const string View = "View-Only Recipients";
    private static readonly string[] CustomAttributes =
    [
        .. Enumerable.Range(1, RecipientAttributes.CustomAttributeCount).Select(n => $"CustomAttribute{n}"),
    ];

    private static readonly string[] Settable =
    [
        "Identity",
        "EmailAddresses",
        "HiddenFromAddressListsEnabled",
        "Alias",
        "DisplayName",
        "Confirm",
        .. CustomAttributes,
    ];

    public IEnumerable<Cmdlet> All =>
        [
            new(
                "Get-Mailbox",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails"],
                i => Get(i, o => o.IsMailbox, Mailbox)
            ),
            new(
                "Get-EXOMailbox",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails", "PropertySets", "Properties"],
                i => Get(i, o => o.IsMailbox, Mailbox)
            ),
            new(
                "Get-Recipient",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails"],
                i => Get(i, o => o.RecipientType is not null, Recipient)
            ),
            new(
                "Get-EXORecipient",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails", "PropertySets", "Properties"],
                i => Get(i, o => o.RecipientType is not null, Recipient)
            ),
            new("Get-MailUser", [View, Write], ["Identity", "ResultSize"], i => Get(i, IsMailUser, MailUser)),
            new(
                "Get-DistributionGroup",
                [View, Write],
                ["Identity", "ResultSize", "RecipientTypeDetails"],
                i => Get(i, IsDistributionGroup, Recipient)
            ),
            new("Get-MailContact", [View, Write], ["Identity", "ResultSize"], i => Get(i, IsMailContact, Recipient)),
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

    /// <summary>What names a recipient: ids, any address, sign-in name, alias, name, legacyExchangeDN.</summary>
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
            changed = WithAddresses(changed, input);
        if (input.Flag("HiddenFromAddressListsEnabled") is { } hidden)
            changed = changed with { IsHidden = hidden };
        if (input.Text("Alias") is { } alias)
            changed = changed with { MailNickname = Plain("Alias", alias) };
        if (input.Text("DisplayName") is { } name)
            changed = changed with { DisplayName = Plain("DisplayName", name) };
        for (var i = 0; i < CustomAttributes.Length; i++)
        {
            if (!input.Has(CustomAttributes[i]))
                continue;
            var values = changed.CustomAttributes.ToArray();
            values[i] = input.Text(CustomAttributes[i]) is { Length: > 0 } text ? text : null;
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

    /// <summary>
    /// @{Add=...; Remove=...}, or the whole list. The SharePoint address is the service's own and stays whatever is
    /// written.
    /// </summary>
    private CloudObject WithAddresses(CloudObject item, CmdletInput input)
    {
        var addresses = item.ProxyAddresses.ToList();
        if (input.Node("EmailAddresses") is JsonObject change)
        {
            foreach (var gone in Texts(change, "Remove"))
                addresses.RemoveAll(a => a.Equals(gone, StringComparison.OrdinalIgnoreCase));
            foreach (var added in Texts(change, "Add"))
                Add(addresses, added);
        }
        else if (input.Node("EmailAddresses") is JsonArray whole)
        {
            addresses.Clear();
            foreach (var one in whole)
                Add(addresses, Typed(one?.ToString() ?? string.Empty));
        }
        else
        {
            throw CmdletFault.Invalid("EmailAddresses", input.Text("EmailAddresses"));
        }

        addresses.RemoveAll(a => a.StartsWith("SPO:", StringComparison.OrdinalIgnoreCase));
        var primary = addresses
            .Select(ProxyAddress.FromStored)
            .SingleOrDefault(a => a is { IsSmtp: true, IsPrimary: true });
        if (primary.Text is null)
            throw new CmdletFault(
                "Microsoft.Exchange.Data.DataValidationException",
                "The mailbox must have one primary SMTP address."
            );
        foreach (var address in addresses.Except(item.ProxyAddresses, StringComparer.OrdinalIgnoreCase))
            Check(item, ProxyAddress.FromStored(address));
        return item with { ProxyAddresses = addresses, Mail = primary.Value };

        static IEnumerable<string> Texts(JsonObject from, string name) =>
            Http.TenantRequest.Member(from, name) switch
            {
                JsonArray many => many.Select(a => Typed(a?.ToString() ?? string.Empty)),
                JsonValue one => [Typed(one.ToString())],
                _ => [],
            };
    }

    private static string Typed(string address) =>
        address.Contains(':', StringComparison.Ordinal) ? address : $"smtp:{address}";

    /// <summary>A new primary makes the former one an alias.</summary>
    private static void Add(List<string> addresses, string added)
    {
        var address = ProxyAddress.FromStored(added);
        if (address is { IsSmtp: true, IsPrimary: true })
        {
            for (var i = 0; i < addresses.Count; i++)
            {
                if (ProxyAddress.FromStored(addresses[i]) is { IsSmtp: true } other)
                    addresses[i] = other.AsPrimary(false).Text;
            }
        }

        addresses.RemoveAll(a => a.Equals(added, StringComparison.OrdinalIgnoreCase));
        addresses.Add(added);
    }

    private void Check(CloudObject item, ProxyAddress address)
    {
        if (address.IsSmtp && !state.IsVerified(address.Domain))
        {
            throw new CmdletFault(
                "Microsoft.Exchange.Management.RecipientTasks.NotAcceptedDomainException",
                $"You can't use the domain because it's not an accepted domain for your organization: {address.Domain}."
            );
        }

        var holder = state.Objects.FirstOrDefault(o =>
            o.Id != item.Id && o.ProxyAddresses.Contains(address.Text, StringComparer.OrdinalIgnoreCase)
        );
        if (holder is null)
            return;
        throw new CmdletFault(
            "Microsoft.Exchange.Management.RecipientTasks.ProxyAddressExistsException",
            $"The proxy address \"{address.Text}\" is already being used by the proxy addresses or "
                + $"LegacyExchangeDN of \"{holder.DisplayName}\". Please choose another proxy address."
        );
    }

    private CmdletOutput Recipient(CloudObject item)
    {
        var output = new CmdletOutput()
            .Add("Identity", item.DisplayName)
            .Add("Name", item.DisplayName)
            .Add("DisplayName", item.DisplayName)
            .Add("Alias", item.MailNickname)
            .Add("ExternalDirectoryObjectId", item.Id.ToString())
            .Add("Guid", Engine.ObjectBuilder.GuidOf($"exchange:{item.Id}"))
            .Add("PrimarySmtpAddress", item.Mail)
            .Add("EmailAddresses", Addresses(item))
            .Add("ExternalEmailAddress", item.ExternalEmailAddress)
            .Add("RecipientType", item.IsMailbox ? "UserMailbox" : item.RecipientType)
            .Add(
                "RecipientTypeDetails",
                misbehaviour.UnknownValues && item.IsMailbox ? "HologramMailbox" : item.RecipientType
            )
            .Add("HiddenFromAddressListsEnabled", item.IsHidden)
            .Add("IsDirSynced", item.IsSynced)
            .Add("LegacyExchangeDN", item.LegacyExchangeDN)
            .Add("WhenCreated", item.Created);
        for (var i = 0; i < CustomAttributes.Length; i++)
            output.Add(CustomAttributes[i], item.CustomAttributes[i] ?? string.Empty);
        return output;
    }

    private CmdletOutput MailUser(CloudObject item) =>
        Recipient(item)
            .Add("UserPrincipalName", item.UserPrincipalName)
            .Add("ExchangeGuid", item.ExchangeGuid)
            .Add("ArchiveGuid", item.ArchiveGuid);

    private CmdletOutput Mailbox(CloudObject item)
    {
        var hasArchive = item.ArchiveGuid != Guid.Empty;
        return Recipient(item)
            .Add("UserPrincipalName", item.UserPrincipalName)
            .Add("ExchangeGuid", item.ExchangeGuid)
            .Add("ArchiveGuid", item.ArchiveGuid)
            .Add("ArchiveStatus", hasArchive ? "Active" : "None")
            .Add("IsExchangeCloudManaged", item.IsExchangeCloudManaged)
            .Add("IsMailboxEnabled", true)
            .Add("ForwardingAddress", (JsonNode?)null)
            .Add("ForwardingSmtpAddress", (JsonNode?)null)
            .Add("DeliverToMailboxAndForward", false)
            .Add("LitigationHoldEnabled", false)
            .Add("MailboxPlan", item.RecipientType == "UserMailbox" ? "ExchangeOnlineEnterprise-5f4d" : null)
            .AddSize("IssueWarningQuota", 105_226_698_752)
            .AddSize("ProhibitSendQuota", 106_300_440_576)
            .AddSize("ProhibitSendReceiveQuota", 107_374_182_400)
            .AddBare("WhenMailboxCreated", item.Created.AddHours(2));
    }

    private static IEnumerable<string> Addresses(CloudObject item) =>
        item.IsMailbox && item.Licences.Count > 0
            ? item.ProxyAddresses.Append($"SPO:SPO_{item.Id}@SPO_{SimulatedTenant.TenantId}")
            : item.ProxyAddresses;
}
