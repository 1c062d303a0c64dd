using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.SourceOfAuthority.Join;

/// <summary>The properties of an Active Directory object that join it with the cloud (RULES.md, Joining).</summary>
public static class SourceAnchorMatcher
{
    /// <summary>Dynamic groups are <see cref="TenantRecipientKind.ExchangeOnly"/>: they never synchronise.</summary>
    public static TenantRecipientKind KindOf(DirectoryEntry entry) =>
        entry.IsOfClass("contact") ? TenantRecipientKind.Contact
        : entry.IsOfClass("msExchDynamicDistributionList") ? TenantRecipientKind.ExchangeOnly
        : entry.IsOfClass("group") ? TenantRecipientKind.Group
        : TenantRecipientKind.User;

    /// <summary>objectSid as text; null if it was not read or has no value.</summary>
    public static string? SecurityIdentifierOf(DirectoryEntry entry) =>
        entry.Values(RecipientAttributes.ObjectSid) is [{ IsOctets: true } sid, ..]
            ? SecurityIdentifierText.Of(sid.Octets.Span)
            : null;

    /// <summary>
    /// The cloud object of a directory entry, as far as the index knows; null if there is none or it is not known.
    /// </summary>
    public static TenantRecipient? Find(TenantSnapshot tenant, DirectoryEntry entry) =>
        tenant.Join(KindOf(entry), ImmutableId.Of(entry), SecurityIdentifierOf(entry), Recipient.PrimaryOf(entry));

    /// <summary>The owner of a recipient, based on the tenant index.</summary>
    /// <param name="cloud">The cloud object; null if the index has none.</param>
    /// <param name="willSync">A function that determines whether the object synchronises; called only if
    /// needed.</param>
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
    /// Indicates whether objects of the kind are never synchronised. Objects known only to Exchange Online are created
    /// there.
    /// </summary>
    public static bool IsNeverSynchronised(TenantRecipientKind kind) => kind == TenantRecipientKind.ExchangeOnly;

    /// <summary>
    /// Indicates whether the object is synchronised, by the rules and the configured units; null if filters are not
    /// known.
    /// </summary>
    public static bool? WillSync(DirectoryEntry entry, ChangeSettings settings) =>
        SyncForecast.Of(entry, new SyncScope(settings.SyncedOrganizationalUnits, HasExchangeSchema: true)).WillSync;
}
