namespace HybridAdmin.Core.Tenant;

/// <summary>A domain of the tenant (Graph: domain).</summary>
public sealed record TenantDomain
{
    /// <summary>Graph's id, in lower case.</summary>
    public required string Name { get; init; }

    public bool IsVerified { get; init; }

    public bool IsDefault { get; init; }

    /// <summary>Indicates whether it is the initial domain of the tenant.</summary>
    public bool IsInitial { get; init; }

    public bool IsRoot { get; init; }

    /// <summary>False if Microsoft 365 manages the DNS zone.</summary>
    public bool IsAdminManaged { get; init; }

    /// <summary>Managed or Federated; other values are unchanged.</summary>
    public string? AuthenticationType { get; init; }

    public IReadOnlyList<string> SupportedServices { get; init; } = [];
}

/// <summary>An accepted domain (Get-AcceptedDomain).</summary>
/// <param name="DomainType">Authoritative or InternalRelay; other values are unchanged.</param>
/// <param name="OutboundOnly">True if it represents the on-premises organisation.</param>
public sealed record TenantAcceptedDomain(
    string Name,
    string DomainName,
    string? DomainType,
    bool Default,
    bool InitialDomain,
    bool MatchSubDomains,
    bool OutboundOnly
);

/// <summary>The properties of Get-RemoteDomain that are relevant to coexistence.</summary>
public sealed record TenantRemoteDomain
{
    public required string Identity { get; init; }

    /// <summary>The domain; "*" for all outside domains.</summary>
    public required string DomainName { get; init; }

    /// <summary>
    /// True for always, false for never, null if recipient and sender decide. The value true causes winmail.dat.
    /// </summary>
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

/// <summary>A connector (Get-InboundConnector or Get-OutboundConnector).</summary>
public sealed record TenantConnector
{
    public required string Name { get; init; }

    /// <summary>True for mail to the tenant.</summary>
    public required bool IsInbound { get; init; }

    public bool Enabled { get; init; }

    /// <summary>OnPremises or Partner; other values are unchanged.</summary>
    public string? ConnectorType { get; init; }

    /// <summary>Default, HybridWizard, Migrated ...</summary>
    public string? ConnectorSource { get; init; }

    /// <summary>Senders for an inbound connector, recipients for an outbound one.</summary>
    public IReadOnlyList<string> DomainNames { get; init; } = [];

    public IReadOnlyList<string> SmartHosts { get; init; } = [];

    public bool? RouteAllMessagesViaOnPremises { get; init; }

    public bool? CloudServicesMailEnabled { get; init; }

    /// <summary>TlsSenderCertificateName of an inbound connector, TlsDomain of an outbound one.</summary>
    public string? TlsName { get; init; }

    public bool? RequireTls { get; init; }
}

/// <summary>The properties of Get-OrganizationConfig that the console shows or warns about.</summary>
/// <param name="IsDehydrated">True if some configuration cmdlets fail until Enable-OrganizationCustomization; null if
/// the answer does not contain it.</param>
/// <param name="ExchangeAttributesCloudManagedByDefault">True breaks mailboxes that are still created from on-premises;
/// null if the answer does not contain it.</param>
public sealed record ExchangeOrganizationConfig(
    string? DisplayName,
    bool? IsDehydrated,
    bool? ExchangeAttributesCloudManagedByDefault
)
{
    /// <summary>The warning for an administrator, as a sentence; null if there is none.</summary>
    public string? Warning =>
        ExchangeAttributesCloudManagedByDefault == true
            ? "New mailboxes of this tenant are cloud-managed by default "
                + "(ExchangeAttributesCloudManagedByDefault): a mailbox that is still enabled from "
                + "on-premises stays out of Exchange Online's address list, and only Microsoft "
                + "Support can repair it. While mailboxes are enabled from Active Directory, set it back: "
                + "Set-OrganizationConfig -ExchangeAttributesServerManagedByDefault $true. Existing "
                + "mailboxes keep their authority."
            : null;
}
