using HybridAdmin.Core.Comparison.Drift;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Drift;

/// <summary>What the report shows, as it stands in the URL.</summary>
internal sealed record DriftState
{
    public DriftKind? Kind { get; init; }

    public string Search { get; init; } = "";

    public bool IsFiltered => Kind is not null || Search.Length > 0;

    /// <summary>Reads a URL. What makes no sense counts as not given.</summary>
    public static DriftState Parse(string uri)
    {
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        return new DriftState
        {
            Kind =
                Enum.TryParse<DriftKind>(Text("kind"), ignoreCase: true, out var kind) && Enum.IsDefined(kind)
                    ? kind
                    : null,
            Search = Text("search").Trim(),
        };

        string Text(string key) => query.TryGetValue(key, out var values) ? values.ToString() : "";
    }

    /// <summary>The URL below the base, without what is the default.</summary>
    public string ToUri(string path)
    {
        var given = new Dictionary<string, string?>();
        if (Kind is { } kind)
            given["kind"] = kind.ToString();
        if (Search.Length > 0)
            given["search"] = Search;
        return QueryHelpers.AddQueryString(path, given);
    }

    public DriftQuery ToQuery() => new() { Kind = Kind, Search = Search };
}
