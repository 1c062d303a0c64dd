using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Migration;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Migration;

/// <summary>What decides which batches are shown and in which order, as it stands in the URL.</summary>
internal sealed record BatchListState
{
    private const string Path = "migration";
    private const string DefaultSort = "created";

    /// <summary>By which columns can be sorted; a batch without the value comes last.</summary>
    private static readonly Dictionary<string, Func<MigrationBatch, IComparable?>> Keys = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["name"] = b => b.Identity.ToUpperInvariant(),
        ["kind"] = b => b.Kind.Words(),
        ["state"] = b => b.State.Words(b.Status),
        ["progress"] = b => b.PercentDone,
        ["synced"] = b => b.SyncedCount,
        ["finalized"] = b => b.FinalizedCount,
        ["failed"] = b => b.FailedCount,
        ["by"] = b => b.SubmittedByUser?.ToUpperInvariant(),
        ["starts"] = b => Started(b),
        ["completes"] = b => Completed(b),
        [DefaultSort] = b => b.CreationDateTime,
    };

    /// <summary>Part of the name or of who made it.</summary>
    public string Search { get; init; } = "";

    public MigrationKind? Kind { get; init; }

    public MigrationBatchState? State { get; init; }

    /// <summary>The newest first, unless another column is chosen.</summary>
    public TableSort Sort { get; init; } = new(DefaultSort, Descending: true);

    public bool IsFiltered => Search.Length > 0 || Kind is not null || State is not null;

    /// <summary>Reads a URL. What makes no sense counts as not given: an old link still opens the list.</summary>
    public static BatchListState Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        var sort = Text("sort");
        return new BatchListState
        {
            Search = Text("search").Trim(),
            Kind =
                Enum.TryParse<MigrationKind>(Text("kind"), ignoreCase: true, out var kind) && Enum.IsDefined(kind)
                    ? kind
                    : null,
            State =
                Enum.TryParse<MigrationBatchState>(Text("state"), ignoreCase: true, out var state)
                && Enum.IsDefined(state)
                    ? state
                    : null,
            Sort = Keys.ContainsKey(sort.TrimStart('-'))
                ? new TableSort(sort.TrimStart('-').ToLowerInvariant(), sort.StartsWith('-'))
                : new BatchListState().Sort,
        };

        string Text(string key) => query.TryGetValue(key, out var values) ? values.ToString() : "";
    }

    /// <summary>Whether the URL is the list's own, whatever its query.</summary>
    public static bool IsHere(string baseRelativePath) =>
        baseRelativePath.Split('?', '#')[0].TrimEnd('/').Equals(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL below the base, without what is the default.</summary>
    public string ToUri()
    {
        var given = new Dictionary<string, string?>();
        if (Search.Length > 0)
            given["search"] = Search;
        if (Kind is { } kind)
            given["kind"] = kind.ToString();
        if (State is { } state)
            given["state"] = state.ToString();
        if (Sort != new BatchListState().Sort)
            given["sort"] = (Sort.Descending ? "-" : "") + Sort.Key;
        return QueryHelpers.AddQueryString(Path, given);
    }

    public IReadOnlyList<MigrationBatch> Apply(IEnumerable<MigrationBatch> batches)
    {
        var shown = batches.Where(b =>
            (Kind is null || b.Kind == Kind)
            && (State is null || b.State == State)
            && (Has(b.Identity) || Has(b.SubmittedByUser))
        );
        var key = Keys[Sort.Key];
        var known = shown.ToLookup(b => key(b) is not null);
        var ordered = Sort.Descending ? known[true].OrderByDescending(key) : known[true].OrderBy(key);
        return
        [
            .. ordered.ThenBy(b => b.Identity, StringComparer.OrdinalIgnoreCase),
            .. known[false].OrderBy(b => b.Identity, StringComparer.OrdinalIgnoreCase),
        ];

        bool Has(string? text) =>
            Search.Length == 0 || text?.Contains(Search, StringComparison.OrdinalIgnoreCase) == true;
    }

    /// <summary>When it was or is to be started; null: by hand.</summary>
    public static DateTimeOffset? Started(MigrationBatch batch) => batch.StartDateTime ?? batch.StartAfter;

    /// <summary>When it was or is to be completed; null: by hand, or never.</summary>
    public static DateTimeOffset? Completed(MigrationBatch batch) => batch.FinalizedDateTime ?? batch.CompleteAfter;
}
