using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// All that is known of a domain beside its records in DNS. Gathered beforehand, so that judging is a pure function.
/// </summary>
public sealed record MailDomainFacts
{
    /// <summary>In lower case.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Whether a tenant is connected and named its domains; otherwise nothing is said about what it expects.
    /// </summary>
    public bool IsTenantKnown { get; init; }

    /// <summary>The domain in the tenant; null: it is not there, or nobody could say.</summary>
    public TenantDomain? Tenant { get; init; }

    /// <summary>Graph: serviceConfigurationRecords of the service Email.</summary>
    public IReadOnlyList<TenantDnsRecord> ServiceRecords { get; init; } = [];

    /// <summary>Get-DkimSigningConfig; null: none exists, or Exchange Online could not be asked.</summary>
    public TenantDkimSigning? Dkim { get; init; }

    /// <summary>The domain the tenant was born with.</summary>
    public string? InitialDomain { get; init; }

    /// <summary>Get-AcceptedDomain; null: not accepted there, or not known (<see cref="IsExchangeKnown"/>).</summary>
    public TenantAcceptedDomain? Accepted { get; init; }

    /// <summary>Whether Exchange Online named its accepted domains and connectors.</summary>
    public bool IsExchangeKnown { get; init; }

    public IReadOnlyList<TenantConnector> Connectors { get; init; } = [];

    /// <summary>Who uses it in Active Directory.</summary>
    public DomainUse Use { get; init; } = DomainUse.None;

    /// <summary>Recipients with an address in it that the tenant does not know; null: not known.</summary>
    public int? NotInCloud { get; init; }

    public bool IsVerified => Tenant is { IsVerified: true };

    /// <summary>Nobody has an address or a sign-in name in it: it neither sends nor receives.</summary>
    public bool IsParked => Use is { Recipients: 0, UserPrincipalNames: 0 };

    /// <summary>Mail of the tenant leaves through the on-premises organisation.</summary>
    public bool IsCentralized =>
        Connectors.Any(c => c is { IsInbound: false, Enabled: true, RouteAllMessagesViaOnPremises: true });

    /// <summary>Something on-premises takes part in the transport of mail.</summary>
    public bool IsHybrid =>
        Use.OnPremisesMailboxes > 0
        || Accepted is { DomainType: "InternalRelay" }
        || Connectors.Any(c => c is { Enabled: true, ConnectorType: "OnPremises" });

    internal IEnumerable<TenantDnsRecord> Expected(string type) =>
        ServiceRecords.Where(r => r.RecordType.Equals(type, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Who uses a domain in Active Directory.</summary>
/// <param name="Recipients">Mail-enabled ones with an SMTP address in it.</param>
/// <param name="UserPrincipalNames">Users who sign in with it.</param>
/// <param name="OnPremisesMailboxes">Mailboxes on-premises with an address in it.</param>
/// <param name="RemoteMailboxes">Mailboxes in the cloud with an address in it.</param>
/// <param name="RemoteWithoutTarget">Those of them without targetAddress: mail from on-premises does not find
/// them.</param>
/// <param name="RemoteTargetHere">Those whose targetAddress is in this very domain: mail would run in a circle.</param>
public sealed record DomainUse(
    int Recipients,
    int UserPrincipalNames,
    int OnPremisesMailboxes = 0,
    int RemoteMailboxes = 0,
    int RemoteWithoutTarget = 0,
    int RemoteTargetHere = 0
)
{
    public static DomainUse None { get; } = new(0, 0);
}
