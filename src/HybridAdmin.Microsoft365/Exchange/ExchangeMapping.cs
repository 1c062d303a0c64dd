using System.Text.Json;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>Maps Exchange Online's objects to the console's.</summary>
internal static class ExchangeMapping
{
    /// <summary>Members of Get-Recipient; Get-Mailbox has <see cref="MailboxMembers"/>.</summary>
    public static IReadOnlyList<string> RecipientMembers { get; } =
    [
        "Guid",
        "ExternalDirectoryObjectId",
        "RecipientTypeDetails",
        "HiddenFromAddressListsEnabled",
        "DisplayName",
        "Alias",
        "PrimarySmtpAddress",
        "EmailAddresses",
    ];

    public static IReadOnlyList<string> MailboxMembers { get; } =
    [
        "ExternalDirectoryObjectId",
        "RecipientTypeDetails",
        "HiddenFromAddressListsEnabled",
        "IsExchangeCloudManaged",
        "IsDirSynced",
        "ExchangeGuid",
    ];

    /// <summary>The members that are read before and after an object is written.</summary>
    public static IReadOnlyList<string> WritableMembers(TenantTargetKind kind) =>
        kind switch
        {
            TenantTargetKind.RemoteDomain =>
            [
                ExchangeOnlineProperties.Name,
                ExchangeOnlineProperties.DomainName,
                ExchangeOnlineProperties.TNEFEnabled,
            ],
            TenantTargetKind.Mailbox =>
            [
                .. ExchangeOnlineProperties.OfRecipient,
                ExchangeOnlineProperties.IsExchangeCloudManaged,
                ExchangeOnlineProperties.IsDirSynced,
            ],
            TenantTargetKind.User or TenantTargetKind.Contact =>
            [
                .. ExchangeOnlineProperties.OfPerson,
                ExchangeOnlineProperties.IsDirSynced,
            ],
            _ => [.. ExchangeOnlineProperties.OfRecipient, ExchangeOnlineProperties.IsDirSynced],
        };

    /// <summary>
    /// The values of one property: several for a list, Booleans as PowerShell writes them, none for null and for an
    /// empty text.
    /// </summary>
    public static IReadOnlyList<DirectoryValue> Values(JsonElement json, string member)
    {
        if (ExchangeOnlineProperties.IsFlag(member))
            return json.Flag(member) is { } flag ? [ExchangeOnlineProperties.Text(flag)] : [];
        return
        [
            .. (
                member == ExchangeOnlineProperties.EmailAddresses ? json.Texts(member)
                : json.Text(member) is { } text ? [text]
                : []
            ).Select(t => new DirectoryValue(t)),
        ];
    }

    public static ExchangeOnlineFacts Facts(JsonElement json) =>
        new()
        {
            RecipientTypeDetails = json.Text("RecipientTypeDetails"),
            HiddenFromAddressListsEnabled = json.Flag("HiddenFromAddressListsEnabled"),
            IsExchangeCloudManaged = json.Flag("IsExchangeCloudManaged"),
            IsDirSynced = json.Flag("IsDirSynced"),
            ExchangeGuid = json.Id("ExchangeGuid"),
        };

    /// <summary>A recipient that Entra ID does not hold; null: it has no Guid.</summary>
    public static TenantRecipient? ExchangeOnly(JsonElement json) =>
        json.Id("Guid") is not { } id
            ? null
            : new TenantRecipient
            {
                Id = id,
                Kind = TenantRecipientKind.ExchangeOnly,
                DisplayName = json.Text("DisplayName"),
                MailNickname = json.Text("Alias"),
                Mail = json.Text("PrimarySmtpAddress"),
                ProxyAddresses = json.Texts("EmailAddresses"),
                Exchange = Facts(json),
            };

    public static TenantAcceptedDomain? AcceptedDomain(JsonElement json) =>
        json.Text("DomainName") is not { } domain
            ? null
            : new TenantAcceptedDomain(
                json.Text("Name") ?? domain,
                domain,
                json.Text("DomainType"),
                json.Flag("Default") == true,
                json.Flag("InitialDomain") == true,
                json.Flag("MatchSubDomains") == true,
                json.Flag("OutboundOnly") == true
            );

    public static TenantRemoteDomain? RemoteDomain(JsonElement json) =>
        json.Text("DomainName") is not { } domain
            ? null
            : new TenantRemoteDomain
            {
                Identity = json.Text("Identity") ?? json.Text("Name") ?? domain,
                DomainName = domain,
                TNEFEnabled = json.Flag("TNEFEnabled"),
                IsInternal = json.Flag("IsInternal"),
                TargetDeliveryDomain = json.Flag("TargetDeliveryDomain"),
                TrustedMailInboundEnabled = json.Flag("TrustedMailInboundEnabled"),
                TrustedMailOutboundEnabled = json.Flag("TrustedMailOutboundEnabled"),
                AutoReplyEnabled = json.Flag("AutoReplyEnabled"),
                AutoForwardEnabled = json.Flag("AutoForwardEnabled"),
                AllowedOOFType = json.Text("AllowedOOFType"),
                ContentType = json.Text("ContentType"),
            };

    public static TenantConnector? Connector(JsonElement json, bool isInbound) =>
        (json.Text("Name") ?? json.Text("Identity")) is not { } name
            ? null
            : new TenantConnector
            {
                Name = name,
                IsInbound = isInbound,
                Enabled = json.Flag("Enabled") == true,
                ConnectorType = json.Text("ConnectorType"),
                ConnectorSource = json.Text("ConnectorSource"),
                DomainNames = json.Texts(isInbound ? "SenderDomains" : "RecipientDomains"),
                SmartHosts = json.Texts("SmartHosts"),
                RouteAllMessagesViaOnPremises = json.Flag("RouteAllMessagesViaOnPremises"),
                CloudServicesMailEnabled = json.Flag("CloudServicesMailEnabled"),
                TlsName = json.Text(isInbound ? "TlsSenderCertificateName" : "TlsDomain"),
                RequireTls = json.Flag("RequireTls"),
            };

    public static ExchangeOrganizationConfig OrganizationConfig(JsonElement json) =>
        new(json.Text("DisplayName"), json.Flag("IsDehydrated"), json.Flag("ExchangeAttributesCloudManagedByDefault"));
}
