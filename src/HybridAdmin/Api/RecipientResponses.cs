using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Api;

/// <summary>A recipient in a list. The names are Exchange's.</summary>
internal record RecipientResponse : IApiExample<RecipientResponse>
{
    /// <summary>objectGUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Exchange's recipient type; User, Group or Contact without mail.</summary>
    public required RecipientTypeDetails RecipientTypeDetails { get; init; }

    /// <summary>displayName, else cn.</summary>
    public required string DisplayName { get; init; }

    /// <summary>mailNickname; null: none.</summary>
    public required string? Alias { get; init; }

    /// <summary>The primary SMTP address; null: none.</summary>
    public required string? PrimarySmtpAddress { get; init; }

    /// <summary>The sign-in name; null for groups and contacts.</summary>
    public required string? UserPrincipalName { get; init; }

    /// <summary>Whether address lists leave it out (msExchHideFromAddressLists).</summary>
    public required bool HiddenFromAddressListsEnabled { get; init; }

    /// <summary>The containers from the top, such as Staff / Berlin.</summary>
    public required string OrganizationalUnit { get; init; }

    /// <summary>The owner of the Exchange attributes; Unknown until a tenant has answered.</summary>
    public required Authority Authority { get; init; }

    /// <summary>department; null: none.</summary>
    public string? Department { get; init; }

    /// <summary>title; null: none.</summary>
    public string? Title { get; init; }

    public static RecipientResponse Example =>
        new()
        {
            Id = new Guid("9ab67014-dddc-8435-a0d2-4771ef45b529"),
            RecipientTypeDetails = RecipientTypeDetails.RemoteUserMailbox,
            DisplayName = "Kenji Watanabe",
            Alias = "kenji.watanabe",
            PrimarySmtpAddress = "kenji.watanabe@contoso.example",
            UserPrincipalName = "kenji.watanabe@contoso.example",
            HiddenFromAddressListsEnabled = false,
            OrganizationalUnit = "Staff / Berlin",
            Authority = Authority.OnPremises,
            Department = "Legal",
            Title = "Counsel",
        };

    public static RecipientResponse From(RecipientSummary recipient) =>
        new()
        {
            Id = recipient.Id,
            RecipientTypeDetails = recipient.RecipientTypeDetails,
            DisplayName = recipient.DisplayName,
            Alias = recipient.Alias,
            PrimarySmtpAddress = recipient.PrimarySmtpAddress,
            UserPrincipalName = recipient.UserPrincipalName,
            HiddenFromAddressListsEnabled = recipient.HiddenFromAddressListsEnabled,
            OrganizationalUnit = recipient.OrganizationalUnit,
            Authority = recipient.Authority,
            Department = recipient.Text(RecipientProperties.Department),
            Title = recipient.Text(RecipientProperties.Title),
        };
}

/// <summary>One recipient with its addresses, read live.</summary>
internal sealed record RecipientDetailsResponse : RecipientResponse, IApiExample<RecipientDetailsResponse>
{
    [SetsRequiredMembers]
    private RecipientDetailsResponse(RecipientResponse listed)
        : base(listed) { }

    /// <summary>proxyAddresses, each with its type: SMTP in capitals is the primary address.</summary>
    public IReadOnlyList<string> EmailAddresses { get; init; } = [];

    /// <summary>targetAddress; null: none.</summary>
    public string? ExternalEmailAddress { get; init; }

    /// <summary>legacyExchangeDN; null: none.</summary>
    public string? LegacyExchangeDN { get; init; }

    /// <summary>extensionAttribute1 to 15 that have a value, by number.</summary>
    public IReadOnlyDictionary<string, string> CustomAttributes { get; init; } = new Dictionary<string, string>();

    /// <summary>A hash of the values shown, the same on every domain controller; for If-Match.</summary>
    public string Version { get; init; } = string.Empty;

    public static new RecipientDetailsResponse Example =>
        new(RecipientResponse.Example)
        {
            EmailAddresses =
            [
                "SMTP:kenji.watanabe@contoso.example",
                "smtp:kenji@contoso.example",
                "smtp:kenji.watanabe@contoso.mail.onmicrosoft.com",
            ],
            ExternalEmailAddress = "SMTP:kenji.watanabe@contoso.mail.onmicrosoft.com",
            LegacyExchangeDN = "/o=Contoso/ou=External (FYDIBOHF25SPDLT)/cn=Recipients/cn=kenji",
            CustomAttributes = new Dictionary<string, string> { ["1"] = "4711" },
            Version = "Zb1e0q3kR9s",
        };

    public static RecipientDetailsResponse From(Recipient recipient) =>
        new(
            new RecipientResponse
            {
                Id = recipient.Id,
                RecipientTypeDetails = recipient.RecipientTypeDetails,
                DisplayName = recipient.DisplayName,
                Alias = recipient.Alias,
                PrimarySmtpAddress = recipient.PrimarySmtpAddress,
                UserPrincipalName = recipient.UserPrincipalName,
                HiddenFromAddressListsEnabled = recipient.HiddenFromAddressListsEnabled,
                OrganizationalUnit = recipient.Dn.ContainerPath,
                Authority = recipient.Authority,
                Department = RecipientProperties.Department.Read(recipient.Entry),
                Title = RecipientProperties.Title.Read(recipient.Entry),
            }
        )
        {
            EmailAddresses = [.. recipient.EmailAddresses.Select(a => a.Text)],
            ExternalEmailAddress = recipient.TargetAddress,
            LegacyExchangeDN = recipient.LegacyExchangeDN,
            CustomAttributes = recipient.CustomAttributes.ToDictionary(
                a => a.Key.ToString(CultureInfo.InvariantCulture),
                a => a.Value
            ),
            Version = recipient.Version,
        };
}
