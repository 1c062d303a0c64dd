using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// One column of a <see cref="DataTable{TItem}"/>: tells the table what to draw and draws nothing itself.
/// </summary>
public sealed class DataColumn<TItem> : ComponentBase, IDisposable
{
    private (string, bool, string?) _known;

    [CascadingParameter]
    private DataTable<TItem>? Table { get; set; }

    /// <summary>The heading.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>The cell of one item.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment<TItem> ChildContent { get; set; }

    /// <summary>Makes the heading a sort button; the provider is given this key.</summary>
    [Parameter]
    public string? SortKey { get; set; }

    /// <summary>CSS width, as <c>220px</c> or <c>30%</c>; without one the column takes its share of the rest.</summary>
    [Parameter]
    public string? Width { get; set; }

    /// <summary>Chosen by the person.</summary>
    [Parameter]
    public bool Visible { get; set; } = true;

    /// <summary>Numbers: right-aligned.</summary>
    [Parameter]
    public bool AlignEnd { get; set; }

    /// <summary>Where there is no room for it.</summary>
    [Parameter]
    public ColumnWidthLimit HideBelow { get; set; }

    /// <summary>Headings that would repeat the obvious are only read out.</summary>
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
        // The table was drawn before its columns got their parameters; only a real change may draw it again, or it
        // never ends.
        if (_known == (Title, Visible, Width))
            return;
        _known = (Title, Visible, Width);
        Table!.ColumnChanged();
    }

    /// <inheritdoc />
    public void Dispose() => Table?.Remove(this);
}
