using HybridAdmin.Core.Comparison.Drift;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Drift;

/// <summary>The state that determines the content of the report, as encoded in the URL.</summary>
internal sealed record DriftState
{
    public DriftKind? Kind { get; init; }

    public string Search { get; init; } = "";

    public bool IsFiltered => Kind is not null || Search.Length > 0;

    /// <summary>Reads a URL. Invalid values are ignored.</summary>
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

    /// <summary>The URL relative to the base, without default values.</summary>
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
