namespace HybridAdmin.Components.Controls;

/// <summary>One value with several versions, one per cell. The choice is between the last two cells.</summary>
/// <param name="Key">The unique key of the row.</param>
/// <param name="Attribute">The attribute that the value belongs to.</param>
/// <param name="Cells">
/// The versions, one per column; null for no value. The last but one is the current value, the last the value to be
/// written.
/// </param>
public sealed record MergeRow(string Key, string Attribute, IReadOnlyList<string?> Cells)
{
    /// <summary>
    /// True if the last cell is chosen; false if the current value is; null if nothing is chosen yet.
    /// </summary>
    public bool? TakesLast { get; init; }

    /// <summary>Indicates whether there is a choice; otherwise the row only informs.</summary>
    public bool IsChoice { get; init; }

    /// <summary>Indicates whether the person has to choose before going on.</summary>
    public bool MustChoose { get; init; }

    /// <summary>The text in the last cell of a row without a choice.</summary>
    public string? Note { get; init; }
}
