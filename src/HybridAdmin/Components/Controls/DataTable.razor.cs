using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// A long list with a fixed row height, of which only the visible part is rendered: 100,000 entries cost as much as 50.
/// Sorting and filtering belong to the page (they are part of the URL); the table queries its provider again when
/// <see cref="Sort"/> changes or <see cref="RefreshAsync"/> is called. Arrow keys move, Enter opens, Space selects, Esc
/// clears the selection.
/// </summary>
public sealed partial class DataTable<TItem> : ComponentBase
{
    private readonly string _id = "table-" + Guid.NewGuid().ToString("N")[..8];
    private readonly List<DataColumn<TItem>> _columns = [];
    private ElementReference _scroller;
    private Virtualize<Row>? _virtualize;
    private TableSort? _loadedSort;
    private float _rowHeight = 36;

    /// <summary>One item with its index, so that a row knows its index at any scroll position.</summary>
    private sealed record Row(int Index, string Key, TItem Item);

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>The accessible name of the list.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>The provider of the rows.</summary>
    [Parameter, EditorRequired]
    public required TableProvider<TItem> Provider { get; set; }

    /// <summary>The key of an item; must be unique in the list.</summary>
    [Parameter, EditorRequired]
    public required Func<TItem, string> ItemKey { get; set; }

    /// <summary>The <see cref="DataColumn{TItem}"/> elements.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <summary>The accessible name of an item's check box; the key by default.</summary>
    [Parameter]
    public Func<TItem, string>? ItemLabel { get; set; }

    /// <summary>The link target of a row: the first column becomes a link, a click or Enter follows it.</summary>
    [Parameter]
    public Func<TItem, string>? RowHref { get; set; }

    /// <summary>Raised by a click or Enter instead of following <see cref="RowHref"/>.</summary>
    [Parameter]
    public EventCallback<TItem> OnOpen { get; set; }

    /// <summary>The current order.</summary>
    [Parameter]
    public TableSort? Sort { get; set; }

    /// <summary>Raised when a heading is pressed.</summary>
    [Parameter]
    public EventCallback<TableSort> SortChanged { get; set; }

    /// <summary>True to add check boxes and selection by Space, Shift and Ctrl.</summary>
    [Parameter]
    public bool Selectable { get; set; }

    /// <summary>The keys of the selected items.</summary>
    [Parameter]
    public IReadOnlySet<string> SelectedKeys { get; set; } = new HashSet<string>();

    /// <summary>Raised when the selection has changed.</summary>
    [Parameter]
    public EventCallback<IReadOnlySet<string>> SelectedKeysChanged { get; set; }

    /// <summary>The maximum number of items that "Select all" or a range with Shift selects.</summary>
    [Parameter]
    public int SelectionLimit { get; set; } = 5000;

    /// <summary>The content when nothing matches: the meaning and the next step.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>The content that replaces the usual message when the provider has thrown.</summary>
    [Parameter]
    public RenderFragment<Exception>? Failed { get; set; }

    /// <summary>Raised with the number of matching items after each load.</summary>
    [Parameter]
    public EventCallback<int> TotalChanged { get; set; }

    private IEnumerable<DataColumn<TItem>> VisibleColumns => _columns.Where(c => c.Visible);

    private RenderFragment SkeletonCells =>
        builder =>
        {
            if (Selectable)
                builder.AddMarkupContent(0, "<td class=\"select-cell\"></td>");
            foreach (var column in VisibleColumns)
            {
                builder.OpenElement(1, "td");
                builder.AddAttribute(2, "class", column.CssClass);
                builder.AddMarkupContent(3, "<span class=\"skeleton-cell\"></span>");
                builder.CloseElement();
            }
        };

    internal void Add(DataColumn<TItem> column)
    {
        _columns.Add(column);
        StateHasChanged();
    }

    internal void Remove(DataColumn<TItem> column) => _columns.Remove(column);

    internal void ColumnChanged() => StateHasChanged();

    /// <inheritdoc />
    protected override void OnInitialized() => _loadedSort = Sort;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (Sort == _loadedSort)
            return;
        _loadedSort = Sort;
        await RestartAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        // Density and pointer type determine the row height in CSS: it is read from the browser once.
        var measure = await Js.InvokeAsync<TableMeasure?>("hybridAdmin.measureTable", _scroller);
        if (measure is null || Math.Abs(measure.RowHeight - _rowHeight) < 0.5)
            return;
        _rowHeight = measure.RowHeight;
        StateHasChanged();
    }

    private Task SortByAsync(DataColumn<TItem> column) =>
        SortChanged.InvokeAsync(
            Sort?.Key == column.SortKey
                ? new TableSort(column.SortKey!, !Sort!.Descending)
                : new TableSort(column.SortKey!)
        );

    private string? AriaSort(DataColumn<TItem> column) =>
        column.SortKey is null ? null
        : Sort?.Key != column.SortKey ? "none"
        : Sort!.Descending ? "descending"
        : "ascending";

    private string ItemName(TItem item) => ItemLabel?.Invoke(item) ?? ItemKey(item);

    private string RowId(int index) => $"{_id}-{index}";
}
