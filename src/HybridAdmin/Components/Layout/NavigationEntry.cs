using HybridAdmin.Components.Controls;

namespace HybridAdmin.Components.Layout;

/// <summary>One line of the rail.</summary>
/// <param name="Title">A word.</param>
/// <param name="Href">From the root, as <c>recipients</c>; empty for the home page.</param>
/// <param name="Icon">Stands alone when the rail is folded.</param>
/// <param name="Policy">Who may see it; null for everybody signed in.</param>
/// <param name="Count">Shown when above 0: only what calls for action.</param>
public sealed record NavigationEntry(
    string Title,
    string Href,
    IconName Icon,
    string? Policy = null,
    int? Count = null
);
