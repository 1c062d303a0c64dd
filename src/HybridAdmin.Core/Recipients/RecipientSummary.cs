using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Recipients;

/// <summary>A recipient as lists show it.</summary>
public sealed record RecipientSummary
{
    /// <summary>objectGUID.</summary>
    public required Guid Id { get; init; }

    public required RecipientTypeDetails RecipientTypeDetails { get; init; }

    /// <summary>displayName, otherwise cn.</summary>
    public required string DisplayName { get; init; }

    /// <summary>mailNickname.</summary>
    public string? Alias { get; init; }

    /// <summary>The SMTP: value, otherwise mail; null without either.</summary>
    public string? PrimarySmtpAddress { get; init; }

    public string? UserPrincipalName { get; init; }

    public bool HiddenFromAddressListsEnabled { get; init; }

    /// <summary>Containers from the top, e.g. "Staff / Berlin".</summary>
    public required string OrganizationalUnit { get; init; }

    /// <summary>The owner of its Exchange attributes; Unknown until a tenant has answered.</summary>
    public Authority Authority { get; init; }

    /// <summary>Values of the plain properties.</summary>
    public PropertyTexts Texts { get; init; }

    /// <summary>The requested values of CustomAttribute1 to 15; attributes without a value are omitted.</summary>
    public IReadOnlyDictionary<int, string> CustomAttributes { get; init; } = NoCustomAttributes;

    private static readonly IReadOnlyDictionary<int, string> NoCustomAttributes = new Dictionary<int, string>();

    /// <summary>The value of a text property as shown in the list; null if there is none.</summary>
    public string? Text(RecipientProperty property) =>
        property == RecipientProperties.DisplayName ? DisplayName
        : property == RecipientProperties.Alias ? Alias
        : property == RecipientProperties.UserPrincipalName ? UserPrincipalName
        : property.Number is { } number ? CustomAttributes.GetValueOrDefault(number)
        : Texts[property];

    /// <summary>
    /// Indicates whether it is hidden in AD but has no mailNickname, so that the flag does not synchronise.
    /// </summary>
    public bool IsHiddenWithoutAlias => HiddenFromAddressListsEnabled && Alias is null;
}

/// <summary>The sort order of a list of recipients.</summary>
public enum RecipientSort
{
    DisplayName,
    PrimarySmtpAddress,
    RecipientTypeDetails,
    OrganizationalUnit,
    Alias,
    UserPrincipalName,

    /// <summary>By owner, and by name for each owner. Unknown ones come last.</summary>
    Authority,
}

/// <summary>The filters of a list. Every member narrows the result.</summary>
public sealed record RecipientQuery
{
    /// <summary>
    /// Words, each of which must occur in display name, alias, UPN, account name or an address; diacritics and case do
    /// not matter. A pasted "smtp:" is ignored.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>
    /// The types to include; empty for all (plain ones only with <see cref="IncludePlain"/> or if listed here).
    /// </summary>
    public IReadOnlyCollection<RecipientTypeDetails> Types { get; init; } = [];

    /// <summary>True for hidden recipients only; false for visible ones only.</summary>
    public bool? Hidden { get; init; }

    /// <summary>True for recipients with an alias (mailNickname) only; false for those without.</summary>
    public bool? HasAlias { get; init; }

    /// <summary>A domain in which the recipient has an SMTP address.</summary>
    public string? Domain { get; init; }

    /// <summary>The suffix of the recipient's userPrincipalName.</summary>
    public string? UpnSuffix { get; init; }

    /// <summary>The DN of a container in which, or below which, the recipient lies.</summary>
    public string? OrganizationalUnit { get; init; }

    /// <summary>The owner of the recipient's Exchange attributes.</summary>
    public Authority? Authority { get; init; }

    /// <summary>The custom attributes to return, by number; does not narrow the result.</summary>
    public IReadOnlyCollection<int> CustomAttributes { get; init; } = [];

    /// <summary>Indicates whether users, groups and contacts without mail are included.</summary>
    public bool IncludePlain { get; init; }

    public RecipientSort Sort { get; init; }

    public bool Descending { get; init; }
}

/// <summary>A page of a list.</summary>
/// <param name="Total">The number of all matches.</param>
/// <param name="Items">The requested items.</param>
public sealed record RecipientPage(int Total, IReadOnlyList<RecipientSummary> Items);

/// <summary>A filter value and the number of recipients that have it.</summary>
public sealed record RecipientFacet(string Value, string Label, int Count);
