using HybridAdmin.Core.Cloud;

namespace HybridAdmin.Api;

/// <summary>The cloud object; members that the tenant did not tell are null.</summary>
internal sealed record CloudObjectItem(
    Guid Id,
    string Kind,
    string? DisplayName,
    string? UserPrincipalName,
    string? PrimarySmtpAddress,
    string? Alias,
    IReadOnlyList<string> EmailAddresses,
    string? RecipientTypeDetails,
    bool? HiddenFromAddressListsEnabled,
    bool? IsExchangeCloudManaged,
    bool? IsCloudManaged,
    bool? OnPremisesSyncEnabled,
    DateTimeOffset? OnPremisesLastSyncDateTime,
    bool? AccountEnabled,
    string MailboxPlan
)
{
    public static CloudObjectItem Of(CloudRecipient cloud) =>
        new(
            cloud.Id,
            cloud.Kind.ToString(),
            cloud.DisplayName,
            cloud.UserPrincipalName,
            cloud.PrimarySmtpAddress,
            cloud.MailNickname,
            cloud.ProxyAddresses,
            cloud.Exchange?.RecipientTypeDetails,
            cloud.Exchange?.HiddenFromAddressListsEnabled,
            cloud.Exchange?.IsExchangeCloudManaged,
            cloud.IsCloudManaged,
            cloud.OnPremisesSyncEnabled,
            cloud.OnPremisesLastSyncDateTime,
            cloud.AccountEnabled,
            cloud.MailboxPlan.ToString()
        );
}

/// <summary>
/// One attribute that differs. State: Differs, Waiting (for the next synchronisation) or Stale (the cloud owns it).
/// </summary>
internal sealed record CloudDifferenceItem(
    string Attribute,
    string? OnPremises,
    string? Cloud,
    string State,
    string? Explanation
);

/// <summary>An error of synchronisation.</summary>
internal sealed record ProvisioningErrorItem(
    string? Category,
    string? PropertyCausingError,
    string? Value,
    DateTimeOffset? OccurredDateTime,
    string Message
);

/// <summary>
/// A recipient beside its cloud object. Problem: what could not be asked, and why; then AsOf tells how old the cloud's
/// part is.
/// </summary>
internal sealed record CloudAnswer(
    string Authority,
    CloudObjectItem? CloudObject,
    string MatchedBy,
    IReadOnlyList<CloudDifferenceItem> Differences,
    IReadOnlyList<string> Forecast,
    IReadOnlyList<ProvisioningErrorItem> ProvisioningErrors,
    string? Problem,
    DateTimeOffset? AsOf
)
{
    public static CloudAnswer Of(CloudView view) =>
        new(
            view.Authority.Exchange.ToString(),
            view.Cloud is null ? null : CloudObjectItem.Of(view.Cloud),
            view.MatchedBy.ToString(),
            view.Differences.Select(d => new CloudDifferenceItem(
                    d.Attribute,
                    d.OnPremises,
                    d.Cloud,
                    d.State.ToString(),
                    d.Explanation
                ))
                .ToArray(),
            view.Forecast,
            view.Errors.Select(e => new ProvisioningErrorItem(
                    e.Error.Category,
                    e.Error.PropertyCausingError,
                    e.Error.Value,
                    e.Error.OccurredDateTime,
                    e.Sentence
                ))
                .ToArray(),
            view.Problem
                ?? (view.Tenant.State == TenantState.NotConnected ? "No Microsoft 365 tenant is connected." : null),
            view.AsOf
        );
}
