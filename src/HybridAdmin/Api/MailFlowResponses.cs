using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Api;

/// <summary>The settings of Get-RemoteDomain that matter for coexistence; null: Exchange's default.</summary>
internal sealed record RemoteDomainResponse
{
    /// <summary>The name of the settings.</summary>
    public required string Identity { get; init; }

    /// <summary>The domain.</summary>
    public required string DomainName { get; init; }

    /// <summary>Whether mail is sent in rich text; null: each message decides.</summary>
    public required bool? TnefEnabled { get; init; }

    /// <summary>Whether its recipients count as internal.</summary>
    public required bool? IsInternal { get; init; }

    /// <summary>Whether it is the domain to deliver moved mailboxes to.</summary>
    public required bool? TargetDeliveryDomain { get; init; }
}

/// <summary>A fault of the mail flow.</summary>
internal sealed record MailFlowFindingResponse
{
    /// <summary>none, information, warning or error.</summary>
    public required DnsSeverity Severity { get; init; }

    /// <summary>The fault and what to do, as sentences.</summary>
    public required string Message { get; init; }
}

/// <summary>A connector of Exchange Online that covers the domain.</summary>
internal sealed record ConnectorResponse
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>True: for mail to the tenant; false: for mail from it.</summary>
    public required bool IsInbound { get; init; }

    /// <summary>Whether it is in use.</summary>
    public required bool Enabled { get; init; }

    /// <summary>OnPremises or Partner; null: not known.</summary>
    public required string? ConnectorType { get; init; }

    /// <summary>Whether all mail goes through the organisation's servers; null for inbound connectors.</summary>
    public required bool? RouteAllMessagesViaOnPremises { get; init; }

    public static ConnectorResponse From(TenantConnector connector) =>
        new()
        {
            Name = connector.Name,
            IsInbound = connector.IsInbound,
            Enabled = connector.Enabled,
            ConnectorType = connector.ConnectorType,
            RouteAllMessagesViaOnPremises = connector.RouteAllMessagesViaOnPremises,
        };
}
