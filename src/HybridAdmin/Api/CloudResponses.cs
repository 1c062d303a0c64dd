using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Api;

/// <summary>An object of the tenant. Members that the tenant did not return are null.</summary>
internal sealed record CloudObjectResponse
{
    /// <summary>The object id in Entra ID.</summary>
    public required Guid Id { get; init; }

    /// <summary>The kind of object.</summary>
    public required TenantRecipientKind Kind { get; init; }

    /// <summary>The display name.</summary>
    public required string? DisplayName { get; init; }

    /// <summary>The sign-in name; null for groups and contacts.</summary>
    public required string? UserPrincipalName { get; init; }

    /// <summary>The primary SMTP address.</summary>
    public required string? PrimarySmtpAddress { get; init; }

    /// <summary>mailNickname in Entra ID.</summary>
    public required string? Alias { get; init; }

    /// <summary>proxyAddresses in Entra ID.</summary>
    public required IReadOnlyList<string> EmailAddresses { get; init; }

    /// <summary>The recipient type in Exchange Online's word; null: no recipient there, or not known.</summary>
    public required string? RecipientTypeDetails { get; init; }

    /// <summary>Whether Exchange Online hides it from address lists.</summary>
    public required bool? HiddenFromAddressListsEnabled { get; init; }

    /// <summary>Whether Exchange Online owns the Exchange attributes of the synchronised object.</summary>
    public required bool? IsExchangeCloudManaged { get; init; }

    /// <summary>Whether Entra ID owns the whole object, although it was synchronised.</summary>
    public required bool? IsCloudManaged { get; init; }

    /// <summary>Whether the object is synchronised from Active Directory.</summary>
    public required bool? OnPremisesSyncEnabled { get; init; }

    /// <summary>The time of the last synchronisation, UTC.</summary>
    public required DateTimeOffset? OnPremisesLastSyncDateTime { get; init; }

    /// <summary>Whether the account may sign in; null for groups and contacts.</summary>
    public required bool? AccountEnabled { get; init; }

    /// <summary>Whether a licence gives a mailbox.</summary>
    public required MailboxPlan MailboxPlan { get; init; }

    public static CloudObjectResponse From(TenantRecipient cloud) =>
        new()
        {
            Id = cloud.Id,
            Kind = cloud.Kind,
            DisplayName = cloud.DisplayName,
            UserPrincipalName = cloud.UserPrincipalName,
            PrimarySmtpAddress = cloud.PrimarySmtpAddress,
            Alias = cloud.MailNickname,
            EmailAddresses = cloud.ProxyAddresses,
            RecipientTypeDetails = cloud.Exchange?.RecipientTypeDetails,
            HiddenFromAddressListsEnabled = cloud.Exchange?.HiddenFromAddressListsEnabled,
            IsExchangeCloudManaged = cloud.Exchange?.IsExchangeCloudManaged,
            IsCloudManaged = cloud.IsCloudManaged,
            OnPremisesSyncEnabled = cloud.OnPremisesSyncEnabled,
            OnPremisesLastSyncDateTime = cloud.OnPremisesLastSyncDateTime,
            AccountEnabled = cloud.AccountEnabled,
            MailboxPlan = cloud.MailboxPlan,
        };
}

/// <summary>One attribute that differs between Active Directory and the tenant.</summary>
internal sealed record CloudDifferenceResponse
{
    /// <summary>The LDAP name of the attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The value in Active Directory; null: none.</summary>
    public required string? OnPremises { get; init; }

    /// <summary>The value in the tenant; null: none.</summary>
    public required string? Cloud { get; init; }

    /// <summary>Differs, Waiting (for the next synchronisation) or Stale (the cloud owns the attribute).</summary>
    public required ComparisonState State { get; init; }

    /// <summary>The cause as a sentence; null: not known.</summary>
    public required string? Explanation { get; init; }
}

/// <summary>An error of synchronisation.</summary>
internal sealed record ProvisioningErrorResponse
{
    /// <summary>The category in Entra ID's word, such as PropertyConflict.</summary>
    public required string? Category { get; init; }

    /// <summary>The property that causes the error.</summary>
    public required string? PropertyCausingError { get; init; }

