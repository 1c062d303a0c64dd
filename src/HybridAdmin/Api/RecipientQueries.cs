using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Api;

/// <summary>The filters of a list of recipients; each narrows.</summary>
internal sealed record RecipientListQuery : IApiQuery<RecipientListQuery>
{
    /// <summary>
    /// Words, each of which occurs in display name, alias, UPN, account name or an address. Case and diacritics do not
    /// matter.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>The recipient type.</summary>
    public RecipientTypeDetails? Type { get; init; }

    /// <summary>true: only those that address lists leave out; false: only the others.</summary>
    public bool? Hidden { get; init; }

    /// <summary>A domain in which the recipient has an SMTP address.</summary>
    public string? Domain { get; init; }

    /// <summary>The owner of the Exchange attributes.</summary>
    public Authority? Authority { get; init; }

    /// <summary>true: also users, groups and contacts without mail.</summary>
    public bool? Plain { get; init; }

    /// <summary>The distinguished name of an organizational unit or container; recipients in it and below.</summary>
    public string? OrganizationalUnit { get; init; }

    /// <summary>true: only those with an alias (mailNickname); false: only those without.</summary>
    public bool? HasAlias { get; init; }

    /// <summary>A member of an item, displayName when absent; with a leading - in descending order.</summary>
    public SortOrder<RecipientSort>? Sort { get; init; }

    /// <summary>The number of items to leave out at the start.</summary>
    [Range(0, int.MaxValue)]
    [DefaultValue(0)]
    public int Skip { get; init; }

    /// <summary>The greatest number of items to answer with.</summary>
    [Range(0, ListRecipients.MostAtOnce)]
    [DefaultValue(PageQuery.DefaultTake)]
    public int Take { get; init; }

    public static RecipientListQuery Read(QueryReader query) =>
        new()
        {
            Search = query.Text("search"),
            Type = query.Word<RecipientTypeDetails>("type"),
            Hidden = query.Flag("hidden"),
            Domain = query.Text("domain"),
            Authority = query.Word<Authority>("authority"),
            Plain = query.Flag("plain"),
            OrganizationalUnit = query.DistinguishedName("organizationalUnit"),
            HasAlias = query.Flag("hasAlias"),
            Sort = query.Sort<RecipientSort>("sort"),
            Skip = query.Number("skip", 0, 0, int.MaxValue),
            Take = query.Number("take", PageQuery.DefaultTake, 0, ListRecipients.MostAtOnce),
        };

    public RecipientQuery ToQuery() =>
        new()
        {
            Search = Search,
            Types = Type is { } type ? [type] : [],
            Hidden = Hidden,
            Domain = Domain,
            Authority = Authority,
            IncludePlain = Plain ?? false,
            OrganizationalUnit = OrganizationalUnit,
            HasAlias = HasAlias,
            Sort = Sort?.By ?? RecipientSort.DisplayName,
            Descending = Sort?.IsDescending ?? false,
        };
}

/// <summary>The part of a list to answer with.</summary>
internal sealed record PageQuery : IApiQuery<PageQuery>
{
    /// <summary>The number of items of a list when the request names none.</summary>
    public const int DefaultTake = 100;

    /// <summary>The maximum number of items of a list.</summary>
    public const int MaxTake = 1000;

    /// <summary>The number of items to leave out at the start.</summary>
    [Range(0, int.MaxValue)]
    [DefaultValue(0)]
    public int Skip { get; init; }

    /// <summary>The greatest number of items to answer with.</summary>
    [Range(0, MaxTake)]
    [DefaultValue(DefaultTake)]
    public int Take { get; init; }

    public static PageQuery Read(QueryReader query) =>
        new() { Skip = query.Number("skip", 0, 0, int.MaxValue), Take = query.Number("take", DefaultTake, 0, MaxTake) };
}
