using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Migration;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace HybridAdmin.Features.Migration;

/// <summary>All batches, updated by the one poller while the page is open.</summary>
public sealed partial class BatchListPage : ComponentBase, IDisposable
{
    /// <summary>The remaining time below which a clock is marked.</summary>
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
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>The clocks, the next one to end first.</summary>
    private IReadOnlyList<(MigrationBatch Batch, MigrationClock Clock)> Clocks =>
        [
            .. (_overview?.Snapshot.Batches ?? [])
                .Select(b => (Batch: b, Clock: MigrationClock.Of(b)))
                .Where(c => c.Clock is not null)
                .Select(c => (c.Batch, c.Clock!))
                .OrderBy(c => c.Item2.At),
        ];

    private BatchListState State { get; set; } = new();

    private IReadOnlyList<FilterOption> Kinds =>
        [
            .. All.GroupBy(b => b.Kind)
                .OrderBy(g => g.Key)
                .Select(g => new FilterOption(g.Key.ToString(), g.Key.Words(), g.Count())),
        ];

    private IReadOnlyList<FilterOption> States =>
        [
            .. All.GroupBy(b => b.State)
                .OrderBy(g => g.Key)
                .Select(g => new FilterOption(
                    g.Key.ToString(),
                    g.Key == MigrationBatchState.Unknown ? "Not known to the console" : g.Key.Words(null),
                    g.Count()
                )),
        ];

    private IReadOnlyList<MigrationBatch> All => _overview?.Snapshot.Batches ?? [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        State = BatchListState.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        var permissions = (await Permissions.ExecuteAsync(_end.Token)).Permissions;
        (_mayManage, _mayExport) = (
            permissions.Contains(Permission.ManageMigration),
            permissions.Contains(Permission.ExportRecipients)
        );
        await LoadAsync();
        if (_end.IsCancellationRequested || _overview is not { IsWithoutTenant: false })
            return;
        _watching = await List.WatchAsync(snapshot => _ = InvokeAsync(() => ShowAsync(snapshot)), _end.Token);
        if (_end.IsCancellationRequested)
            _watching.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _watching?.Dispose();
        _end.Cancel();
    }

    private async Task LoadAsync()
    {
        try
        {
            _overview = await List.ExecuteAsync(_end.Token);
            if (_table is not null)
                await _table.RefreshAsync();
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task ShowAsync(MigrationSnapshot snapshot)
    {
        if (_end.IsCancellationRequested || _overview is null || ReferenceEquals(_overview.Snapshot, snapshot))
            return;
        _overview = _overview with { Snapshot = snapshot };
        StateHasChanged();
        if (_table is not null)
            await _table.RefreshAsync();
    }

    private ValueTask<TablePage<MigrationBatch>> ProvideAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var batches = State.Apply(All);
        return ValueTask.FromResult(
            new TablePage<MigrationBatch>([.. batches.Skip(request.Start).Take(request.Count)], batches.Count)
        );
    }

    /// <summary>
    /// Typing replaces the current history entry: Back leaves the list, it does not undo single letters.
    /// </summary>
    private void Go(BatchListState state)
    {
        if (state != State)
            Navigation.NavigateTo(state.ToUri(), replace: state.Search != State.Search);
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (
            !BatchListState.IsHere(Navigation.ToBaseRelativePath(e.Location))
            || BatchListState.Parse(e.Location) == State
        )
            return;
        _ = InvokeAsync(async () =>
        {
            var before = State;
            State = BatchListState.Parse(e.Location);
            StateHasChanged(); // the table receives another order as its parameter
            if (before.Sort == State.Sort && _table is not null)
                await _table.RestartAsync();
        });
    }

    private static T? Word<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, out var value) ? value : null;
}
