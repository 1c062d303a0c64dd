namespace HybridAdmin.Components.Controls;

/// <summary>The order of a table: the key of a column and the direction.</summary>
/// <param name="Key">The <see cref="DataColumn{TItem}.SortKey"/> of the column.</param>
/// <param name="Descending">True for Z to A, or newest first.</param>
public sealed record TableSort(string Key, bool Descending = false);

/// <summary>A request of a table for rows.</summary>
/// <param name="Start">Index of the first row, from 0.</param>
/// <param name="Count">The maximum number of rows; 0 if only the total is needed.</param>
/// <param name="Sort">The requested order; null for the provider's own.</param>
public readonly record struct TableRequest(int Start, int Count, TableSort? Sort);

/// <summary>Some rows of a list and the total number of rows.</summary>
/// <param name="Items">The rows, at most as many as requested.</param>
/// <param name="Total">The number of all matching rows.</param>
/// <param name="Partial">The missing part and since when it is missing; null if nothing is missing.</param>
public sealed record TablePage<TItem>(IReadOnlyList<TItem> Items, int Total, string? Partial = null);

/// <summary>Answers a table's request; an exception puts the table into its failed state.</summary>
public delegate ValueTask<TablePage<TItem>> TableProvider<TItem>(
    TableRequest request,
    CancellationToken cancellationToken
);

/// <summary>The window width below which a column is omitted.</summary>
public enum ColumnWidthLimit
{
    /// <summary>Always shown.</summary>
    None,

    /// <summary>Omitted below 1200 px.</summary>
    Medium,

    /// <summary>Omitted below 700 px.</summary>
    Narrow,
}
