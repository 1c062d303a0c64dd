using HybridAdmin.Components.Controls;

namespace HybridAdmin.Components.Layout;

/// <summary>One entry of the navigation rail.</summary>
/// <param name="Title">The title: one word.</param>
/// <param name="Href">The path from the root, such as <c>recipients</c>; empty for the home page.</param>
/// <param name="Icon">The icon; shown without the title when the rail is collapsed.</param>
/// <param name="Policy">The policy that the entry requires; null for everybody who is signed in.</param>
/// <param name="Count">The count of items that require action; shown when above 0.</param>
public sealed record NavigationEntry(
    string Title,
    string Href,
    IconName Icon,
    string? Policy = null,
    int? Count = null
);
