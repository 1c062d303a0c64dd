using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>
/// Lists every domain of the tenant, the Exchange organisation, the UPN suffixes and the settings, with its use and its
/// gaps.
/// </summary>
public sealed class ListDomains(
    ICurrentActor current,
    IDirectory directory,
    ListOfferedDomains offered,
    ITenant tenant,
    RecipientIndex index,
    TimeProvider time
)
{
    /// <exception cref="DirectoryFault">The directory was never described and cannot be reached.</exception>
    public Task<MailDomains> ExecuteAsync(CancellationToken cancellationToken) =>
        ExecuteAsync(new TenantQuerySession(tenant, time, cancellationToken), cancellationToken);

    /// <param name="parts">The session in which the same page reads the tenant.</param>
    internal async Task<MailDomains> ExecuteAsync(TenantQuerySession parts, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var cloud = await TenantDomains.ReadAsync(tenant, parts).ConfigureAwait(false);
        var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        var snapshot = index.Current;
        var origins = (await offered.ExecuteAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(
            d => d.Name,
            d => d.Origins,
            StringComparer.OrdinalIgnoreCase
        );
        var suffixes = snapshot.UpnSuffixes(actor.Scope);
        foreach (var domain in description.Domains)
            Note(domain.DnsName, DomainOrigins.DirectoryDomain, always: false);
        foreach (var suffix in suffixes.Keys.Where(SmtpAddress.IsDomain))
            Note(suffix, DomainOrigins.None, always: true);
        foreach (var domain in cloud.Domains)
            Note(domain.Name, DomainOrigins.Tenant, always: true);
        foreach (var domain in cloud.Accepted)
            Note(domain.DomainName, DomainOrigins.Tenant, always: true);

        var counts = snapshot
            .Facets(actor.Scope)
            .Domains.ToDictionary(d => d.Value, d => d.Count, StringComparer.OrdinalIgnoreCase);
        var items = origins
            .Select(o => Item(o.Key, o.Value))
            .OrderBy(d => d.IsRouting)
            .ThenByDescending(d => d.Missing.Count > 0)
            .ThenByDescending(d => d.Recipients + d.UserPrincipalNames)
            .ThenBy(d => d.Name, StringComparer.Ordinal)
            .ToArray();
        return new MailDomains(items, cloud.Away) { IsWithoutTenant = cloud.IsWithoutTenant };

        // A domain of the forest is a mail domain only if it is in use.
        void Note(string name, DomainOrigins origin, bool always)
        {
            if (always || origins.ContainsKey(name) || suffixes.ContainsKey(name))
                origins[name] = origins.GetValueOrDefault(name) | origin;
        }

        MailDomain Item(string name, DomainOrigins from)
        {
            var domain = new MailDomain
            {
                Name = name.ToLowerInvariant(),
                Origins = from,
                Tenant = cloud.Domains.FirstOrDefault(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase)),
                Accepted = cloud.Accepted.FirstOrDefault(d =>
                    d.DomainName.Equals(name, StringComparison.OrdinalIgnoreCase)
                ),
                Recipients = counts.GetValueOrDefault(name),
                UserPrincipalNames = suffixes.GetValueOrDefault(name),
            };
            return domain with { Missing = DomainGaps.Of(domain, cloud.AreDomainsKnown, cloud.AreAcceptedKnown) };
        }
    }
}

/// <summary>The tenant's data about domains. An unreachable part is reported, and the rest is shown.</summary>
internal sealed record TenantDomains
{
    public IReadOnlyList<TenantDomain> Domains { get; private init; } = [];

    public IReadOnlyList<TenantAcceptedDomain> Accepted { get; private init; } = [];

    public bool AreDomainsKnown { get; private init; }

    public bool AreAcceptedKnown { get; private init; }

    public bool IsWithoutTenant { get; private init; }

    public IReadOnlyList<MissingPart> Away { get; private init; } = [];

    public static async Task<TenantDomains> ReadAsync(ITenant tenant, TenantQuerySession parts)
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return new TenantDomains { IsWithoutTenant = true };
        var domains = await parts.TryAsync(TenantQuerySession.Graph, tenant.ListDomainsAsync).ConfigureAwait(false);
        var accepted = await parts
            .TryAsync(TenantQuerySession.Exchange, tenant.ListAcceptedDomainsAsync)
            .ConfigureAwait(false);
        return new TenantDomains
        {
            Domains = domains ?? [],
            Accepted = accepted ?? [],
            AreDomainsKnown = domains is not null,
            AreAcceptedKnown = accepted is not null,
            Away = parts.Missing,
        };
    }
}
