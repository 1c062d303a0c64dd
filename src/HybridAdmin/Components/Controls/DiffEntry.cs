namespace HybridAdmin.Components.Controls;

/// <summary>What happens to one attribute.</summary>
/// <param name="Attribute">Its name, as <c>proxyAddresses</c>.</param>
/// <param name="Removed">Values that go.</param>
/// <param name="Added">Values that come.</param>
/// <param name="Unchanged">Values that stay; folded.</param>
public sealed record DiffEntry(
    string Attribute,
    IReadOnlyList<string> Removed,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Unchanged
);
