using HybridAdmin.Components.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Synchronization;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Components.Cloud;

/// <summary>
/// Shows a countdown to the next synchronisation, and a button that starts one if the person has the permission. Shows
/// nothing without a tenant.
/// </summary>
public sealed partial class NextSync : ComponentBase, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _end = new();
    private RepeatingTask? _asking;
    private SyncStatus? _status;
    private SyncStartResult? _result;
    private bool _busy;

    [Inject]
    private GetSyncStatus Read { get; set; } = default!;

    [Inject]
    private StartSync Start { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _asking = RepeatingTask.Start(
            Time,
            Period,
            _ =>
                InvokeAsync(async () =>
                {
                    await LoadAsync();
                    StateHasChanged();
                })
        );
        await LoadAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _asking?.Dispose();
        _end.Cancel();
        _end.Dispose();
    }

    private async Task LoadAsync()
    {
        try
        {
            _status = await Read.ExecuteAsync(_end.Token);
        }
        catch (AccessDeniedException)
        {
            _status = null; // the countdown is optional
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task StartAsync()
    {
        if (_busy)
            return;
        (_busy, _result) = (true, null);
        try
        {
            _result = await Start.ExecuteAsync(_end.Token);
        }
        catch (AccessDeniedException denied)
        {
            _result = new SyncStartResult(false, denied.Message);
        }
        catch (AuditUnavailableException unavailable)
        {
            _result = new SyncStartResult(
                false,
                $"Nothing was started, since it could not be recorded: {unavailable.Message}"
            );
        }
        finally
        {
            _busy = false;
        }
    }

    private string Words(SyncStatus status) =>
        SyncDisplayNames.Due(status, Time.GetUtcNow()) is { } due
            ? $"The next synchronisation is due {due}."
            : status.Health.Explanation;
}
