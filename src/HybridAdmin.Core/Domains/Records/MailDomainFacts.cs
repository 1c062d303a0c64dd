using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// The facts about a domain other than its DNS records. Gathered beforehand, so that judging is a pure function.
/// </summary>
public sealed record MailDomainFacts
{
    /// <summary>The name in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Indicates whether a tenant is connected and returned its domains. Otherwise nothing is reported about its
    /// requirements.
    /// </summary>
    public bool IsTenantKnown { get; init; }

    /// <summary>The domain in the tenant; null if it is not there or not known.</summary>
    public TenantDomain? Tenant { get; init; }

    /// <summary>Graph: serviceConfigurationRecords of the service Email.</summary>
    public IReadOnlyList<TenantDnsRecord> ServiceRecords { get; init; } = [];

    /// <summary>Get-DkimSigningConfig; null if none exists or Exchange Online did not answer.</summary>
    public TenantDkimSigning? Dkim { get; init; }

    /// <summary>The initial domain of the tenant.</summary>
    public string? InitialDomain { get; init; }

    /// <summary>Get-AcceptedDomain; null if not accepted or not known (<see cref="IsExchangeKnown"/>).</summary>
    public TenantAcceptedDomain? Accepted { get; init; }

    /// <summary>Indicates whether Exchange Online returned its accepted domains and connectors.</summary>
    public bool IsExchangeKnown { get; init; }

    public IReadOnlyList<TenantConnector> Connectors { get; init; } = [];

    /// <summary>The use of the domain in Active Directory.</summary>
    public DomainUse Use { get; init; } = DomainUse.None;

    /// <summary>The number of recipients with an address here that the tenant does not know; null if not known.</summary>
    public int? NotInCloud { get; init; }

    public bool IsVerified => Tenant is { IsVerified: true };

    /// <summary>Indicates whether no address or sign-in name uses the domain: it neither sends nor receives.</summary>
    public bool IsParked => Use is { Recipients: 0, UserPrincipalNames: 0 };

    /// <summary>Indicates whether mail of the tenant leaves through the on-premises organisation.</summary>
    public bool IsCentralized =>
        Connectors.Any(c => c is { IsInbound: false, Enabled: true, RouteAllMessagesViaOnPremises: true });

    /// <summary>Indicates whether an on-premises system takes part in the transport of mail.</summary>
    public bool IsHybrid =>
        Use.OnPremisesMailboxes > 0
        || Accepted is { DomainType: "InternalRelay" }
        || Connectors.Any(c => c is { Enabled: true, ConnectorType: "OnPremises" });

    internal IEnumerable<TenantDnsRecord> Expected(string type) =>
        ServiceRecords.Where(r => r.RecordType.Equals(type, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The use of a domain in Active Directory.</summary>
/// <param name="Recipients">Mail-enabled recipients with an SMTP address in it.</param>
/// <param name="UserPrincipalNames">Users who sign in with it.</param>
/// <param name="OnPremisesMailboxes">Mailboxes on-premises with an address in it.</param>
/// <param name="RemoteMailboxes">Mailboxes in the cloud with an address in it.</param>
/// <param name="RemoteWithoutTarget">Remote mailboxes without targetAddress: mail from on-premises does not reach
/// them.</param>
/// <param name="RemoteTargetHere">Remote mailboxes whose targetAddress is in this domain: mail would loop.</param>
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
