using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.Drift;

/// <summary>
/// Determines the differences of one recipient. Pure. Runs for all recipients, so it uses only indexed values. Objects
/// without mail never have differences.
/// </summary>
internal static class DriftRules
{
    /// <param name="described">The tenant; null if its domains are not known, and addresses are not checked.</param>
    /// <param name="scope">The known filters of the synchronisation.</param>
    public static IEnumerable<DriftItem> Of(
        IndexedRecipient recipient,
        HybridRecipientSnapshot joined,
        TenantDescription? described,
        SyncScope scope
    )
    {
        if (recipient.RecipientTypeDetails.IsPlain() || joined.Tenant.At is null)
            return [];
        var cloud = joined.CloudOf(recipient);
        return cloud is null
            ? joined.Tenant.KnowsAll(recipient.Kind)
                ? WithoutCloudObject(recipient, described, scope)
                : []
            : WithCloudObject(recipient, cloud, joined, described);
    }

    private static IEnumerable<DriftItem> WithoutCloudObject(
        IndexedRecipient recipient,
        TenantDescription? described,
        SyncScope scope
    )
    {
        var sync = SyncForecast.Of(recipient.ToEntry(), scope);
        if (sync.WillSync == false)
            yield return Item(recipient, DriftKind.NotSynchronised, null, null, null, sync.Sentences[0]);
        else if (!ForecastInputFactory.IsRecent(recipient.WhenChanged, described?.OnPremisesLastSyncDateTime))
        {
            yield return Item(
                recipient,
                DriftKind.NoCloudObject,
                null,
                null,
                null,
                sync.WillSync is null
                    ? "No cloud object was found, though a synchronisation ran since it last changed: a "
                        + "filter that is not known here, or the deletion threshold, may stand in its way."
                    : "No cloud object was found, though a synchronisation ran since it last changed: a "
                        + "custom filter or a stopped export may stand in its way."
            );
        }
    }

    private static IEnumerable<DriftItem> WithCloudObject(
        IndexedRecipient recipient,
        TenantRecipient cloud,
        HybridRecipientSnapshot joined,
        TenantDescription? described
    )
    {
        foreach (var error in cloud.ProvisioningErrors)
        {
            var kind = error.PropertyCausingError switch
            {
                "ProxyAddress" => DriftKind.AddressInUse,
                "UserPrincipalName" => DriftKind.SignInNameInUse,
                _ => DriftKind.ServiceError,
            };
            yield return Item(recipient, kind, null, error.Value, null, ProvisioningErrors.Explain(error, null));
        }

        if (cloud is { Exchange: { RecipientTypeDetails: "UserMailbox" }, MailboxPlan: MailboxPlan.None })
            yield return Item(
                recipient,
                DriftKind.MailboxWithoutLicence,
                null,
                null,
                "UserMailbox",
                "The user mailbox has no licence any more: it is deleted 30 days after the licence ended."
            );

        var entry = recipient.ToEntry();
        var authority = joined.Decide(recipient, cloud);
        var addresses = described is null
            ? null
            : ForecastInputFactory.Addresses(entry, cloud.Kind, cloud.MailboxPlan, described);
        var isRecent = ForecastInputFactory.IsRecent(recipient.WhenChanged, described?.OnPremisesLastSyncDateTime);
        var stale = new List<ComparedAttribute>();
        foreach (var compared in HybridComparison.Of(entry, cloud, addresses, authority, isRecent))
        {
            if (compared.State == ComparisonState.Stale)
                stale.Add(compared);
            else if (compared.State == ComparisonState.Differs && !IsTold(compared, cloud))
                yield return Item(
                    recipient,
                    KindOf(compared.Attribute),
                    compared.Attribute,
                    compared.OnPremises,
                    compared.Cloud,
                    compared.Explanation ?? string.Empty
                );
        }

        if (stale.Count > 0)
        {
            yield return Item(
                recipient,
                DriftKind.StaleInActiveDirectory,
                string.Join(", ", stale.Select(s => s.Attribute).Distinct()),
                stale[0].OnPremises,
                stale[0].Cloud,
                stale.Count == 1 ? stale[0].Explanation! : $"{authority.Explanation} {stale.Count} values differ."
            );
        }

        if (authority.Exchange is Authority.ExchangeOnline or Authority.Cloud)
            yield break;
        foreach (var dropped in addresses?.Dropped.Where(d => d.IsUnverifiedDomain) ?? [])
            yield return Item(
                recipient,
                DriftKind.UnverifiedDomain,
                RecipientAttributes.ProxyAddresses,
                dropped.Value,
                null,
                dropped.Reason
            );
    }

    /// <summary>Returns true if a provisioning error already reports the difference.</summary>
    private static bool IsTold(ComparedAttribute compared, TenantRecipient cloud) =>
        cloud.ProvisioningErrors.Any(e =>
            e.Value is { } value
            && (
                (compared.Attribute == RecipientAttributes.ProxyAddresses && Same(compared.OnPremises, value))
                || (
                    compared.Attribute == RecipientAttributes.UserPrincipalName
                    && e.PropertyCausingError == "UserPrincipalName"
                )
            )
        );

    private static bool Same(string? one, string other) =>
        one is not null
        && ProvisioningErrors.Bare(one).Equals(ProvisioningErrors.Bare(other), StringComparison.OrdinalIgnoreCase);

    private static DriftKind KindOf(string attribute) =>
        attribute switch
        {
            RecipientAttributes.HideFromAddressLists => DriftKind.HiddenDiffers,
            RecipientAttributes.Mail => DriftKind.PrimaryDiffers,
            RecipientAttributes.ProxyAddresses => DriftKind.AddressMissing,
            RecipientAttributes.RecipientTypeDetails => DriftKind.MailboxDiffers,
            RecipientAttributes.UserPrincipalName => DriftKind.SignInNameDiffers,
            RecipientAttributes.MailNickname => DriftKind.AliasDiffers,
            "accountEnabled" => DriftKind.AccountDiffers,
            _ when RecipientProperties.OfAttribute(attribute) is { IsPlain: true } => DriftKind.OrganizationDiffers,
            _ => DriftKind.NameDiffers,
        };

    private static DriftItem Item(
        IndexedRecipient recipient,
        DriftKind kind,
        string? attribute,
        string? here,
        string? there,
        string explanation
    ) =>
        new(
            recipient.Id,
            recipient.Container,
            recipient.DisplayName,
            recipient.PrimarySmtpAddress,
            recipient.RecipientTypeDetails,
            kind,
            attribute,
            here,
            there,
            explanation
        );
}
