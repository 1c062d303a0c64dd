using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.SourceOfAuthority.Join;

/// <summary>All recipients of the directory joined with those of the tenant, at one time. Immutable.</summary>
public sealed class HybridRecipientSnapshot
{
    private readonly AuthorityMap map;
    private readonly ChangeSettings settings;

    internal HybridRecipientSnapshot(
        RecipientSnapshot recipients,
        TenantSnapshot tenant,
        ChangeSettings settings,
        HybridRecipientSnapshot? before
    )
    {
        (Recipients, Tenant, this.settings) = (recipients, tenant, settings);
        var isSameTenant =
            before is not null
            && ReferenceEquals(before.Tenant.Version, tenant.Version)
            && before.Tenant.Coverage == tenant.Coverage;
        // Without an answer from the tenant the owner of every recipient is Unknown, and no lookup is needed.
        map = AuthorityMap.Build(
            recipients.Table,
            tenant.At is null ? _ => Authority.Unknown : Of,
            isSameTenant ? before!.map : null
        );
    }

    public RecipientSnapshot Recipients { get; }

    public TenantSnapshot Tenant { get; }

    /// <summary>
    /// The same list as
    /// <see cref="RecipientSnapshot.List(RecipientQuery, int, int, IReadOnlyList{DistinguishedName})"/>, with the owner
    /// of each recipient, which can also be a filter or the sort order.
    /// </summary>
    public RecipientPage List(RecipientQuery query, int skip, int take, IReadOnlyList<DistinguishedName> scope) =>
        Recipients.List(query, skip, take, scope, map);

    /// <summary>The values to filter by, owners included.</summary>
    public RecipientFacets Facets(IReadOnlyList<DistinguishedName> scope)
    {
        var facets = Recipients.Facets(scope);
        if (Tenant.At is null)
            return facets;
        var counts = map.Count(RecipientRowFilter.Containers(Recipients.Table, scope));
        return facets with
        {
            Authorities =
            [
                .. Enum.GetValues<Authority>()
                    .Where(a => counts[(int)a] > 0)
                    .Select(a => new RecipientFacet(a.ToString(), a.ToString(), counts[(int)a])),
            ],
        };
    }

    /// <summary>
    /// The owner of the recipient, as far as the indexes know; Unknown if there is no such recipient.
    /// </summary>
    public Authority Of(Guid id) =>
        Recipients.Table.FindSlot(id) is var slot and >= 0 ? map.Of(slot) : Authority.Unknown;

    /// <summary>
    /// The cloud object of the recipient, as far as the index knows; null if there is none or it is not known.
    /// </summary>
    public TenantRecipient? CloudOf(IndexedRecipient recipient) =>
        Tenant.Join(recipient.Kind, recipient.ImmutableId, recipient.SecurityIdentifier, recipient.PrimarySmtpAddress);

    /// <summary>The owner of a directory entry and the reason, based on the tenant index.</summary>
    public AuthorityDecision Decide(DirectoryEntry entry) =>
        SourceAnchorMatcher.Decide(
            Tenant,
            SourceAnchorMatcher.KindOf(entry),
            SourceAnchorMatcher.Find(Tenant, entry),
            () => SourceAnchorMatcher.WillSync(entry, settings)
        );

    internal AuthorityDecision Decide(IndexedRecipient recipient, TenantRecipient? cloud) =>
        SourceAnchorMatcher.Decide(
            Tenant,
            recipient.Kind,
            cloud,
            () => SourceAnchorMatcher.WillSync(recipient.ToEntry(), settings)
        );

    private Authority Of(int slot)
    {
        var recipient = IndexedRecipient.Of(Recipients.Table, slot);
        return Decide(recipient, CloudOf(recipient)).Exchange;
    }

    internal bool IsOf(RecipientSnapshot recipients, TenantSnapshot tenant) =>
        ReferenceEquals(Recipients, recipients)
        && ReferenceEquals(Tenant.Version, tenant.Version)
        && Tenant.Coverage == tenant.Coverage
        && Tenant.At is null == tenant.At is null;
}
