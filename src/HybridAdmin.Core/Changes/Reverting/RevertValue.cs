using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes.Reverting;

/// <summary>One value of a recorded change, together with the present value.</summary>
/// <param name="Key">Distinguishes the value from the others of the record.</param>
/// <param name="Attribute">The LDAP name.</param>
/// <param name="Before">
/// The value before the recorded change, which a revert would write; null if there was none.
/// </param>
/// <param name="After">The value that the recorded change wrote; null if it removed the value.</param>
/// <param name="Now">The present value; null if there is none.</param>
public sealed record RevertValue(string Key, string Attribute, string? Before, string? After, string? Now)
{
    /// <summary>True if the value is the choice of the primary address, false if it is any other value.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>True if the value has been changed since to something other than its original value.</summary>
    public bool IsMoved => Now != After && Now != Before;

    /// <summary>True if the value is already the same as before the change.</summary>
    public bool IsBack => Now == Before;

    /// <summary>
    /// Returns every value that the record changed. For addresses the value is their presence. The choice of the
    /// primary SMTP address is a separate value, so that reverting does not remove an address that somebody else has
    /// made primary since. mail follows the primary address if both were recorded.
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

    /// <summary>
    /// Finds a value. An SMTP address is returned in the form of an alias, because only its presence counts.
    /// </summary>
    private static string? Find(IReadOnlyList<DirectoryValue> values, string key, bool smtp)
    {
        var found = values.Select(v => v.Text).FirstOrDefault(t => t.Equals(key, StringComparison.OrdinalIgnoreCase));
        return found is not null && smtp ? ProxyAddress.FromStored(found).AsPrimary(false).Text : found;
    }
}

/// <summary>A person's choice for one value of a revert.</summary>
/// <param name="Key">The key of the <see cref="RevertValue"/>.</param>
/// <param name="Restore">True to restore the value before the change, false to keep the present one.</param>
/// <param name="SeenNow">
/// The present value that the person saw; the choice does not apply if it has changed since.
/// </param>
public sealed record RevertChoice(string Key, bool Restore, string? SeenNow);
