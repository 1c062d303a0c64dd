using System.Diagnostics.CodeAnalysis;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Api;

/// <summary>A domain in a list.</summary>
internal record DomainResponse : IApiExample<DomainResponse>
{
    /// <summary>The name, in lower case.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the tenant has it, as far as the tenant could be asked.</summary>
    public required bool InTenant { get; init; }

    /// <summary>Whether the tenant has verified it.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Whether new addresses in the tenant get it.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>Whether it is the onmicrosoft.com domain of the tenant.</summary>
    public required bool IsInitial { get; init; }

    /// <summary>Managed or Federated; null: not known.</summary>
    public required string? AuthenticationType { get; init; }

    /// <summary>Authoritative or InternalRelay; null: not accepted, or not known.</summary>
    public required string? AcceptedDomainType { get; init; }

    /// <summary>The number of recipients with an address in it, within the caller's scope.</summary>
    public required int Recipients { get; init; }

    /// <summary>The number of people who sign in with it, within the caller's scope.</summary>
    public required int UserPrincipalNames { get; init; }

    /// <summary>Gaps between tenant, directory and settings, as sentences.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    public static DomainResponse Example =>
        new()
        {
            Name = "contoso.example",
            InTenant = true,
            IsVerified = true,
            IsDefault = true,
            IsInitial = false,
            AuthenticationType = "Managed",
            AcceptedDomainType = "Authoritative",
            Recipients = 1204,
            UserPrincipalNames = 987,
            Missing = [],
        };

    public static DomainResponse From(MailDomain domain) =>
        new()
        {
            Name = domain.Name,
            InTenant = domain.Tenant is not null,
            IsVerified = domain.Tenant is { IsVerified: true },
            IsDefault = domain.Tenant is { IsDefault: true },
            IsInitial = domain.Tenant is { IsInitial: true },
            AuthenticationType = domain.Tenant?.AuthenticationType,
            AcceptedDomainType = domain.Accepted?.DomainType,
            Recipients = domain.Recipients,
            UserPrincipalNames = domain.UserPrincipalNames,
            Missing = domain.Missing,
        };
}

/// <summary>One domain with its records in DNS and its mail flow.</summary>
internal sealed record DomainDetailsResponse : DomainResponse, IApiExample<DomainDetailsResponse>
{
    [SetsRequiredMembers]
    private DomainDetailsResponse(DomainResponse listed)
        : base(listed) { }

    /// <summary>
    /// The record to make in the zone while the domain is not verified; null: none is needed, or it is not known.
    /// </summary>
    public ZoneRecordResponse? VerificationRecord { get; init; }

    /// <summary>One entry for each kind of record; empty where Microsoft keeps the zone.</summary>
    public IReadOnlyList<DnsRecordResponse> Dns { get; init; } = [];

    /// <summary>The time when DNS was asked, UTC; null: it was not.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>
    /// Exchange Online's settings for mail to this domain (Get-RemoteDomain); null: none of its own, or not known.
    /// </summary>
    public RemoteDomainResponse? RemoteDomain { get; init; }

    /// <summary>The first destination of mail to the domain.</summary>
    public MailFlowWay MailFlow { get; init; }

    /// <summary>Whether Exchange Online passes mail on for addresses that it does not know (InternalRelay).</summary>
    public bool SharedNamespace { get; init; }

    /// <summary>Faults of the mail flow, the gravest first.</summary>
    public IReadOnlyList<MailFlowFindingResponse> MailFlowFindings { get; init; } = [];

    /// <summary>The connectors of Exchange Online that cover the domain.</summary>
    public IReadOnlyList<ConnectorResponse> Connectors { get; init; } = [];

    /// <summary>The parts that could not be read, as sentences.</summary>
    public IReadOnlyList<string> Away { get; init; } = [];

    public static new DomainDetailsResponse Example =>
        new(DomainResponse.Example)
        {
            Dns = [DnsRecordResponse.Example],
            CheckedAt = new DateTimeOffset(2026, 12, 1, 9, 30, 0, TimeSpan.Zero),
            RemoteDomain = new()
            {
                Identity = "contoso.example",
                DomainName = "contoso.example",
                TnefEnabled = null,
                IsInternal = false,
                TargetDeliveryDomain = false,
            },
            MailFlow = MailFlowWay.CloudFirst,
            Connectors =
            [
                new()
                {
                    Name = "Inbound from Contoso",
                    IsInbound = true,
                    Enabled = true,
                    ConnectorType = "OnPremises",
                    RouteAllMessagesViaOnPremises = null,
                },
            ],
        };

