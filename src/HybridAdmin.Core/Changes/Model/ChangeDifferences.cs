using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>Compares changes with the present values of the object. Pure.</summary>
internal static class ChangeDifferences
{
    /// <summary>
    /// Returns the differences from the expected to the present values for the attributes of the changes. Empty if the
    /// values are as expected, in any order.
    /// </summary>
    /// <param name="present">The present object; null if it does not exist.</param>
    public static IReadOnlyList<AttributeChange> Of(
        DirectoryEntry? present,
        IEnumerable<AttributeChange> changes,
        Func<AttributeChange, IReadOnlyList<DirectoryValue>> expected
    ) =>
        [
            .. changes
                .Select(c => new AttributeChange(c.Attribute, expected(c), present?.Values(c.Attribute) ?? []))
                .Where(c => c.Removed.Count > 0 || c.Added.Count > 0),
        ];
}
