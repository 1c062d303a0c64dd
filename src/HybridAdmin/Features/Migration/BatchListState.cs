using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Migration;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Migration;

/// <summary>The filter and order of the list of batches, as encoded in the URL.</summary>
internal sealed record BatchListState
{
    private const string Path = "migration";
    private const string DefaultSort = "created";

    /// <summary>The sort keys by column; a batch without the value comes last.</summary>
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

    /// <summary>A part of the name or of the creator's name.</summary>
    public string Search { get; init; } = "";

    public MigrationKind? Kind { get; init; }

    public MigrationBatchState? State { get; init; }

    /// <summary>The order; newest first unless another column is chosen.</summary>
    public TableSort Sort { get; init; } = new(DefaultSort, Descending: true);

    public bool IsFiltered => Search.Length > 0 || Kind is not null || State is not null;

    /// <summary>Reads a URL. Invalid values are ignored, so that an old link still opens the list.</summary>
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

    /// <summary>Indicates whether the URL belongs to the list, with any query.</summary>
    public static bool IsHere(string baseRelativePath) =>
        baseRelativePath.Split('?', '#')[0].TrimEnd('/').Equals(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL relative to the base, without default values.</summary>
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

    /// <summary>The actual or scheduled time of the start; null if the batch is started by hand.</summary>
    public static DateTimeOffset? Started(MigrationBatch batch) => batch.StartDateTime ?? batch.StartAfter;

    /// <summary>The actual or scheduled time of the completion; null if it is completed by hand, or never.</summary>
    public static DateTimeOffset? Completed(MigrationBatch batch) => batch.FinalizedDateTime ?? batch.CompleteAfter;
}
