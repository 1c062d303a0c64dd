using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority.Join;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace HybridAdmin.Components.Recipients;

/// <summary>
/// The base of pages that list recipients. Search, filters and order are part of the URL; the rows are read from the
/// shared index as they are scrolled into view.
/// </summary>
public abstract class RecipientListBase : ComponentBase, IDisposable
{
    private readonly List<RecipientListState> _ownNavigations = [];
    private (RecipientSnapshot, object)? _optionsOf;
    private IndexWatch? _watch;

    [Inject]
    private ListRecipients List { get; set; } = default!;

    [Inject]
    private RecipientIndex Index { get; set; } = default!;

    [Inject]
    private HybridRecipientIndex Joined { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    /// <summary>The state of the page without a query.</summary>
    private protected virtual RecipientListState Bare { get; } = new();

    private protected DataTable<RecipientSummary>? Table { get; set; }

    private protected RecipientListState State { get; private set; } = new();

    private protected RecipientIndexStatus Status { get; private set; } = new();

    private protected long? Total { get; set; }

    private protected IReadOnlyList<FilterOption> Types { get; private set; } = [];

    private protected IReadOnlyList<FilterOption> Domains { get; private set; } = [];

    private protected IReadOnlyList<FilterOption> Units { get; private set; } = [];

    private protected IReadOnlyList<FilterOption> Authorities { get; private set; } = [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        State = RecipientListState.Parse(Navigation.Uri, Bare);
        await LookAsync();
        _watch = new IndexWatch(Index, Joined, Time, others => _ = InvokeAsync(() => OnIndexChangedAsync(others)));
        Navigation.LocationChanged += OnLocationChanged;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the subscriptions of the page.</summary>
    protected virtual void Dispose(bool disposing)
    {
        _watch?.Dispose();
        Navigation.LocationChanged -= OnLocationChanged;
    }

    /// <summary>The query of the current state.</summary>
    private protected virtual RecipientQuery Query => State.ToQuery();

    /// <summary>Called when another list is shown, because of another filter or order.</summary>
    private protected virtual void OnShown() { }

    private protected virtual async ValueTask<TablePage<RecipientSummary>> ProvideAsync(
        TableRequest request,
        CancellationToken cancellationToken
    )
    {
        var page = await List.ExecuteAsync(Query, request.Start, request.Count, cancellationToken);
        return new TablePage<RecipientSummary>(page.Items, page.Total);
    }

    /// <summary>
    /// Typing replaces the current history entry: Back leaves the list, it does not undo single letters.
    /// </summary>
    private protected Task SearchAsync(string text) =>
        GoAsync(State with { Search = string.IsNullOrWhiteSpace(text) ? "" : text }, replace: true);

    private protected Task FilterAsync(RecipientListState state) => GoAsync(state, replace: false);

    private protected Task ClearAsync() =>
        FilterAsync(Bare with { Hidden = Bare.DefaultHidden, Sort = State.Sort, Descending = State.Descending });

    private async Task GoAsync(RecipientListState state, bool replace)
    {
        if (state == State)
            return;
        // The browser reports each of the page's own navigations later; by then the person may have typed more.
        _ownNavigations.Add(state);
        Navigation.NavigateTo(state.ToUri(), replace: replace);
        await ShowAsync(state);
    }

    private async Task ShowAsync(RecipientListState state)
    {
        var isNewOrder = state.TableSort != State.TableSort;
        State = state;
        OnShown();
        if (Table is not null && !isNewOrder)
            await Table.RestartAsync();
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e)
    {
        if (!State.IsHere(Navigation.ToBaseRelativePath(e.Location)))
            return;
        var state = RecipientListState.Parse(e.Location, Bare);
        var own = _ownNavigations.IndexOf(state);
        if (own >= 0)
            _ownNavigations.RemoveRange(0, own + 1);
        else if (state != State)
            _ = InvokeAsync(async () =>
            {
                await ShowAsync(state);
                StateHasChanged();
            });
    }

    private async Task OnIndexChangedAsync(bool others)
    {
        await LookAsync();
        StateHasChanged();
        if (others && Table is not null)
            await Table.RefreshAsync();
    }

    private async Task LookAsync()
    {
        Status = Index.Status;
        var version = (Index.Current, Joined.TenantVersion);
        if (version == _optionsOf)
            return;
        _optionsOf = version;
        var facets = await List.GetFacetsAsync(CancellationToken.None);
        Types = Options(facets.Types);
        Domains = Options(facets.Domains);
        Units = Options(facets.OrganizationalUnits);
        Authorities = facets
            .Authorities.Select(f => new FilterOption(f.Value, Enum.Parse<Authority>(f.Value).Words(), f.Count))
            .ToArray();
    }

    private static FilterOption[] Options(IReadOnlyList<RecipientFacet> facets) =>
        facets.Select(f => new FilterOption(f.Value, f.Label, f.Count)).ToArray();
}
