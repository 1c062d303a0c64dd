using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>Extracts the history of an address from the records of the log. Pure.</summary>
public static class AddressHistory
{
    private static readonly string[] Attributes =
    [
        RecipientAttributes.ProxyAddresses,
        RecipientAttributes.Mail,
        RecipientAttributes.UserPrincipalName,
        RecipientAttributes.TargetAddress,
        RecipientAttributes.LegacyExchangeDN,
        ExchangeOnlineProperties.EmailAddresses,
    ];

    /// <param name="entries">The entries in any order; only applied changes count.</param>
    /// <returns>The events, the newest first.</returns>
    public static IReadOnlyList<AddressEvent> Events(ProxyAddress address, IEnumerable<AuditEntry> entries)
    {
        var events = new List<AddressEvent>();
        foreach (
            var entry in entries
                .Where(e => e is { Outcome: AuditOutcome.Applied, TargetId: not null })
                .OrderByDescending(e => e.Id)
        )
        {
            var changes = entry
                .Changes.Where(c => Attributes.Contains(c.Attribute, StringComparer.OrdinalIgnoreCase))
                .ToArray();
            var (before, after) = (
                changes.Any(c => c.Before.Any(v => Is(address, v))),
                changes.Any(c => c.After.Any(v => Is(address, v)))
            );
            if (before == after)
                continue;
            events.Add(
                new AddressEvent(
                    entry.Id,
                    entry.At,
                    entry.TargetId!.Value,
                    entry.TargetName ?? entry.TargetDn ?? "an object without a name",
                    after,
                    entry.ActorName,
                    entry.Reason
                )
            );
        }

        return events;
    }

    /// <summary>Returns the objects in the history that do not hold the address now; the latest first.</summary>
    /// <param name="events">The events, the newest first.</param>
    public static IReadOnlyList<FormerOwner> Former(IReadOnlyList<AddressEvent> events, IReadOnlySet<Guid> present) =>
        events
            .GroupBy(e => e.TargetId)
            .Where(g => !present.Contains(g.Key))
            .Select(g =>
            {
                var last = g.First();
                var gained = last.Gained ? last : g.SkipWhile(e => !e.Gained).FirstOrDefault();
                return new FormerOwner(g.Key, last.TargetName, last.Gained ? null : last.At, last.Change, last.By)
                {
                    Since = gained?.At,
                    Reason = last.Reason,
                };
            })
            .OrderByDescending(f => f.Change)
            .ToArray();

    private static bool Is(ProxyAddress address, DirectoryValue value)
    {
        var stored = ProxyAddress.FromStored(value.Text);
        // mail, userPrincipalName and legacyExchangeDN have no prefix.
        return stored.IsSameAddressAs(address)
            || (
                value.Text.Equals(address.Value, StringComparison.OrdinalIgnoreCase)
                && address.Kind is ProxyAddressKind.Smtp or ProxyAddressKind.X500 or ProxyAddressKind.Malformed
            );
    }
}
