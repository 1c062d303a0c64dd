using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>One domain with all its details.</summary>
public sealed record DomainDetails
{
    public required MailDomain Domain { get; init; }

    /// <summary>The proof of ownership; null if the domain is not in the tenant.</summary>
    public Ownership? Ownership { get; init; }

    /// <summary>Null if nothing is looked up (Microsoft's own domains and entries for subdomains).</summary>
    public IReadOnlyList<MailRecordFinding>? Records { get; init; }

    /// <summary>The time of the DNS queries.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>The resolver that was queried.</summary>
    public required string Resolver { get; init; }

    /// <summary>Null if the mail flow is not known, as for <see cref="Records"/>.</summary>
    public MailFlow? MailFlow { get; init; }

    /// <summary>
    /// Exchange Online's own settings for mail to this domain; null if there are none or they are not known.
    /// </summary>
    public TenantRemoteDomain? RemoteDomain { get; init; }

    /// <summary>Indicates whether Exchange Online returned its remote domains and connectors.</summary>
    public bool IsExchangeKnown { get; init; }

    /// <summary>The connectors that cover the domain.</summary>
    public IReadOnlyList<TenantConnector> Connectors { get; init; } = [];

    /// <summary>
    /// The first of the recipients in the actor's scope with an address here that the tenant does not know; null if not
    /// known.
    /// </summary>
    public IReadOnlyList<RecipientSummary>? NotInCloud { get; init; }

    /// <summary>The use of the domain in Active Directory.</summary>
    public DomainUse Use { get; init; } = DomainUse.None;

    public IReadOnlyList<MissingPart> Away { get; init; } = [];

    /// <summary>Indicates whether no tenant is connected.</summary>
    public bool IsWithoutTenant { get; init; }
}
