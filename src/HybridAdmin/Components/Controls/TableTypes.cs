namespace HybridAdmin.Components.Controls;

/// <summary>The order of a table: the key of a column and the direction.</summary>
/// <param name="Key">The <see cref="DataColumn{TItem}.SortKey"/> of the column.</param>
/// <param name="Descending">From Z to A, from new to old.</param>
public sealed record TableSort(string Key, bool Descending = false);

/// <summary>The rows that a table wants next.</summary>
/// <param name="Start">Index of the first row, from 0.</param>
/// <param name="Count">How many at most; 0 when only the total matters.</param>
/// <param name="Sort">The order asked for, null for the provider's own.</param>
public readonly record struct TableRequest(int Start, int Count, TableSort? Sort);

/// <summary>Some rows and how many there are altogether.</summary>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Total">All that match.</param>
/// <param name="Partial">When something is missing: what, and since when.</param>
public sealed record TablePage<TItem>(IReadOnlyList<TItem> Items, int Total, string? Partial = null);

/// <summary>Answers a table's request; an exception puts the table into its failed state.</summary>
public delegate ValueTask<TablePage<TItem>> TableProvider<TItem>(
    TableRequest request,
    CancellationToken cancellationToken
);

/// <summary>On which widths a column is left out.</summary>
public enum ColumnWidthLimit
{
    /// <summary>Always there.</summary>
    None,

    /// <summary>Left out below 1200 px.</summary>
    Medium,

    /// <summary>Left out below 700 px.</summary>
    Narrow,
}
