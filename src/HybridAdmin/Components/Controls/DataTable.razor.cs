using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace HybridAdmin.Components.Controls;

/// <summary>
/// A long list with a fixed row height, of which only the visible part exists: 100,000 entries cost as much as 50.
/// Sorting and filtering belong to the page (they live in the URL); the table asks its provider again when
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

    /// <summary>One item with its place, so that a row knows its index however the list is scrolled.</summary>
    private sealed record Row(int Index, string Key, TItem Item);

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <summary>What the list is of; its accessible name.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Answers with rows.</summary>
    [Parameter, EditorRequired]
    public required TableProvider<TItem> Provider { get; set; }

    /// <summary>Tells items apart; must be unique in the list.</summary>
    [Parameter, EditorRequired]
    public required Func<TItem, string> ItemKey { get; set; }

    /// <summary>The <see cref="DataColumn{TItem}"/> elements.</summary>
    [Parameter, EditorRequired]
    public required RenderFragment ChildContent { get; set; }

    /// <summary>What a screen reader calls an item beside its check box; default its key.</summary>
    [Parameter]
    public Func<TItem, string>? ItemLabel { get; set; }

    /// <summary>Where a row leads: the first column becomes a link, a click or Enter goes there.</summary>
    [Parameter]
    public Func<TItem, string>? RowHref { get; set; }

    /// <summary>Called by a click or Enter instead of going to <see cref="RowHref"/>.</summary>
    [Parameter]
    public EventCallback<TItem> OnOpen { get; set; }

    /// <summary>The present order.</summary>
    [Parameter]
    public TableSort? Sort { get; set; }

    /// <summary>A heading was pressed.</summary>
    [Parameter]
    public EventCallback<TableSort> SortChanged { get; set; }

    /// <summary>Adds check boxes, Space, Shift and Ctrl.</summary>
    [Parameter]
    public bool Selectable { get; set; }

    /// <summary>Keys of the selected items.</summary>
    [Parameter]
    public IReadOnlySet<string> SelectedKeys { get; set; } = new HashSet<string>();

    /// <summary>The selection changed.</summary>
    [Parameter]
    public EventCallback<IReadOnlySet<string>> SelectedKeysChanged { get; set; }

    /// <summary>How many "Select all" and a range with Shift take at most.</summary>
    [Parameter]
    public int SelectionLimit { get; set; } = 5000;

    /// <summary>Shown when nothing matches: what it means and what to do.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>Shown instead of the usual message when the provider threw.</summary>
    [Parameter]
    public RenderFragment<Exception>? Failed { get; set; }

    /// <summary>The number of matching items after each load.</summary>
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
        // Density and pointer decide in CSS how high a row is: ask the browser once.
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