    /// <summary>The value that causes the error.</summary>
    public required string? Value { get; init; }

    /// <summary>The time of the error, UTC.</summary>
    public required DateTimeOffset? OccurredDateTime { get; init; }

    /// <summary>The error as a sentence, with the object that holds the value where it is known.</summary>
    public required string Message { get; init; }
}

/// <summary>A recipient beside its cloud object, both read live.</summary>
internal sealed record CloudViewResponse : IApiExample<CloudViewResponse>
{
    /// <summary>The owner of the Exchange attributes.</summary>
    public required Authority Authority { get; init; }

    /// <summary>The cloud object; null: none, or not known (see problem).</summary>
    public required CloudObjectResponse? CloudObject { get; init; }

    /// <summary>The property by which the cloud object was found.</summary>
    public required RecipientMatch MatchedBy { get; init; }

    /// <summary>The attributes that differ.</summary>
    public required IReadOnlyList<CloudDifferenceResponse> Differences { get; init; }

    /// <summary>The result of the next synchronisation, as sentences.</summary>
    public required IReadOnlyList<string> Forecast { get; init; }

    /// <summary>The errors that Entra ID reports about the object.</summary>
    public required IReadOnlyList<ProvisioningErrorResponse> ProvisioningErrors { get; init; }

    /// <summary>The part that could not be read, and why; null: everything was read.</summary>
    public required string? Problem { get; init; }

    /// <summary>The age of the cloud object where it could not be read now, UTC; null: it is live.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    public static CloudViewResponse Example =>
        new()
        {
            Authority = Authority.OnPremises,
            CloudObject = new()
            {
                Id = new Guid("1f7c6a52-44cf-4a1e-9df4-3a3b6d1b8a02"),
                Kind = TenantRecipientKind.User,
                DisplayName = "Kenji Watanabe",
                UserPrincipalName = "kenji.watanabe@contoso.example",
                PrimarySmtpAddress = "kenji.watanabe@contoso.example",
                Alias = "kenji.watanabe",
                EmailAddresses = ["SMTP:kenji.watanabe@contoso.example"],
                RecipientTypeDetails = "UserMailbox",
                HiddenFromAddressListsEnabled = false,
                IsExchangeCloudManaged = false,
                IsCloudManaged = false,
                OnPremisesSyncEnabled = true,
                OnPremisesLastSyncDateTime = new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero),
                AccountEnabled = true,
                MailboxPlan = MailboxPlan.Mailbox,
            },
            MatchedBy = RecipientMatch.ImmutableId,
            Differences =
            [
                new()
                {
                    Attribute = "proxyAddresses",
                    OnPremises = "smtp:kenji@contoso.example",
                    Cloud = null,
                    State = ComparisonState.Waiting,
                    Explanation = null,
                },
            ],
            Forecast = ["It synchronises within the next 30 minutes."],
            ProvisioningErrors = [],
            Problem = null,
            AsOf = null,
        };

    public static CloudViewResponse From(HybridView view) =>
        new()
        {
            Authority = view.Authority.Exchange,
            CloudObject = view.Cloud is null ? null : CloudObjectResponse.From(view.Cloud),
            MatchedBy = view.MatchedBy,
            Differences =
            [
                .. view.Differences.Select(d => new CloudDifferenceResponse
                {
                    Attribute = d.Attribute,
                    OnPremises = d.OnPremises,
                    Cloud = d.Cloud,
                    State = d.State,
                    Explanation = d.Explanation,
                }),
            ],
            Forecast = view.Forecast,
            ProvisioningErrors =
            [
                .. view.Errors.Select(e => new ProvisioningErrorResponse
                {
                    Category = e.Error.Category,
                    PropertyCausingError = e.Error.PropertyCausingError,
                    Value = e.Error.Value,
                    OccurredDateTime = e.Error.OccurredDateTime,
                    Message = e.Sentence,
                }),
            ],
            Problem =
                view.Problem
                ?? (view.Tenant.State == TenantState.NotConnected ? "No Microsoft 365 tenant is connected." : null),
            AsOf = view.AsOf,
        };
}
