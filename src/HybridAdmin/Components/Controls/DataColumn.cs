using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// One column of a <see cref="DataTable{TItem}"/>. It describes the column to the table and renders nothing itself.
/// </summary>
public sealed class DataColumn<TItem> : ComponentBase, IDisposable
{
    private (string, bool, string?) _known;

    [CascadingParameter]
    private DataTable<TItem>? Table { get; set; }

    /// <summary>The heading.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The content of the cell of one item.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<TItem> ChildContent { get; set; }

    /// <summary>The key that is passed to the provider; if set, the heading is a sort button.</summary>
    [Parameter]
    public string? SortKey { get; set; }

    /// <summary>The CSS width, such as <c>220px</c> or <c>30%</c>; null for a share of the remaining width.</summary>
    [Parameter]
    public string? Width { get; set; }

    /// <summary>True if the person has chosen to show the column.</summary>
    [Parameter]
    public bool Visible { get; set; } = true;

    /// <summary>True if the column is right-aligned, for numbers.</summary>
    [Parameter]
    public bool AlignEnd { get; set; }

    /// <summary>The window width below which the column is omitted.</summary>
    [Parameter]
    public ColumnWidthLimit HideBelow { get; set; }

    /// <summary>True if the heading is only read out by screen readers, because it would repeat the obvious.</summary>
    [Parameter]
    public bool TitleHidden { get; set; }

    internal string CssClass =>
        (AlignEnd ? "align-end" : "")
        + HideBelow switch
        {
            ColumnWidthLimit.Medium => " hide-medium",
            ColumnWidthLimit.Narrow => " hide-narrow",
            _ => "",
        };

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        if (Table is null)
            throw new InvalidOperationException(
                $"{nameof(DataColumn<TItem>)} '{Title}' stands outside of a DataTable."
            );
        _known = (Title, Visible, Width);
        Table.Add(this);
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // The table was rendered before its columns got their parameters. Only a real change may render it again;
        // otherwise the rendering never ends.
        if (_known == (Title, Visible, Width))
            return;
        _known = (Title, Visible, Width);
        Table!.ColumnChanged();
    }

    /// <inheritdoc />
    public void Dispose() => Table?.Remove(this);
}
