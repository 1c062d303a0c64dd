using HybridAdmin.Core.Access;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Domains;

/// <summary>
/// Gets one domain: its data in the tenant, its DNS records and its mail flow. Only domains of the list are looked up,
/// so that this cannot be used to query DNS for anything else.
/// </summary>
public sealed class GetDomain(
    ICurrentActor current,
    ListDomains list,
    DomainRecordCache records,
    IDnsLookup dns,
    ITenant tenant,
    RecipientIndex index,
    TimeProvider time
)
{
    /// <summary>The maximum number of recipients that are listed; the count includes all.</summary>
    private const int MostNamed = 20;

    /// <param name="name">The name as in the list; case and a final period are ignored.</param>
    /// <param name="fresh">True to query DNS again, within its limits.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>Null if the list does not contain the domain.</returns>
    public async Task<DomainDetails?> ExecuteAsync(string name, bool fresh, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var parts = new TenantQuerySession(tenant, time, cancellationToken);
        var all = await list.ExecuteAsync(parts, cancellationToken).ConfigureAwait(false);
        var wanted = DnsNames.Normalize(name);
        if (all.Items.FirstOrDefault(d => d.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not { } domain)
            return null;

        var isConnected = !all.IsWithoutTenant;
        var facts = await FactsAsync(domain, parts, isConnected).ConfigureAwait(false);
        var remoteDomains = isConnected
            ? await parts.TryAsync(TenantQuerySession.Exchange, tenant.ListRemoteDomainsAsync).ConfigureAwait(false)
            : null;
        var missing = NotInCloud(domain.Name);
        facts = facts with { NotInCloud = missing?.Count };
        var details = new DomainDetails
        {
            Domain = domain,
            Resolver = dns.Resolver,
            Use = facts.Use,
            IsExchangeKnown = facts.IsExchangeKnown && remoteDomains is not null,
            RemoteDomain = remoteDomains?.FirstOrDefault(r =>
                r.DomainName.Equals(domain.Name, StringComparison.OrdinalIgnoreCase)
            ),
            Connectors = [.. facts.Connectors.Where(c => MailFlowRules.Matches(c.DomainNames, domain.Name))],
            NotInCloud = missing?.Where(r => index.Current.Covers(r.Id, actor.Scope)).Take(MostNamed).ToArray(),
            IsWithoutTenant = all.IsWithoutTenant,
        };
        if (!domain.HasRecords)
            return details with { Away = parts.Missing };

        var looked = await records.GetAsync(domain.Name, fresh, cancellationToken).ConfigureAwait(false);
        var proof = domain.Tenant is { IsVerified: false }
            ? await parts
                .TryAsync(TenantQuerySession.Graph, token => tenant.ListVerificationRecordsAsync(domain.Name, token))
                .ConfigureAwait(false)
            : null;
        return details with
        {
            Records = MailRecordRules.Judge(facts, looked.Answers),
            CheckedAt = looked.At,
            MailFlow = MailFlowRules.Judge(facts, looked.Answers.Mx),
            Ownership = domain.Tenant is { } own ? OwnershipRules.Judge(own, proof, looked.Answers.Text) : null,
            Away = parts.Missing,
        };
    }

    private async Task<MailDomainFacts> FactsAsync(MailDomain domain, TenantQuerySession parts, bool isConnected)
    {
        var facts = new MailDomainFacts
        {
            Name = domain.Name,
            Tenant = domain.Tenant,
            Accepted = domain.Accepted,
            IsTenantKnown = isConnected && parts.IsWhole(TenantQuerySession.Graph),
            Use = DomainUsage.Of(index.Current, domain.Name),
        };
        if (!isConnected)
            return facts;
        var isVerified = domain.Tenant is { IsVerified: true };
        var connectors = await parts
            .TryAsync(TenantQuerySession.Exchange, tenant.ListConnectorsAsync)
            .ConfigureAwait(false);
        var wanted = isVerified
            ? await parts
                .TryAsync(TenantQuerySession.Graph, token => tenant.ListServiceRecordsAsync(domain.Name, token))
                .ConfigureAwait(false)
            : null;
        var description = await parts
            .TryAsync(TenantQuerySession.Graph, token => tenant.DescribeAsync(false, token))
            .ConfigureAwait(false);
        return facts with
        {
            IsExchangeKnown = connectors is not null && parts.IsWhole(TenantQuerySession.Exchange),
            Connectors = connectors ?? [],
            ServiceRecords = [.. (wanted ?? []).Where(r => r.SupportedService == "Email")],
            InitialDomain = description?.InitialDomain,
            // An application can read it only with a role of its own. Without it the records are compared with the
            // pattern, and the page states that.
            Dkim = isVerified
                ? await parts
                    .TryAsync(
                        TenantQuerySession.Exchange,
                        token => tenant.ReadDkimSigningAsync(domain.Name, token),
                        isOptional: true
                    )
                    .ConfigureAwait(false)
                : null,
        };
    }

    private IReadOnlyList<RecipientSummary>? NotInCloud(string domain)
    {
        var cloud = tenant.Index.Current;
        return tenant.Status.State == TenantState.NotConnected || !cloud.IsComplete
            ? null
            : DomainUsage.NotHeld(index.Current, domain, address => cloud.FindByAddress(address).Count > 0);
    }
}
