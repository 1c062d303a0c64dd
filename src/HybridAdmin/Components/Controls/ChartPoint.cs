namespace HybridAdmin.Components.Controls;

/// <summary>One bar.</summary>
/// <param name="Label">Below or before it.</param>
/// <param name="Value">Its length; not negative.</param>
/// <param name="Href">Where it leads, when it leads anywhere.</param>
/// <param name="Detail">Instead of the label in the table and on hover, as "Thursday, 12 Nov".</param>
public sealed record ChartPoint(string Label, double Value, string? Href = null, string? Detail = null);
