namespace HybridAdmin.Components.Controls;

/// <summary>One value of which there are several sides. The last two cells are the ones to choose between.</summary>
/// <param name="Key">Tells it from the others.</param>
/// <param name="Attribute">What it is a value of.</param>
/// <param name="Cells">One per column, null for "no value"; the last but one is what is there now, the last what would
/// be written.</param>
public sealed record MergeRow(string Key, string Attribute, IReadOnlyList<string?> Cells)
{
    /// <summary>True: the last cell is chosen; false: what is there now; null: nothing is chosen yet.</summary>
    public bool? TakesLast { get; init; }

    /// <summary>Whether there is something to choose; else the row only informs.</summary>
    public bool IsChoice { get; init; }

    /// <summary>Whether the person has to choose before going on.</summary>
    public bool MustChoose { get; init; }

    /// <summary>In the last cell of a row without a choice.</summary>
    public string? Note { get; init; }
}
