using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Recipients;

/// <summary>A recipient as lists show it.</summary>
public sealed record RecipientSummary
{
    /// <summary>objectGUID.</summary>
    public required Guid Id { get; init; }

    public required RecipientTypeDetails RecipientTypeDetails { get; init; }

    /// <summary>displayName, else cn.</summary>
    public required string DisplayName { get; init; }

    /// <summary>mailNickname.</summary>
    public string? Alias { get; init; }

    /// <summary>The SMTP: value, else mail; null without either.</summary>
    public string? PrimarySmtpAddress { get; init; }

    public string? UserPrincipalName { get; init; }

    public bool HiddenFromAddressListsEnabled { get; init; }

    /// <summary>Containers from the top, e.g. "Staff / Berlin".</summary>
    public required string OrganizationalUnit { get; init; }

    /// <summary>Who owns its Exchange attributes; Unknown until a tenant has answered.</summary>
    public Authority Authority { get; init; }

    /// <summary>Values of the plain properties.</summary>
    public PropertyTexts Texts { get; init; }

    /// <summary>Those of CustomAttribute1 to 15 that the query asked for and that have a value.</summary>
    public IReadOnlyDictionary<int, string> CustomAttributes { get; init; } = NoCustomAttributes;

    private static readonly IReadOnlyDictionary<int, string> NoCustomAttributes = new Dictionary<int, string>();

    /// <summary>The value of a text property as the list shows it; null: none.</summary>
    public string? Text(RecipientProperty property) =>
        property == RecipientProperties.DisplayName ? DisplayName
        : property == RecipientProperties.Alias ? Alias
        : property == RecipientProperties.UserPrincipalName ? UserPrincipalName
        : property.Number is { } number ? CustomAttributes.GetValueOrDefault(number)
        : Texts[property];

    /// <summary>Hidden in AD but without mailNickname: the flag will not synchronise.</summary>
    public bool IsHiddenWithoutAlias => HiddenFromAddressListsEnabled && Alias is null;
}

/// <summary>By what a list of recipients is sorted.</summary>
public enum RecipientSort
{
    DisplayName,
    PrimarySmtpAddress,
    RecipientTypeDetails,
    OrganizationalUnit,
    Alias,
    UserPrincipalName,

    /// <summary>By who owns it; within each by name. Unknown ones come last.</summary>
    Authority,
}

/// <summary>What to list. Every member narrows.</summary>
public sealed record RecipientQuery
{
    /// <summary>
    /// Words, each of which must occur in display name, alias, UPN, account name or an address; diacritics and case do
    /// not matter. A pasted "smtp:" is ignored.
    /// </summary>
    public string? Search { get; init; }

    /// <summary>Empty: all types (plain ones only with <see cref="IncludePlain"/> or when named here).</summary>
    public IReadOnlyCollection<RecipientTypeDetails> Types { get; init; } = [];

    /// <summary>True: hidden ones only; false: visible ones only.</summary>
    public bool? Hidden { get; init; }

    /// <summary>True: only those with an alias (mailNickname); false: only those without.</summary>
    public bool? HasAlias { get; init; }

    /// <summary>Has an SMTP address in this domain.</summary>
    public string? Domain { get; init; }

    /// <summary>Its userPrincipalName ends in this suffix.</summary>
    public string? UpnSuffix { get; init; }

    /// <summary>Lies in this container or below, by its DN.</summary>
    public string? OrganizationalUnit { get; init; }

    /// <summary>Who owns its Exchange attributes.</summary>
    public Authority? Authority { get; init; }

    /// <summary>Custom attributes to answer with, by number; narrows nothing.</summary>
    public IReadOnlyCollection<int> CustomAttributes { get; init; } = [];

    /// <summary>Also users, groups and contacts without mail.</summary>
    public bool IncludePlain { get; init; }

    public RecipientSort Sort { get; init; }

    public bool Descending { get; init; }
}

/// <summary>A part of a list.</summary>
/// <param name="Total">How many match in all.</param>
/// <param name="Items">The ones asked for.</param>
public sealed record RecipientPage(int Total, IReadOnlyList<RecipientSummary> Items);

/// <summary>A value to filter by and how many recipients have it.</summary>
public sealed record RecipientFacet(string Value, string Label, int Count);
