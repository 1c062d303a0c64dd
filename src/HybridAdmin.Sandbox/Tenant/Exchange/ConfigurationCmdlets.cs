using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Exchange;

/// <summary>Accepted domains, connectors and the organisation.</summary>
internal sealed class ConfigurationCmdlets(TenantState state, TenantMisbehaviour misbehaviour)
{
    private const string View = "View-Only Configuration";
    private const string Organization = "Organization Configuration";
    private static readonly DateTimeOffset Changed = new(2025, 5, 4, 10, 11, 12, TimeSpan.Zero);

    public IEnumerable<Cmdlet> All =>
        [
            new(
                "Get-AcceptedDomain",
                [View, "Remote and Accepted Domains", "View-Only Recipients"],
                ["Identity", "ResultSize"],
                AcceptedDomains
            ),
            new(
                "Get-InboundConnector",
                [View, "Remote and Accepted Domains"],
                ["Identity", "ResultSize"],
                i => Named(i, [Inbound()])
            ),
            new(
                "Get-OutboundConnector",
                [View, "Remote and Accepted Domains"],
                ["Identity", "ResultSize", "IncludeTestModeConnectors", "IsTransportRuleScoped"],
                i => Named(i, [Outbound()])
            ),
            new(
                "Get-DkimSigningConfig",
                [View, Organization],
                ["Identity"],
                i =>
                    Named(
                        i,
                        [
                            .. state
                                .Domains.Where(d => d is { IsVerified: true, DomainType: "Authoritative" })
                                .Select(Dkim),
                        ]
                    )
            ),
            new("Get-OrganizationConfig", [View, Organization], [], _ => CmdletResult.Of(OrganizationConfig())),
            new(
                "Set-OrganizationConfig",
                [Organization],
                ["ExchangeAttributesCloudManagedByDefault", "ExchangeAttributesServerManagedByDefault"],
                SetOrganization
            ),
        ];

    private static CmdletResult Named(CmdletInput input, IReadOnlyList<CmdletOutput> items)
    {
        if (input.Text("Identity") is not { } identity)
            return new(items, []);
        var found = items
            .Where(i => string.Equals(i.Json["Name"]!.ToString(), identity, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return found.Count > 0 ? new(found, []) : throw CmdletFault.NotFound(identity);
    }

    private CmdletResult AcceptedDomains(CmdletInput input) =>
        Named(
            input,
            [
                .. state
                    .Domains.Where(d => d.IsVerified)
                    .Select(d =>
                        new CmdletOutput()
                            .Add("Name", d.Name)
                            .Add("DomainName", d.Name)
                            .Add(
                                "DomainType",
                                misbehaviour.UnknownValues && !d.IsInitial ? "OrbitalRelay" : d.DomainType
                            )
                            .Add("Default", d.IsDefault)
                            .Add("InitialDomain", d.IsInitial)
                            .Add("MatchSubDomains", false)
                            .Add("OutboundOnly", false)
                            .Add("SendingFromDomainDisabled", false)
                            .Add("AuthenticationType", "Managed")
                            .Add("Guid", Engine.ObjectBuilder.GuidOf($"accepted:{d.Name}"))
                            .Add("WhenChanged", Changed)
                    ),
            ]
        );

    private static CmdletOutput Dkim(TenantDomain domain) =>
        new CmdletOutput()
            .Add("Name", domain.Name)
            .Add("Domain", domain.Name)
            .Add("Enabled", true)
            .Add("Status", "Valid")
            .Add("Selector1CNAME", $"selector1-{domain.Name.Replace('.', '-')}._domainkey.{TenantState.InitialDomain}")
            .Add("Selector2CNAME", $"selector2-{domain.Name.Replace('.', '-')}._domainkey.{TenantState.InitialDomain}")
            .Add("Selector1KeySize", 2048)
            .Add("Selector2KeySize", 2048);

    private CmdletOutput OrganizationConfig() =>
        new CmdletOutput()
            .Add("Name", TenantState.InitialDomain)
            .Add("DisplayName", "Tailwind")
            .Add("IsDehydrated", false)
            .Add("ExchangeAttributesCloudManagedByDefault", state.ExchangeAttributesCloudManagedByDefault)
            .Add("FocusedInboxOn", (JsonNode?)null)
            .Add("OAuth2ClientProfileEnabled", true)
            .Add("SendFromAliasEnabled", true)
            .Add("Guid", SimulatedTenant.TenantId)
            .AddBare("WhenChanged", Changed);

    private CmdletResult SetOrganization(CmdletInput input)
    {
        if (input.Flag("ExchangeAttributesCloudManagedByDefault") == true)
            state.ExchangeAttributesCloudManagedByDefault = true;
        if (input.Flag("ExchangeAttributesServerManagedByDefault") == true)
            state.ExchangeAttributesCloudManagedByDefault = false;
        return CmdletResult.Nothing;
    }

    private CmdletOutput Inbound() =>
        Connector("Inbound from 5c1d0e2f-hybrid")
            .Add("SenderDomains", ["smtp:*;1"])
            .Add("SenderIPAddresses", [])
            .Add("TlsSenderCertificateName", "mail.tailwind.example")
            .Add("RequireTls", true)
            .Add("RestrictDomainsToCertificate", false)
            .Add("RestrictDomainsToIPAddresses", false)
            .Add("TreatMessagesAsInternal", false)
            .Add("AssociatedAcceptedDomains", [])
            .Add("EFSkipLastIP", false)
            .Add("EFSkipIPs", [])
            .Add("EFUsers", [])
            .Add("EFTestMode", false);

    private CmdletOutput Outbound() =>
        Connector("Outbound to 5c1d0e2f-hybrid")
            .Add("RecipientDomains", ["brightwater.test"])
            .Add("SmartHosts", ["mail.tailwind.example"])
            .Add("UseMXRecord", false)
            .Add("TlsSettings", "DomainValidation")
            .Add("TlsDomain", "mail.tailwind.example")
            .Add("RouteAllMessagesViaOnPremises", false)
            .Add("AllAcceptedDomains", false)
            .Add("IsTransportRuleScoped", false)
            .Add("IsValidated", true)
            .AddBare("LastValidationTimestamp", Changed)
            .Add("SmtpDaneMode", "Opportunistic")
            .Add("MtaStsMode", "Opportunistic")
            .Add("SenderRewritingEnabled", false);

    private CmdletOutput Connector(string name) =>
        new CmdletOutput()
            .Add("Name", name)
            .Add("Enabled", true)
            .Add("ConnectorType", misbehaviour.UnknownValues ? "Subterranean" : "OnPremises")
            .Add("ConnectorSource", "HybridWizard")
            .Add("CloudServicesMailEnabled", true)
            .Add("Guid", Engine.ObjectBuilder.GuidOf($"connector:{name}"))
            .Add("WhenChanged", Changed)
            .Add("Comment", (JsonNode?)null);
}
