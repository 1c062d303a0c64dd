using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes.Reverting;

/// <summary>One value of a recorded change, beside what it is now.</summary>
/// <param name="Key">Tells it from the others of the record.</param>
/// <param name="Attribute">LDAP name.</param>
/// <param name="Before">Before the recorded change, what taking it back would write; null: no value.</param>
/// <param name="After">What the recorded change wrote; null: it removed the value.</param>
/// <param name="Now">What is there; null: no value.</param>
public sealed record RevertValue(string Key, string Attribute, string? Before, string? After, string? Now)
{
    /// <summary>Which address is the primary one, and not whether it is there.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>Somebody changed it since, to something else than it was before.</summary>
    public bool IsMoved => Now != After && Now != Before;

    /// <summary>It is as it was before the change already.</summary>
    public bool IsBack => Now == Before;

    /// <summary>
    /// Every value that the record changed. Of addresses it counts whether they are there; which of them is the primary
    /// SMTP address is a value of its own, so that an address that somebody else made primary since is not lost with
    /// it. mail follows the primary address where both were recorded.
    /// </summary>
    public static IReadOnlyList<RevertValue> Of(
        DirectoryEntry entry,
        AuditEntry recorded,
        DirectoryDescription directory
    )
    {
        var values = new List<RevertValue>();
        var primaryRecorded = false;
        foreach (var change in recorded.Changes)
        {
            var present = entry.Values(change.Attribute);
            var isAddresses = Is(change, RecipientAttributes.ProxyAddresses);
            if (directory.Attributes.TryGetValue(change.Attribute, out var definition) && definition.IsSingleValued)
            {
                values.Add(
                    new RevertValue(
                        change.Attribute,
                        change.Attribute,
                        First(change.Before),
                        First(change.After),
                        First(present)
                    )
                );
                continue;
            }

            foreach (
                var key in change
                    .Removed.Concat(change.Added)
                    .Select(v => v.Text)
                    .Distinct(StringComparer.OrdinalIgnoreCase)
            )
            {
                var smtp = isAddresses && ProxyAddress.FromStored(key).IsSmtp;
                var (before, after, now) = (
                    Find(change.Before, key, smtp),
                    Find(change.After, key, smtp),
                    Find(present, key, smtp)
                );
                if (before != after)
                    values.Add(
                        new RevertValue(
                            $"{change.Attribute} {key.ToLowerInvariant()}",
                            change.Attribute,
                            before,
                            after,
                            now
                        )
                    );
            }

            if (!isAddresses || Primary(change.Before) == Primary(change.After))
                continue;
            primaryRecorded = true;
            values.Add(
                new RevertValue(
                    "primary",
                    change.Attribute,
                    Primary(change.Before),
                    Primary(change.After),
                    Primary(present)
                )
                {
                    IsPrimary = true,
                }
            );
        }

        if (primaryRecorded)
            values.RemoveAll(v => v.Key.Equals(RecipientAttributes.Mail, StringComparison.OrdinalIgnoreCase));
        return values;
    }

    internal static string? Primary(IEnumerable<DirectoryValue> values) =>
        ProxyAddressCollection.PrimaryOf(values.Select(v => v.Text));

    internal static bool Is(AttributeChange change, string attribute) =>
        change.Attribute.Equals(attribute, StringComparison.OrdinalIgnoreCase);

    private static string? First(IReadOnlyList<DirectoryValue> values) => values.Count == 0 ? null : values[0].Text;

    /// <summary>Of SMTP addresses only whether they are there: in the form of an alias.</summary>
    private static string? Find(IReadOnlyList<DirectoryValue> values, string key, bool smtp)
    {
        var found = values.Select(v => v.Text).FirstOrDefault(t => t.Equals(key, StringComparison.OrdinalIgnoreCase));
        return found is not null && smtp ? ProxyAddress.FromStored(found).AsPrimary(false).Text : found;
    }
}

/// <summary>What a person chose for one value of a revert.</summary>
/// <param name="Key">Of the <see cref="RevertValue"/>.</param>
/// <param name="Restore">True: as it was before the change; false: as it is now.</param>
/// <param name="SeenNow">The present value that the person saw: another one by now is not decided by this
/// choice.</param>
public sealed record RevertChoice(string Key, bool Restore, string? SeenNow);
