using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Http;
using Microsoft.Kiota.Abstractions;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>
/// Reads the tenant itself: organisation, domains, and the DNS records that it requires in their zones.
/// </summary>
internal sealed class GraphOrganization(GraphClient graph, TenantOptions options, TimeProvider time)
{
    private static readonly string[] OfOrganization =
    [
        "id",
        "displayName",
        "verifiedDomains",
        "onPremisesSyncEnabled",
        "onPremisesLastSyncDateTime",
    ];

    private static readonly string[] OfDomain =
    [
        "id",
        "authenticationType",
        "isAdminManaged",
        "isDefault",
        "isInitial",
        "isRoot",
        "isVerified",
        "supportedServices",
    ];

    public async Task<TenantDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        var found = await graph
            .ReadAsync(g => g.Organization.GetAsync(c => c.QueryParameters.Select = OfOrganization, cancellationToken))
            .ConfigureAwait(false);
        if (
            found.Value?.FirstOrDefault() is not { } organization
            || !Guid.TryParse(organization.Id, out var id)
            || id == Guid.Empty
        )
            throw GraphFaults.Incomplete("It names no organisation.");
        var names = (organization.VerifiedDomains ?? [])
            .Where(d => !string.IsNullOrEmpty(d?.Name)) // the SDK returns null elements
            .Select(d => (Name: d.Name!.ToLowerInvariant(), IsInitial: d.IsInitial == true))
            .ToArray();
        var initial = names.FirstOrDefault(d => d.IsInitial).Name;
        return new TenantDescription
        {
            TenantId = id,
            DisplayName = string.IsNullOrEmpty(organization.DisplayName)
                ? options.TenantId ?? id.ToString()
                : organization.DisplayName,
            InitialDomain = initial,
            RoutingDomain = options.RoutingDomain?.ToLowerInvariant() ?? RoutingDomain(names, initial),
            OnPremisesSyncEnabled = organization.OnPremisesSyncEnabled,
            OnPremisesLastSyncDateTime = organization.OnPremisesLastSyncDateTime,
            VerifiedDomains = [.. names.Select(d => d.Name)],
            ReadAt = time.GetUtcNow(),
            ClockSkew = graph.ClockSkew,
        };
    }

    public async Task<IReadOnlyList<TenantDomain>> ListDomainsAsync(CancellationToken cancellationToken)
    {
        var request = graph.Sdk.Domains.ToGetRequestInformation(c => c.QueryParameters.Select = OfDomain);
        var found = new List<TenantDomain>();
        await foreach (var item in graph.ListAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (GraphMapping.Domain(item) is { } domain)
                found.Add(domain);
        }

        return found;
    }

    public Task<IReadOnlyList<TenantDnsRecord>> ListVerificationRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) =>
        ListRecordsAsync(graph.Sdk.Domains[domain].VerificationDnsRecords.ToGetRequestInformation(), cancellationToken);

    public Task<IReadOnlyList<TenantDnsRecord>> ListServiceRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) =>
        ListRecordsAsync(
            graph.Sdk.Domains[domain].ServiceConfigurationRecords.ToGetRequestInformation(),
            cancellationToken
        );

    private async Task<IReadOnlyList<TenantDnsRecord>> ListRecordsAsync(
        RequestInformation request,
        CancellationToken cancellationToken
    )
    {
        var found = new List<TenantDnsRecord>();
        await foreach (var item in graph.ListAsync(request, cancellationToken).ConfigureAwait(false))
        {
            if (Record(item) is { } record)
                found.Add(record);
        }

        return found;
    }

    /// <returns>Null: a kind of record without a value, such as domainDnsUnavailableRecord.</returns>
    internal static TenantDnsRecord? Record(JsonElement json)
    {
        var host = (json.Text("mailExchange") ?? json.Text("canonicalName") ?? json.Text("nameTarget"))
            ?.TrimEnd('.')
            .ToLowerInvariant();
        if (
            (json.Text("text") ?? host) is not { } value
            || json.Text("label") is not { } label
            || json.Text("recordType") is not { } type
        )
            return null;
        return new TenantDnsRecord(type, label.TrimEnd('.').ToLowerInvariant(), value)
        {
            Preference = Number(json, "preference"),
            TimeToLive = Number(json, "ttl"),
            IsOptional = json.Flag("isOptional") == true,
            SupportedService = json.Text("supportedService"),
        };
    }

    /// <summary>The mail routing domain of the initial domain, otherwise any other.</summary>
    private static string? RoutingDomain((string Name, bool IsInitial)[] names, string? initial) =>
        names
            .Select(d => d.Name)
            .OrderByDescending(n =>
                n == initial?.Replace(".onmicrosoft.", ".mail.onmicrosoft.", StringComparison.Ordinal)
            )
            .FirstOrDefault(n => n.Contains(".mail.onmicrosoft.", StringComparison.Ordinal));

    private static int? Number(JsonElement json, string name) =>
        int.TryParse(json.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