    public static DomainDetailsResponse From(DomainDetails details) =>
        new(DomainResponse.From(details.Domain))
        {
            VerificationRecord = details.Ownership?.Record is { } record ? ZoneRecordResponse.From(record) : null,
            Dns = [.. (details.Records ?? []).Select(DnsRecordResponse.From)],
            CheckedAt = details.CheckedAt,
            RemoteDomain = details.RemoteDomain is { } remote
                ? new()
                {
                    Identity = remote.Identity,
                    DomainName = remote.DomainName,
                    TnefEnabled = remote.TNEFEnabled,
                    IsInternal = remote.IsInternal,
                    TargetDeliveryDomain = remote.TargetDeliveryDomain,
                }
                : null,
            MailFlow = details.MailFlow?.Way ?? MailFlowWay.Unknown,
            SharedNamespace = details.MailFlow?.IsShared ?? false,
            MailFlowFindings =
            [
                .. (details.MailFlow?.Findings ?? []).Select(f => new MailFlowFindingResponse
                {
                    Severity = f.Severity,
                    Message = f.Message,
                }),
            ],
            Connectors = [.. details.Connectors.Select(ConnectorResponse.From)],
            Away = [.. details.Away.Select(a => $"{a.Part}: {a.Message}")],
        };
}

/// <summary>A record to make in the zone.</summary>
internal sealed record ZoneRecordResponse
{
    /// <summary>The whole name.</summary>
    public required string Name { get; init; }

    /// <summary>TXT, MX or CNAME.</summary>
    public required string Type { get; init; }

    /// <summary>The value as a zone wants it; of MX with the preference before the host.</summary>
    public required string Value { get; init; }

    /// <summary>The time to live in seconds.</summary>
    public required int Ttl { get; init; }

    public static ZoneRecordResponse From(ZoneRecord record) =>
        new()
        {
            Name = record.Name,
            Type = record.Type,
            Value = record.Value,
            Ttl = record.TimeToLive,
        };
}

/// <summary>The result for one kind of record.</summary>
internal sealed record DnsRecordResponse
{
    /// <summary>MX, Autodiscover, SPF, DKIM, DMARC, MTA-STS or TLS-RPT.</summary>
    public required string Record { get; init; }

    /// <summary>The values that Microsoft 365 wants.</summary>
    public required IReadOnlyList<string> Expected { get; init; }

    /// <summary>The values that DNS has.</summary>
    public required IReadOnlyList<string> Found { get; init; }

    /// <summary>The verdict.</summary>
    public required DnsState State { get; init; }

    /// <summary>none, information, warning or error.</summary>
    public required DnsSeverity Severity { get; init; }

    /// <summary>The meaning and what to do, as sentences.</summary>
    public required string Advice { get; init; }

    /// <summary>The records to make in the zone.</summary>
    public required IReadOnlyList<ZoneRecordResponse> ToMake { get; init; }

    internal static DnsRecordResponse Example =>
        new()
        {
            Record = "MX",
            Expected = ["contoso-example.mail.protection.outlook.com"],
            Found = [],
            State = DnsState.Missing,
            Severity = DnsSeverity.Error,
            Advice = "Mail does not arrive. Make the record.",
            ToMake =
            [
                new()
                {
                    Name = "contoso.example",
                    Type = "MX",
                    Value = "0 contoso-example.mail.protection.outlook.com",
                    Ttl = 3600,
                },
            ],
        };

    public static DnsRecordResponse From(MailRecordFinding finding) =>
        new()
        {
            Record = finding.Record.Words(),
            Expected = finding.Expected,
            Found = finding.Found,
            State = finding.State,
            Severity = finding.Severity,
            Advice = finding.Advice,
            ToMake = [.. finding.ToMake.Select(ZoneRecordResponse.From)],
        };
}
