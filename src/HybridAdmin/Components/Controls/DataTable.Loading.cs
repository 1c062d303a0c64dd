using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace HybridAdmin.Components.Controls;

/// <summary>How the table comes by its rows, and what it knows about them.</summary>
public sealed partial class DataTable<TItem>
{
    private Exception? _failure;
    private string? _partial;
    private int? _total;
    private bool _loading = true;

    [Inject]
    private ILogger<DataTable<TItem>> Logger { get; set; } = default!;

    /// <summary>Asks the provider again and stays in place: the data changed.</summary>
    public async Task RefreshAsync()
    {
        // Rows remembered by place belong to the old answer.
        _recent.Clear();
        _failure = null;
        _loading = true;
        StateHasChanged();
        if (_virtualize is not null)
            await _virtualize.RefreshDataAsync();
        StateHasChanged();
    }

    /// <summary>Asks the provider again and goes to the top: another filter, another order.</summary>
    public async Task RestartAsync()
    {
        (_active, _anchor) = (0, 0);
        _recent.Clear(); // at once: Enter must not open a row of the list before
        await Js.InvokeVoidAsync("hybridAdmin.revealRow", _scroller, 0, _rowHeight, HeaderHeight);
        await RefreshAsync();
    }

    private async ValueTask<ItemsProviderResult<Row>> ProvideAsync(ItemsProviderRequest request)
    {
        try
        {
            var page = await Provider(
                new TableRequest(request.StartIndex, request.Count, Sort),
                request.CancellationToken
            );
            request.CancellationToken.ThrowIfCancellationRequested();
            var changed = _total != page.Total || _partial != page.Partial || _loading || _failure is not null;
            var totalChanged = _total != page.Total;
            (_total, _partial, _failure, _loading) = (page.Total, page.Partial, null, false);
            _active = Math.Clamp(_active, 0, Math.Max(0, page.Total - 1));
            var rows = page.Items.Select((item, i) => new Row(request.StartIndex + i, ItemKey(item), item)).ToArray();
            Remember(rows);
            if (changed)
                StateHasChanged();
            if (totalChanged)
                await TotalChanged.InvokeAsync(page.Total);
            return new ItemsProviderResult<Row>(rows, page.Total);
        }
        catch (OperationCanceledException) when (request.CancellationToken.IsCancellationRequested)
        {
            throw; // Virtualize asked for other rows meanwhile and expects this.
        }
        catch (Exception exception)
        {
            TableLog.ProviderFailed(Logger, exception, Label);
            (_failure, _loading) = (exception, false);
            StateHasChanged();
            return new ItemsProviderResult<Row>([], 0);
        }
    }
}
