using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Comparison.Drift;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace HybridAdmin.Features.Drift;

/// <summary>The drift report: counts first, then rows, filtered by kind and words that are part of the URL.</summary>
public sealed partial class DriftPage : ComponentBase, IDisposable
{
    /// <summary>The refresh interval while the page is open: a synchronisation changes the report.</summary>
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _end = new();
    private RepeatingTask? _refreshing;
    private DataTable<DriftItem>? _table;
    private DriftList? _page;
    private string? _fault;
    private bool _mayExport;

    [Inject]
    private GetDrift Drift { get; set; } = default!;

    [Inject]
    private GetPermissions Permissions { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    private DriftState State { get; set; } = new();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        State = DriftState.Parse(Navigation.Uri);
        Navigation.LocationChanged += OnLocationChanged;
        _mayExport = (await Permissions.ExecuteAsync(_end.Token)).Permissions.Contains(Permission.ExportRecipients);
        _refreshing = RepeatingTask.Start(Time, Period, _ => InvokeAsync(RefreshAsync));
        await LoadAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _refreshing?.Dispose();
        _end.Cancel();
        _end.Dispose();
    }

    private static string KeyOf(DriftItem item) => $"{item.Id}/{item.Kind}/{item.Attribute}/{item.OnPremises}";

    private async Task LoadAsync()
    {
        _fault = null;
        try
        {
            _page = await Drift.ExecuteAsync(State.ToQuery(), 0, 0, _end.Token);
        }
        catch (AccessDeniedException denied)
        {
            _fault = denied.Message;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
        if (_table is not null)
            await _table.RefreshAsync();
    }

    private async ValueTask<TablePage<DriftItem>> ProvideAsync(
        TableRequest request,
        CancellationToken cancellationToken
    )
    {
        var page = await Drift.ExecuteAsync(State.ToQuery(), request.Start, request.Count, cancellationToken);
        return new TablePage<DriftItem>(page.Items, page.Total);
    }

    private Task GoAsync(DriftState state)
    {
        if (state != State)
            Navigation.NavigateTo(state.ToUri("drift"), replace: state.Search != State.Search);
        return Task.CompletedTask;
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (
            !Navigation
                .ToBaseRelativePath(e.Location)
                .Split('?', '#')[0]
                .TrimEnd('/')
                .Equals("drift", StringComparison.OrdinalIgnoreCase)
        )
            return;
        var state = DriftState.Parse(e.Location);
        if (state == State)
            return;
        _ = InvokeAsync(async () =>
        {
            State = state;
            await LoadAsync();
            StateHasChanged();
            if (_table is not null)
                await _table.RestartAsync();
        });
    }
}
