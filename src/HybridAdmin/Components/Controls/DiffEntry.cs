namespace HybridAdmin.Components.Controls;

/// <summary>The change of one attribute.</summary>
/// <param name="Attribute">The name of the attribute, such as <c>proxyAddresses</c>.</param>
/// <param name="Removed">The removed values.</param>
/// <param name="Added">The added values.</param>
/// <param name="Unchanged">The unchanged values; shown collapsed.</param>
public sealed record DiffEntry(
    string Attribute,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Unchanged
);
