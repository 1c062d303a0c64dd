namespace HybridAdmin.Core.Tenant;

/// <summary>A domain of the tenant (Graph: domain).</summary>
public sealed record TenantDomain
{
    /// <summary>Graph's id, in lower case.</summary>
    public required string Name { get; init; }

    public bool IsVerified { get; init; }

    public bool IsDefault { get; init; }

    /// <summary>The one the tenant was born with.</summary>
    public bool IsInitial { get; init; }

    public bool IsRoot { get; init; }

    /// <summary>False: Microsoft 365 keeps the DNS zone.</summary>
    public bool IsAdminManaged { get; init; }

    /// <summary>Managed or Federated; other words are kept as they come.</summary>
    public string? AuthenticationType { get; init; }

    public IReadOnlyList<string> SupportedServices { get; init; } = [];
}

/// <summary>Get-AcceptedDomain.</summary>
/// <param name="DomainType">Authoritative or InternalRelay; other words are kept as they come.</param>
/// <param name="OutboundOnly">Stands for the on-premises organisation.</param>
public sealed record TenantAcceptedDomain(
    string Name,
    string DomainName,
    string? DomainType,
    bool Default,
    bool InitialDomain,
    bool MatchSubDomains,
    bool OutboundOnly
);

/// <summary>Get-RemoteDomain, what of it matters for coexistence.</summary>
public sealed record TenantRemoteDomain
{
    public required string Identity { get; init; }

    /// <summary>"*" is everybody outside.</summary>
    public required string DomainName { get; init; }

    /// <summary>Always, never, or null: decided by recipient and sender. winmail.dat comes of the first.</summary>
    public bool? TNEFEnabled { get; init; }

    public bool? IsInternal { get; init; }

    public bool? TargetDeliveryDomain { get; init; }

    public bool? TrustedMailInboundEnabled { get; init; }

    public bool? TrustedMailOutboundEnabled { get; init; }

    public bool? AutoReplyEnabled { get; init; }

    public bool? AutoForwardEnabled { get; init; }

    public string? AllowedOOFType { get; init; }

    public string? ContentType { get; init; }
}

/// <summary>Get-InboundConnector or Get-OutboundConnector.</summary>
public sealed record TenantConnector
{
    public required string Name { get; init; }

    /// <summary>True: mail towards the tenant.</summary>
    public required bool IsInbound { get; init; }

    public bool Enabled { get; init; }

    /// <summary>OnPremises or Partner; other words are kept as they come.</summary>
    public string? ConnectorType { get; init; }

    /// <summary>Default, HybridWizard, Migrated ...</summary>
    public string? ConnectorSource { get; init; }

    /// <summary>Senders of an inbound, recipients of an outbound connector.</summary>
    public IReadOnlyList<string> DomainNames { get; init; } = [];

    public IReadOnlyList<string> SmartHosts { get; init; } = [];

    public bool? RouteAllMessagesViaOnPremises { get; init; }

    public bool? CloudServicesMailEnabled { get; init; }

    /// <summary>TlsSenderCertificateName of an inbound, TlsDomain of an outbound connector.</summary>
    public string? TlsName { get; init; }

    public bool? RequireTls { get; init; }
}

/// <summary>Get-OrganizationConfig, what of it the console shows or warns about.</summary>
/// <param name="IsDehydrated">True: some configuration cmdlets fail until Enable-OrganizationCustomization; null: the
/// answer does not say.</param>
/// <param name="ExchangeAttributesCloudManagedByDefault">True breaks mailboxes that are still created from on-premises;
/// null: the answer does not say.</param>
public sealed record ExchangeOrganizationConfig(
    string? DisplayName,
    bool? IsDehydrated,
    bool? ExchangeAttributesCloudManagedByDefault
)
{
    /// <summary>What an administrator should know of it, as a sentence; null: nothing.</summary>
    public string? Warning =>
        ExchangeAttributesCloudManagedByDefault == true
            ? "New mailboxes of this tenant are cloud-managed by default "
                + "(ExchangeAttributesCloudManagedByDefault): a mailbox that is still enabled from "
                + "on-premises stays out of Exchange Online's address list, and only Microsoft "
                + "Support can mend it. While mailboxes are enabled from Active Directory, set it back: "
                + "Set-OrganizationConfig -ExchangeAttributesServerManagedByDefault $true. Existing "
                + "mailboxes keep their authority."
            : null;
}
