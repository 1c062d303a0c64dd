using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Domains;

namespace HybridAdmin.Api;

/// <summary>/api/v1/domains.</summary>
internal static class DomainsApi
{
    public static void Map(RouteGroupBuilder domains)
    {
        domains
            .MapGet("", ListAsync)
            .Produces<ListAnswer<DomainItem>>()
            .WithSummary("Domains of tenant, directory and settings side by side")
            .Describes(new("skip", "From 0."), new("take", "0 to 1000; 100 when absent."));
        domains.MapOtherMethods("", "GET");

        domains
            .MapGet("/{name}", GetAsync)
            .Produces<DomainAnswer>()
            .WithSummary("One domain with its records in DNS and its mail flow")
            .Describes(new ApiParameter("fresh", "true: asks DNS again, at most every ten seconds."));
        domains.MapOtherMethods("/{name}", "GET");
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        ListDomains list,
        CancellationToken cancellationToken
    )
    {
        var query = new QueryReader(request);
        var skip = query.Number("skip", 0, 0, int.MaxValue);
        var take = query.Number("take", 100, 0, 1000);
        if (query.Problem is { } problem)
            return problem;
        var all = await list.ExecuteAsync(cancellationToken);
        return Results.Ok(
            new ListAnswer<DomainItem>(all.Items.Count, [.. all.Items.Skip(skip).Take(take).Select(DomainItem.Of)])
        );
    }

    private static async Task<IResult> GetAsync(
        string name,
        HttpRequest request,
        GetDomain get,
        CancellationToken cancellationToken
    )
    {
        var query = new QueryReader(request);
        var fresh = query.Flag("fresh") ?? false;
        if (query.Problem is { } problem)
            return problem;
        return await get.ExecuteAsync(name, fresh, cancellationToken) is { } details
            ? Results.Ok(DomainAnswer.Of(details))
            : ApiProblems.NotFound(
                "There is no such domain: neither the tenant, nor the directory, nor a setting, nor an "
                    + "address names it."
            );
    }
}

/// <summary>A domain in a list.</summary>
/// <param name="InTenant">Whether the tenant has it, as far as it could be asked.</param>
/// <param name="AuthenticationType">Managed or Federated; null: not known.</param>
/// <param name="AcceptedDomainType">Authoritative or InternalRelay; null: not accepted, or not known.</param>
/// <param name="Recipients">With an address in it, within the caller's scope.</param>
/// <param name="UserPrincipalNames">People who sign in with it, likewise.</param>
/// <param name="Missing">What is missing somewhere, as sentences.</param>
internal sealed record DomainItem(
    string Name,
    bool InTenant,
    bool IsVerified,
    bool IsDefault,
    bool IsInitial,
    string? AuthenticationType,
    string? AcceptedDomainType,
    int Recipients,
    int UserPrincipalNames,
    IReadOnlyList<string> Missing
)
{
    public static DomainItem Of(MailDomain domain) =>
        new(
            domain.Name,
            domain.Tenant is not null,
            domain.Tenant is { IsVerified: true },
            domain.Tenant is { IsDefault: true },
            domain.Tenant is { IsInitial: true },
            domain.Tenant?.AuthenticationType,
            domain.Accepted?.DomainType,
            domain.Recipients,
            domain.UserPrincipalNames,
            domain.Missing
        );
}

