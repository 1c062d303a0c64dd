namespace HybridAdmin.Sandbox.Tenant.Cloud;

/// <summary>A domain of the tenant.</summary>
internal sealed record TenantDomain(string Name)
{
    public bool IsVerified { get; init; }

    public bool IsDefault { get; init; }

    public bool IsInitial { get; init; }

    public IReadOnlyList<string> SupportedServices { get; init; } = [];

    /// <summary>Authoritative or InternalRelay, in Exchange.</summary>
    public string DomainType { get; init; } = "Authoritative";

    /// <summary>True if the record that proves ownership is visible in DNS.</summary>
    public bool IsProofPublished { get; init; }

    /// <summary>The text of the record that proves ownership, the same for the same domain.</summary>
    public string Proof =>
        $"MS=ms{Math.Abs(BitConverter.ToInt32(Engine.ObjectBuilder.GuidOf("proof:" + Name).ToByteArray(), 0)) % 100_000_000:00000000}";
}

/// <summary>A remote domain of Exchange Online.</summary>
internal sealed record RemoteDomain(string Name, string DomainName)
{
    public bool IsInternal { get; init; }

    public bool TargetDeliveryDomain { get; init; }

    public bool TrustedMailInboundEnabled { get; init; }

    public bool TrustedMailOutboundEnabled { get; init; }

    public bool AutoReplyEnabled { get; init; } = true;

    public bool AutoForwardEnabled { get; init; } = true;

    public bool DeliveryReportEnabled { get; init; } = true;

    public bool NDREnabled { get; init; } = true;

    public bool MeetingForwardNotificationEnabled { get; init; }

    public string AllowedOOFType { get; init; } = "External";

    public string ContentType { get; init; } = "MimeHtmlText";

    public string CharacterSet { get; init; } = "iso-8859-1";

    /// <summary>Three values: always, never, by the recipient's settings (null).</summary>
    public bool? TNEFEnabled { get; init; }
}
