using System.Globalization;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace HybridAdmin.Features.Audit;

/// <summary>All records, newest first. Filters and position are part of the URL.</summary>
public sealed partial class AuditLogPage : ComponentBase, IDisposable
{
    private readonly List<AuditListState> _ownNavigations = [];
    private AuditLogModel _model = default!;
    private DataTable<AuditEntry>? _table;
    private CancellationTokenSource _counting = new();
    private bool _verifying;

    [Inject]
    private ReadAuditLog Log { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private BrowserTime Times { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _model = new AuditLogModel(Log) { Zone = Times.Zone };
        _model.Show(AuditListState.Parse(Navigation.Uri));
        Navigation.LocationChanged += OnLocationChanged;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _counting.Cancel();
        _counting.Dispose();
    }

    private static string RecordHref(AuditEntry entry) => "audit/" + entry.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The source of a change, unless it is the usual one.</summary>
    private static string? WhoNote(AuditEntry entry) =>
        entry.Source is ActorSource.Api or ActorSource.Job ? entry.Source.Words() : null;

    private Task FilterAsync(AuditListState state) => GoAsync(state, replace: false);

    /// <summary>
    /// Typing replaces the current history entry: Back leaves the list, it does not undo single letters.
    /// </summary>
    private Task SearchAsync(AuditListState state) => GoAsync(state, replace: true);

    private async Task RefreshAsync()
    {
        _model.Forget();
        if (_table is not null)
            await _table.RefreshAsync();
        await CountAsync();
    }

    private async Task GoAsync(AuditListState state, bool replace)
    {
        if (state == _model.State)
            return;
        // The browser reports each of the page's own navigations later; by then the person may have gone on.
        _ownNavigations.Add(state);
        Navigation.NavigateTo(state.ToUri(), replace: replace);
        await ShowAsync(state);
    }

    private async Task ShowAsync(AuditListState state)
    {
        _model.Show(state);
        if (_table is not null)
            await _table.RestartAsync();
        await CountAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (!AuditListState.IsHere(Navigation.ToBaseRelativePath(e.Location)))
            return;
        var state = AuditListState.Parse(e.Location);
        var own = _ownNavigations.IndexOf(state);
        if (own >= 0)
            _ownNavigations.RemoveRange(0, own + 1);
        else if (state != _model.State)
            _ = InvokeAsync(async () =>
            {
                await ShowAsync(state);
                StateHasChanged();
            });
    }

    private async Task CountAsync()
    {
        await _counting.CancelAsync();
        _counting.Dispose();
        var counting = _counting = new CancellationTokenSource();
        StateHasChanged();
        try
        {
            await _model.CountAsync(counting.Token);
            StateHasChanged();
        }
        catch (Exception exception)
            when (exception is OperationCanceledException or ObjectDisposedException or AccessDeniedException)
        {
            // Another filter was chosen, or the page was left.
        }
    }
}
