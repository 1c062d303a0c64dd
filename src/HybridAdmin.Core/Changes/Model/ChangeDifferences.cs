using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>Compares changes with the object that they are about. Pure.</summary>
internal static class ChangeDifferences
{
    /// <summary>
    /// From what was expected to what is there, for the attributes of the changes; empty: the values are the expected
    /// ones, in any order.
    /// </summary>
    /// <param name="present">Null: the object is not there.</param>
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
