using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>One domain with everything about it.</summary>
public sealed record DomainDetails
{
    public required MailDomain Domain { get; init; }

    /// <summary>The proof of ownership; null: the domain is not in the tenant.</summary>
    public Ownership? Ownership { get; init; }

    /// <summary>
    /// Null: nothing is looked up for it (Microsoft's own domains, and such as stand for subdomains).
    /// </summary>
    public IReadOnlyList<MailRecordFinding>? Records { get; init; }

    /// <summary>When DNS was asked.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>Whom it was asked.</summary>
    public required string Resolver { get; init; }

    /// <summary>Null: nothing is known of the way, as for <see cref="Records"/>.</summary>
    public MailFlow? MailFlow { get; init; }

    /// <summary>Exchange Online's own settings for mail to this domain; null: none, or not known.</summary>
    public TenantRemoteDomain? RemoteDomain { get; init; }

    /// <summary>Whether Exchange Online named its remote domains and connectors.</summary>
    public bool IsExchangeKnown { get; init; }

    /// <summary>Those that cover the domain.</summary>
    public IReadOnlyList<TenantConnector> Connectors { get; init; } = [];

    /// <summary>
    /// Recipients of the actor's scope with an address here that the tenant does not know, the first of them; null: not
    /// known.
    /// </summary>
    public IReadOnlyList<RecipientSummary>? NotInCloud { get; init; }

    /// <summary>Mailboxes on-premises with an address here.</summary>
    public DomainUse Use { get; init; } = DomainUse.None;

    public IReadOnlyList<MissingPart> Away { get; init; } = [];

    /// <summary>Whether no tenant is connected at all.</summary>
    public bool IsWithoutTenant { get; init; }
}
