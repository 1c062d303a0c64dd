using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Components.Recipients;

/// <summary>
/// The state that determines the content of a list of recipients, as encoded in the URL: a shared link shows the same
/// list.
/// </summary>
internal sealed record RecipientListState
{
    /// <summary>The path of the page, relative to the base.</summary>
    public string Path { get; init; } = "recipients";

    /// <summary>
    /// The value of the filter when the URL does not contain it: true for a review of hidden recipients.
    /// </summary>
    public bool? DefaultHidden { get; init; }

    public string Search { get; init; } = "";

    public RecipientTypeDetails? Type { get; init; }

    public string? Domain { get; init; }

    public bool? Hidden { get; init; }

    /// <summary>False for recipients without an alias only.</summary>
    public bool? HasAlias { get; init; }

    /// <summary>The DN of a container.</summary>
    public string? OrganizationalUnit { get; init; }

    /// <summary>The owner of the Exchange attributes.</summary>
    public Authority? Authority { get; init; }

    public bool IncludePlain { get; init; }

    public RecipientSort Sort { get; init; }

    public bool Descending { get; init; }

    /// <summary>Indicates whether anything except the order differs from the whole list.</summary>
    public bool IsFiltered =>
        Search.Length > 0
        || Type is not null
        || Domain is not null
        || Hidden != DefaultHidden
        || HasAlias is not null
        || OrganizationalUnit is not null
        || Authority is not null
        || IncludePlain;

    public TableSort TableSort => new(Sort.ToString(), Descending);

    /// <summary>Reads a URL. Invalid values are ignored, so that an old link still opens the list.</summary>
    /// <param name="bare">The state of the page without a query.</param>
    public static RecipientListState Parse(string uri, RecipientListState? bare = null)
    {
        bare ??= new RecipientListState();
        var query = QueryHelpers.ParseQuery(new Uri(uri).Query);
        var sort = Text("sort") ?? "";
        return new RecipientListState
        {
            Path = bare.Path,
            DefaultHidden = bare.DefaultHidden,
            Search = Text("search") ?? "",
            Type =
                Enum.TryParse<RecipientTypeDetails>(Text("type"), ignoreCase: true, out var type)
                && Enum.IsDefined(type)
                    ? type
                    : null,
            Domain = Text("domain"),
            Hidden =
                bool.TryParse(Text("hidden"), out var hidden) ? hidden
                : Text("hidden") == "any" ? null
                : bare.DefaultHidden,
            HasAlias = bool.TryParse(Text("alias"), out var alias) ? alias : null,
            OrganizationalUnit = Text("ou"),
            Authority =
                Enum.TryParse<Authority>(Text("authority"), ignoreCase: true, out var authority)
                && Enum.IsDefined(authority)
                    ? authority
                    : null,
            IncludePlain = Text("plain") == "true",
            Sort =
                Enum.TryParse<RecipientSort>(sort.TrimStart('-'), ignoreCase: true, out var order)
                && Enum.IsDefined(order)
                    ? order
                    : RecipientSort.DisplayName,
            Descending = sort.StartsWith('-'),
        };

        string? Text(string key) =>
            query.TryGetValue(key, out var values) && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;
    }

    /// <summary>Indicates whether the URL belongs to the list, with any query.</summary>
    public bool IsHere(string baseRelativePath) =>
        baseRelativePath.Split('?', '#')[0].TrimEnd('/').Equals(Path, StringComparison.OrdinalIgnoreCase);

    /// <summary>The URL relative to the base, without default values.</summary>
    public string ToUri()
    {
        var sort = (Descending ? "-" : "") + char.ToLowerInvariant(Sort.ToString()[0]) + Sort.ToString()[1..];
        var query = new Dictionary<string, string?>
        {
            ["search"] = Search.Length == 0 ? null : Search,
            ["type"] = Type?.ToString(),
            ["domain"] = Domain,
            ["hidden"] =
                Hidden == DefaultHidden
                    ? null
                    : Hidden switch
                    {
                        true => "true",
                        false => "false",
                        null => "any",
                    },
            ["alias"] = HasAlias switch
            {
                true => "true",
                false => "false",
                null => null,
            },
            ["ou"] = OrganizationalUnit,
            ["authority"] = Authority?.ToString(),
            ["plain"] = IncludePlain ? "true" : null,
            ["sort"] = sort == "displayName" ? null : sort,
        };
        return QueryHelpers.AddQueryString(
            Path,
            query.Where(q => q.Value is not null).ToDictionary(q => q.Key, q => q.Value)
        );
    }

    public RecipientQuery ToQuery() =>
        new()
        {
            Search = Search,
            Types = Type is { } type ? [type] : [],
            Domain = Domain,
            Hidden = Hidden,
            HasAlias = HasAlias,
            OrganizationalUnit = OrganizationalUnit,
            Authority = Authority,
            IncludePlain = IncludePlain,
            Sort = Sort,
            Descending = Descending,
        };

    public RecipientListState With(TableSort sort) =>
        this with
        {
            Sort = Enum.TryParse<RecipientSort>(sort.Key, out var key) ? key : RecipientSort.DisplayName,
            Descending = sort.Descending,
        };
}
