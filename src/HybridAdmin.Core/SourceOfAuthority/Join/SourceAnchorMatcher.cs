using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.SourceOfAuthority.Join;

/// <summary>What of an object of Active Directory joins it with the cloud (RULES.md, Joining).</summary>
public static class SourceAnchorMatcher
{
    /// <summary>Dynamic groups are <see cref="TenantRecipientKind.ExchangeOnly"/>: they never synchronise.</summary>
    public static TenantRecipientKind KindOf(DirectoryEntry entry) =>
        entry.IsOfClass("contact") ? TenantRecipientKind.Contact
        : entry.IsOfClass("msExchDynamicDistributionList") ? TenantRecipientKind.ExchangeOnly
        : entry.IsOfClass("group") ? TenantRecipientKind.Group
        : TenantRecipientKind.User;

    /// <summary>objectSid as text; null: not read, or it has none.</summary>
    public static string? SecurityIdentifierOf(DirectoryEntry entry) =>
        entry.Values(RecipientAttributes.ObjectSid) is [{ IsOctets: true } sid, ..]
            ? SecurityIdentifierText.Of(sid.Octets.Span)
            : null;

    /// <summary>The cloud object of an object as read, as far as the index knows; null: none, or not known.</summary>
    public static TenantRecipient? Find(TenantSnapshot tenant, DirectoryEntry entry) =>
        tenant.Join(KindOf(entry), ImmutableId.Of(entry), SecurityIdentifierOf(entry), Recipient.PrimaryOf(entry));

    /// <summary>Who owns a recipient, by what the index knows of the tenant.</summary>
    /// <param name="cloud">Its cloud object; null: the index has none.</param>
    /// <param name="willSync">Asked only where it matters.</param>
    public static AuthorityDecision Decide(
        TenantSnapshot tenant,
        TenantRecipientKind kind,
        TenantRecipient? cloud,
        Func<bool?> willSync
    )
    {
        var hasAnswered =
            tenant.At is not null && (cloud is not null || IsNeverSynchronised(kind) || tenant.KnowsAll(kind));
        var needsScope = hasAnswered && cloud is not { OnPremisesSyncEnabled: not null };
        return AuthorityRules.Decide(
            new AuthorityFacts(hasAnswered, cloud, needsScope ? willSync() : null, tenant.Coverage.HasExchange)
        );
    }

    /// <summary>
    /// What only Exchange Online knows of is made in it: an object of Active Directory of that kind is never
    /// synchronised.
    /// </summary>
    public static bool IsNeverSynchronised(TenantRecipientKind kind) => kind == TenantRecipientKind.ExchangeOnly;

    /// <summary>
    /// Whether the synchronisation takes the object, by its rules and the units that are configured; null: filters are
    /// not known.
    /// </summary>
    public static bool? WillSync(DirectoryEntry entry, ChangeSettings settings) =>
        SyncForecast.Of(entry, new SyncScope(settings.SyncedOrganizationalUnits, HasExchangeSchema: true)).WillSync;
}
