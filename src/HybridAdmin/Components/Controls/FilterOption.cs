namespace HybridAdmin.Components.Controls;

/// <summary>One choice of a <see cref="FilterSelect"/> or <see cref="SelectField"/>.</summary>
/// <param name="Value">The value in the URL.</param>
/// <param name="Text">The displayed text.</param>
/// <param name="Count">The number of matches; null if not known.</param>
public sealed record FilterOption(string Value, string Text, int? Count = null);
