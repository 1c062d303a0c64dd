using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Migration;
using Microsoft.AspNetCore.Components;

namespace HybridAdmin.Features.Migration;

/// <summary>All batches, kept up to date by the one poller while the page is open.</summary>
public sealed partial class BatchListPage : ComponentBase, IDisposable
{
    /// <summary>A clock that ends before this is marked.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    private readonly CancellationTokenSource _end = new();
    private IDisposable? _watching;
    private DataTable<MigrationBatch>? _table;
    private MigrationOverview? _overview;
    private bool _mayManage;
    private bool _mayExport;

    [Inject]
    private ListBatches List { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>The next to end first.</summary>
    private IReadOnlyList<(MigrationBatch Batch, MigrationClock Clock)> Clocks =>
    [
        .. (_overview?.Snapshot.Batches ?? []).Select(b => (Batch: b, Clock: MigrationClock.Of(b))).Where(c => c.Clock is not null).Select(c => (c.Batch, c.Clock!)).OrderBy(c => c.Item2.At),
    ];

    private IReadOnlyList<MigrationBatch> Batches => [.. (_overview?.Snapshot.Batches ?? []).OrderByDescending(b => b.CreationDateTime ?? DateTimeOffset.MinValue).ThenBy(b => b.Identity, StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var permissions = (await Permissions.ExecuteAsync(_end.Token)).Permissions;
        (_mayManage, _mayExport) = (permissions.Contains(Permission.ManageMigration), permissions.Contains(Permission.ExportRecipients));
        await LoadAsync();
        if (_end.IsCancellationRequested || _overview is not { IsWithoutTenant: false }) return;
        _watching = await List.WatchAsync(snapshot => _ = InvokeAsync(() => ShowAsync(snapshot)), _end.Token);
        if (_end.IsCancellationRequested) _watching.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _watching?.Dispose();
        _end.Cancel();
    }

    private static DateTimeOffset? Started(MigrationBatch batch) => batch.StartDateTime ?? batch.StartAfter;

    private static DateTimeOffset? Completed(MigrationBatch batch) => batch.FinalizedDateTime ?? batch.CompleteAfter;

    private async Task LoadAsync()
    {
        try
        {
            _overview = await List.ExecuteAsync(_end.Token);
            if (_table is not null) await _table.RefreshAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task ShowAsync(MigrationSnapshot snapshot)
    {
        if (_end.IsCancellationRequested || _overview is null || ReferenceEquals(_overview.Snapshot, snapshot)) return;
        _overview = _overview with { Snapshot = snapshot };
        StateHasChanged();
        if (_table is not null) await _table.RefreshAsync();
    }

    private ValueTask<TablePage<MigrationBatch>> ProvideAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var batches = Batches;
        return ValueTask.FromResult(new TablePage<MigrationBatch>([.. batches.Skip(request.Start).Take(request.Count)], batches.Count));
    }
}
