namespace HybridAdmin.Components.Controls;

/// <summary>One bar of a chart.</summary>
/// <param name="Label">The text below or before the bar.</param>
/// <param name="Value">The length of the bar; not negative.</param>
/// <param name="Href">The link target; null for none.</param>
/// <param name="Detail">
/// The text that replaces the label in the table and the tooltip, such as "Thursday, 12 Nov".
/// </param>
public sealed record ChartPoint(string Label, double Value, string? Href = null, string? Detail = null);
