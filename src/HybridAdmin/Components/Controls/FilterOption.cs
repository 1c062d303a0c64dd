namespace HybridAdmin.Components.Controls;

/// <summary>One choice of a <see cref="FilterSelect"/> or <see cref="SelectField"/>.</summary>
/// <param name="Value">As it stands in the URL.</param>
/// <param name="Text">As it is read.</param>
/// <param name="Count">How many match, when known.</param>
public sealed record FilterOption(string Value, string Text, int? Count = null);
