using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;

namespace HybridAdmin.Features.Recipients;

/// <summary>All recipients: search, filters and order live in the URL, the rows come from the shared index as they are scrolled to.</summary>
public sealed partial class RecipientListPage : ComponentBase, IDisposable
{
    private static readonly FilterOption[] Visibilities = [new("true", "hidden"), new("false", "visible")];
    private readonly RecipientColumns _columns = new();
    private readonly List<RecipientListState> _ownNavigations = [];
    private DataTable<RecipientSummary>? _table;
    private RecipientListState _state = new();
    private RecipientIndexStatus _status = new();
    private RecipientSnapshot? _optionsOf;
    private IReadOnlyList<FilterOption> _types = [];
    private IReadOnlyList<FilterOption> _domains = [];
    private IReadOnlyList<FilterOption> _units = [];
    private IndexWatch? _watch;
    private long? _total;

    [Inject]
    private ListRecipients List { get; set; } = default!;

    [Inject]
    private RecipientIndex Index { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _state = RecipientListState.Parse(Navigation.Uri);
        Look();
        _watch = new IndexWatch(Index, Time, others => _ = InvokeAsync(() => OnIndexChangedAsync(others)));
        Navigation.LocationChanged += OnLocationChanged;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await _columns.LoadAsync(Js);
        StateHasChanged();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _watch?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
    }

    private async ValueTask<TablePage<RecipientSummary>> ProvideAsync(TableRequest request, CancellationToken cancellationToken)
    {
        var page = await List.ExecuteAsync(_state.ToQuery(), request.Start, request.Count, cancellationToken);
        return new TablePage<RecipientSummary>(page.Items, page.Total);
    }

    /// <summary>Typing replaces the entry of the browser's history: Back leaves the list, it does not take letters away.</summary>
    private Task OnSearchAsync(string text) => GoAsync(_state with { Search = string.IsNullOrWhiteSpace(text) ? "" : text }, replace: true);

    private Task FilterAsync(RecipientListState state) => GoAsync(state, replace: false);

    private Task ClearAsync() => FilterAsync(new RecipientListState { Sort = _state.Sort, Descending = _state.Descending });

    private async Task GoAsync(RecipientListState state, bool replace)
    {
        if (state == _state) return;
        // The browser reports each of our own navigations back later; by then the person may have typed on.
        _ownNavigations.Add(state);
        Navigation.NavigateTo(state.ToUri(), replace: replace);
        await ShowAsync(state);
    }

    private async Task ShowAsync(RecipientListState state)
    {
        var isNewOrder = state.TableSort != _state.TableSort;
        _state = state;
        if (_table is not null && !isNewOrder) await _table.RestartAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (!RecipientListState.IsHere(Navigation.ToBaseRelativePath(e.Location))) return;
        var state = RecipientListState.Parse(e.Location);
        var own = _ownNavigations.IndexOf(state);
        if (own >= 0) _ownNavigations.RemoveRange(0, own + 1);
        else if (state != _state) _ = InvokeAsync(async () => { await ShowAsync(state); StateHasChanged(); });
    }

    private async Task OnIndexChangedAsync(bool others)
    {
        Look();
        StateHasChanged();
        if (others && _table is not null) await _table.RefreshAsync();
    }

    private void Look()
    {
        _status = Index.Status;
        var snapshot = Index.Current;
        if (ReferenceEquals(snapshot, _optionsOf)) return;
        _optionsOf = snapshot;
        _types = Options(snapshot.Types);
        _domains = Options(snapshot.Domains);
        _units = Options(snapshot.OrganizationalUnits);
    }

    private static FilterOption[] Options(IReadOnlyList<RecipientFacet> facets) => facets.Select(f => new FilterOption(f.Value, f.Label, f.Count)).ToArray();

    private Task ChooseColumnAsync(string key, bool visible) => _columns.ChooseAsync(Js, key, visible);
}
