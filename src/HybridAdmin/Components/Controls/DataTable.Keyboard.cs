using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace HybridAdmin.Components.Controls;

/// <summary>The active row, selection and keys of the table.</summary>
public sealed partial class DataTable<TItem>
{
    private const float HeaderHeight = 34;
    private readonly Dictionary<int, Row> _recent = [];
    private int _active;
    private int _anchor;
    private bool _driven;

    private bool CanOpen => RowHref is not null || OnOpen.HasDelegate;

    private bool AllSelected => _total > 0 && SelectedKeys.Count >= Math.Min(_total.Value, SelectionLimit);

    /// <summary>
    /// Moves the active row from outside, for example from a search field. From then on the active row is shown
    /// although the table does not have the focus.
    /// </summary>
    public async Task MoveActiveAsync(int step)
    {
        if (_total is not > 0)
            return;
        // The first step only shows the current position.
        await MoveAsync(_driven ? _active + step : _active, false);
        _driven = true;
        StateHasChanged();
    }

    /// <summary>Opens the active row from outside.</summary>
    public async Task OpenActiveAsync()
    {
        if (_total is > 0 && await RowAtAsync(_active) is { } row)
            await OpenAsync(row);
    }

    private void Remember(IReadOnlyList<Row> rows)
    {
        // The rows near the view, by index: Enter and Space need the item of a row without another request.
        if (_recent.Count > 500)
            _recent.Clear();
        foreach (var row in rows)
            _recent[row.Index] = row;
    }

    private async Task OnKeyDownAsync(KeyboardEventArgs e)
    {
        if (_total is not > 0)
            return;
        var page = Math.Max(1, await VisibleRowsAsync(e.Key) - 1);
        switch (e.Key)
        {
            case "ArrowDown":
                await MoveAsync(_active + 1, e.ShiftKey);
                break;
            case "ArrowUp":
                await MoveAsync(_active - 1, e.ShiftKey);
                break;
            case "PageDown":
                await MoveAsync(_active + page, e.ShiftKey);
                break;
            case "PageUp":
                await MoveAsync(_active - page, e.ShiftKey);
                break;
            case "Home":
                await MoveAsync(0, e.ShiftKey);
                break;
            case "End":
                await MoveAsync(_total.Value - 1, e.ShiftKey);
                break;
            case "Enter" when await RowAtAsync(_active) is { } row:
                await OpenAsync(row);
                break;
            case " " when Selectable && await RowAtAsync(_active) is { } row:
                await ToggleAsync(row);
                break;
            case "a" when Selectable && (e.CtrlKey || e.MetaKey):
                await SelectAllAsync();
                break;
            case "Escape" when Selectable && SelectedKeys.Count > 0:
                await SelectedKeysChanged.InvokeAsync(new HashSet<string>());
                break;
        }
    }

    private async Task MoveAsync(int index, bool extend)
    {
        _active = Math.Clamp(index, 0, _total!.Value - 1);
        if (extend && Selectable)
            await SelectRangeAsync(_anchor, _active);
        else
            _anchor = _active;
        await Js.InvokeVoidAsync("hybridAdmin.revealRow", _scroller, _active, _rowHeight, HeaderHeight);
    }

    private async Task<int> VisibleRowsAsync(string key)
    {
        if (key is not ("PageDown" or "PageUp"))
            return 1;
        var measure = await Js.InvokeAsync<TableMeasure?>("hybridAdmin.measureTable", _scroller);
        return measure is { Viewport: > 0 } ? (int)((measure.Viewport - HeaderHeight) / _rowHeight) : 10;
    }

    private async Task OnRowClickAsync(Row row, MouseEventArgs e)
    {
        _active = row.Index;
        if (Selectable && e.ShiftKey)
        {
            await SelectRangeAsync(_anchor, row.Index);
            return;
        }

        _anchor = row.Index;
        if (Selectable && (e.CtrlKey || e.MetaKey))
            await ToggleAsync(row);
        else
            await OpenAsync(row);
    }

    private async Task OnCheckAsync(Row row, MouseEventArgs e)
    {
        _active = row.Index;
        if (e.ShiftKey)
            await SelectRangeAsync(_anchor, row.Index);
        else
            await ToggleAsync(row);
        _anchor = row.Index;
    }

    private async Task OpenAsync(Row row)
    {
        if (OnOpen.HasDelegate)
            await OnOpen.InvokeAsync(row.Item);
        else if (RowHref is not null)
            Navigation.NavigateTo(RowHref(row.Item));
    }

    private Task ToggleAsync(Row row)
    {
        var selected = new HashSet<string>(SelectedKeys);
        if (!selected.Remove(row.Key))
            selected.Add(row.Key);
        return SelectedKeysChanged.InvokeAsync(selected);
    }

    private Task ToggleAllAsync(ChangeEventArgs e) =>
        e.Value is true ? SelectAllAsync() : SelectedKeysChanged.InvokeAsync(new HashSet<string>());

    private async Task SelectAllAsync()
    {
        if (_total is > 0)
            await SelectRangeAsync(0, Math.Min(_total.Value, SelectionLimit) - 1);
    }

    private async Task SelectRangeAsync(int from, int to)
    {
        var (start, end) = from <= to ? (from, to) : (to, from);
        var page = await Provider(
            new TableRequest(start, Math.Min(end - start + 1, SelectionLimit), Sort),
            CancellationToken.None
        );
        await SelectedKeysChanged.InvokeAsync(page.Items.Select(ItemKey).ToHashSet());
    }

    private async Task<Row?> RowAtAsync(int index)
    {
        var page = _recent.TryGetValue(index, out var known)
            ? null
            : await Provider(new TableRequest(index, 1, Sort), CancellationToken.None);
        return known ?? (page is { Items: [var item, ..] } ? new Row(index, ItemKey(item), item) : null);
    }
}
