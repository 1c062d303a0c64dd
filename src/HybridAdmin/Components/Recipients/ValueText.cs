using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Components.Recipients;

/// <summary>Formats values of attributes for people.</summary>
internal static class ValueText
{
    /// <summary>Returns text unchanged, 16 octets as a GUID, other octets as Base64.</summary>
    public static string Of(DirectoryValue value) =>
        value.IsOctets && value.Octets.Length == 16 ? new Guid(value.Octets.Span).ToString() : value.Text;

    /// <summary>The values before and after, for the diff.</summary>
    public static IReadOnlyList<DiffEntry> Diff(IEnumerable<AttributeChange> changes) =>
        changes
            .Select(c => new DiffEntry(
                c.Attribute,
                c.Removed.Select(Of).ToArray(),
                c.Added.Select(Of).ToArray(),
                c.Before.Intersect(c.After).Select(Of).ToArray()
            ))
            .ToArray();
}