/// <summary>One domain.</summary>
/// <param name="VerificationRecord">To make in the zone while the domain is not verified; null: none is needed, or it
/// is not known.</param>
/// <param name="Dns">One for each kind of record; empty where Microsoft keeps the zone.</param>
/// <param name="RemoteDomain">Exchange Online's settings for mail to this domain; null: none of its own, or not
/// known.</param>
/// <param name="MailFlow">CloudFirst, OnPremisesFirst, Mixed, None or Unknown.</param>
/// <param name="MailFlowFindings">What is wrong with it.</param>
/// <param name="Away">What could not be read, as sentences.</param>
internal sealed record DomainAnswer(
    string Name,
    bool InTenant,
    bool IsVerified,
    bool IsDefault,
    bool IsInitial,
    string? AuthenticationType,
    string? AcceptedDomainType,
    int Recipients,
    int UserPrincipalNames,
    IReadOnlyList<string> Missing,
    ZoneRecordAnswer? VerificationRecord,
    IReadOnlyList<DnsAnswerItem> Dns,
    DateTimeOffset? CheckedAt,
    RemoteDomainAnswer? RemoteDomain,
    string MailFlow,
    bool SharedNamespace,
    IReadOnlyList<MailFlowItem> MailFlowFindings,
    IReadOnlyList<ConnectorAnswer> Connectors,
    IReadOnlyList<string> Away
)
{
    public static DomainAnswer Of(DomainDetails details)
    {
        var item = DomainItem.Of(details.Domain);
        return new DomainAnswer(
            item.Name,
            item.InTenant,
            item.IsVerified,
            item.IsDefault,
            item.IsInitial,
            item.AuthenticationType,
            item.AcceptedDomainType,
            item.Recipients,
            item.UserPrincipalNames,
            item.Missing,
            details.Ownership?.Record is { } record ? ZoneRecordAnswer.Of(record) : null,
            [.. (details.Records ?? []).Select(DnsAnswerItem.Of)],
            details.CheckedAt,
            details.RemoteDomain is { } remote
                ? new RemoteDomainAnswer(
                    remote.Identity,
                    remote.DomainName,
                    remote.TNEFEnabled,
                    remote.IsInternal,
                    remote.TargetDeliveryDomain
                )
                : null,
            (details.MailFlow?.Way ?? MailFlowWay.Unknown).ToString(),
            details.MailFlow?.IsShared ?? false,
            [
                .. (details.MailFlow?.Findings ?? []).Select(f => new MailFlowItem(
                    f.Severity.ToString().ToLowerInvariant(),
                    f.Message
                )),
            ],
            [.. details.Connectors.Select(ConnectorAnswer.Of)],
            [.. details.Away.Select(a => $"{a.Part}: {a.Message}")]
        );
    }
}

/// <summary>A record to make in the zone.</summary>
internal sealed record ZoneRecordAnswer(string Name, string Type, string Value, int Ttl)
{
    public static ZoneRecordAnswer Of(ZoneRecord record) =>
        new(record.Name, record.Type, record.Value, record.TimeToLive);
}

/// <summary>What one kind of record came to.</summary>
/// <param name="Record">MX, Autodiscover, SPF, DKIM, DMARC, MTA-STS or TLS-RPT.</param>
/// <param name="State">Ok, OkByDesign, LegacyButValid, NotUsed, Missing, Mismatch, Multiple, Incomplete, Invalid, Risky
/// or Unknown.</param>
/// <param name="Severity">none, information, warning or error.</param>
/// <param name="ToMake">What to make in the zone.</param>
internal sealed record DnsAnswerItem(
    string Record,
    IReadOnlyList<string> Expected,
    IReadOnlyList<string> Found,
    string State,
    string Severity,
    string Advice,
    IReadOnlyList<ZoneRecordAnswer> ToMake
)
{
    public static DnsAnswerItem Of(MailRecordFinding finding) =>
        new(
            finding.Record.Words(),
            finding.Expected,
            finding.Found,
            finding.State.ToString(),
            finding.Severity.ToString().ToLowerInvariant(),
            finding.Advice,
            [.. finding.ToMake.Select(ZoneRecordAnswer.Of)]
        );
}

/// <summary>Get-RemoteDomain, what of it matters for coexistence.</summary>
internal sealed record RemoteDomainAnswer(
    string Identity,
    string DomainName,
    bool? TnefEnabled,
    bool? IsInternal,
    bool? TargetDeliveryDomain
);

/// <summary>Something to know of the mail flow.</summary>
internal sealed record MailFlowItem(string Severity, string Message);

/// <summary>A connector that covers the domain.</summary>
internal sealed record ConnectorAnswer(
    string Name,
    bool IsInbound,
    bool Enabled,
    string? ConnectorType,
    bool? RouteAllMessagesViaOnPremises
)
{
    public static ConnectorAnswer Of(CloudConnector connector) =>
        new(
            connector.Name,
            connector.IsInbound,
            connector.Enabled,
            connector.ConnectorType,
            connector.RouteAllMessagesViaOnPremises
        );
}
