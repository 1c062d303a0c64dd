using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>Builds the one write that makes a set of changes in the tenant. Pure.</summary>
public static class TenantWrites
{
    /// <param name="changes">The changes by Exchange property; the parameters have the same names.</param>
    /// <exception cref="ArgumentException">
    /// The changes do not belong to one cmdlet: an error of the planner.
    /// </exception>
    public static TenantWrite Of(TenantTarget target, IReadOnlyList<AttributeChange> changes) =>
        target.Kind switch
        {
            TenantTargetKind.RemoteDomain => new CmdletWrite(target, RemoteDomain(target, changes)),
            TenantTargetKind.Domain => changes
                is [{ Attribute: ExchangeOnlineProperties.IsVerified, After: [var verified] }]
            && IsTrue(verified.Text)
                ? new GraphWrite(target, "POST", $"domains/{Uri.EscapeDataString(target.Identity)}/verify", null)
                : throw NoCmdlet(target),
            _ when target.IsRecipient || target.IsPerson => new CmdletWrite(target, Recipient(target, changes)),
            _ when target.IsSourceOfAuthority
                    && changes is [{ Attribute: ExchangeOnlineProperties.IsCloudManaged, After: [var managed] }] =>
                new GraphWrite(
                    target,
                    "PATCH",
                    $"{Segment(target.Kind)}/{target.Identity}/onPremisesSyncBehavior",
                    ExchangeOnlineProperties.IsCloudManaged,
                    IsTrue(managed.Text)
                ),
            _ => throw NoCmdlet(target),
        };

    /// <summary>
    /// Builds the cmdlet for a remote domain. New-RemoteDomain uses Exchange's defaults, including TNEFEnabled ($null,
    /// which is a value of its own).
    /// </summary>
    private static Cmdlet RemoteDomain(TenantTarget target, IReadOnlyList<AttributeChange> changes)
    {
        if (changes.FirstOrDefault(c => c.Attribute == ExchangeOnlineProperties.DomainName) is { } existence)
        {
            return existence.After is [var domain]
                ? new("New-RemoteDomain", [new("Name", target.Identity), new("DomainName", domain.Text)])
                : new("Remove-RemoteDomain", [new("Identity", target.Identity), new("Confirm", false)]);
        }

        return changes is [{ Attribute: ExchangeOnlineProperties.TNEFEnabled } tnef]
            ? new("Set-RemoteDomain", [new("Identity", target.Identity), Parameter(tnef)])
            : throw NoCmdlet(target);
    }

    /// <summary>
    /// Builds Set-Mailbox, Set-MailUser, Set-DistributionGroup or Set-MailContact; for properties of a person Set-User
    /// or Set-Contact.
    /// </summary>
    private static Cmdlet Recipient(TenantTarget target, IReadOnlyList<AttributeChange> changes) =>
        new(
            "Set-" + target.Noun,
            [new("Identity", target.Identity), .. changes.OrderBy(c => PlaceOf(target, c.Attribute)).Select(Parameter)]
        );

    private static KeyValuePair<string, object?> Parameter(AttributeChange change) =>
        new(
            change.Attribute,
            change.Attribute == ExchangeOnlineProperties.EmailAddresses ? Addresses(change)
                : change.After is not [var value, ..] ? null
                : ExchangeOnlineProperties.IsFlag(change.Attribute) ? IsTrue(value.Text)
                : value.Text
        );

    /// <summary>
    /// Returns the addresses. If the primary address changes, returns the whole list, because Add and Remove cannot
    /// change a prefix only (Set-Mailbox, -EmailAddresses).
    /// </summary>
    private static object Addresses(AttributeChange change) =>
        change.Added.Concat(change.Removed).Any(v => ProxyAddress.IsPrimarySmtpText(v.Text))
            ? (string[])[.. change.After.Select(v => v.Text).OrderByDescending(t => ProxyAddress.IsPrimarySmtpText(t))]
            : new ListChange([.. change.Added.Select(v => v.Text)], [.. change.Removed.Select(v => v.Text)]);

    /// <summary>The order of parameters in a line: always the same, regardless of the order of the changes.</summary>
    private static int PlaceOf(TenantTarget target, string property)
    {
        var known = target.IsPerson ? ExchangeOnlineProperties.OfPerson : ExchangeOnlineProperties.OfRecipient;
        for (var place = 0; place < known.Count; place++)
        {
            if (known[place].Equals(property, StringComparison.OrdinalIgnoreCase))
                return place;
        }

        return property == ExchangeOnlineProperties.IsExchangeCloudManaged ? int.MaxValue : throw NoCmdlet(target);
    }

    private static bool IsTrue(string? text) =>
        ExchangeOnlineProperties.True.Equals(text, StringComparison.OrdinalIgnoreCase);

    private static string Segment(TenantTargetKind kind) =>
        kind switch
        {
            TenantTargetKind.GroupSyncBehavior => "groups",
            TenantTargetKind.ContactSyncBehavior => "contacts",
            _ => "users",
        };

    private static ArgumentException NoCmdlet(TenantTarget target) =>
        new($"No single cmdlet makes these changes to {target}.");
}
