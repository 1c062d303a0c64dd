using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace HybridAdmin.Components.Controls;

/// <summary>Loading of rows, and the state known about them.</summary>
public sealed partial class DataTable<TItem>
{
    private Exception? _failure;
    private string? _partial;
    private int? _total;
    private bool _loading = true;

    [Inject]
    private ILogger<DataTable<TItem>> Logger { get; set; } = default!;

    /// <summary>Requests the rows again at the current position, because the data has changed.</summary>
    public async Task RefreshAsync()
    {
        // The rows cached by index belong to the previous response.
        _recent.Clear();
        _failure = null;
        _loading = true;
        StateHasChanged();
        if (_virtualize is not null)
            await _virtualize.RefreshDataAsync();
        StateHasChanged();
    }

    /// <summary>Requests the rows again from the top, for another filter or order.</summary>
    public async Task RestartAsync()
    {
        (_active, _anchor) = (0, 0);
        _recent.Clear(); // at once: Enter must not open a row of the previous list
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
            throw; // Virtualize has requested other rows meanwhile and expects this exception.
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
