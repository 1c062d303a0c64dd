using HybridAdmin.Core.Access;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Domains;

/// <summary>One domain: what the tenant says, what DNS says, which way mail takes. Only domains of the list are looked up, so that nobody asks DNS for anything else through here.</summary>
public sealed class GetDomain(ICurrentActor current, ListDomains list, DomainRecordCache records, IDnsLookup dns, ITenant tenant, RecipientIndex index)
{
    /// <summary>Recipients that are named; the count is of all.</summary>
    private const int MostNamed = 20;

    /// <param name="name">As in the list; case and a final period do not matter.</param>
    /// <param name="fresh">Ask DNS again, within its bounds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Null: no such domain is in the list.</returns>
    public async Task<DomainDetails?> ExecuteAsync(string name, bool fresh, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var all = await list.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        var wanted = DnsNames.Normalize(name);
        if (all.Items.FirstOrDefault(d => d.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is not { } domain) return null;

        var away = all.Away.ToList();
        var isConnected = !all.IsWithoutTenant;
        var facts = await FactsAsync(domain, away, isConnected, cancellationToken).ConfigureAwait(false);
        var remoteDomains = isConnected ? await TenantParts.TryAsync(away, TenantParts.Exchange, tenant, () => tenant.ListRemoteDomainsAsync(cancellationToken)).ConfigureAwait(false) : null;
        var missing = NotInCloud(domain.Name);
        facts = facts with { NotInCloud = missing?.Count };
        var details = new DomainDetails
        {
            Domain = domain,
            Resolver = dns.Resolver,
            Use = facts.Use,
            IsExchangeKnown = facts.IsExchangeKnown && remoteDomains is not null,
            RemoteDomain = remoteDomains?.FirstOrDefault(r => r.DomainName.Equals(domain.Name, StringComparison.OrdinalIgnoreCase)),
            Connectors = [.. facts.Connectors.Where(c => MailFlowRules.Matches(c.DomainNames, domain.Name))],
            NotInCloud = missing?.Where(r => index.Current.Covers(r.Id, actor.Scope)).Take(MostNamed).ToArray(),
            IsWithoutTenant = all.IsWithoutTenant,
        };
        if (!domain.HasRecords) return details with { Away = away };

        var looked = await records.GetAsync(domain.Name, fresh, cancellationToken).ConfigureAwait(false);
        var proof = domain.Tenant is { IsVerified: false }
            ? await TenantParts.TryAsync(away, TenantParts.Graph, tenant, () => tenant.ListVerificationRecordsAsync(domain.Name, cancellationToken)).ConfigureAwait(false)
            : null;
        return details with
        {
            Records = MailRecordRules.Judge(facts, looked.Answers),
            CheckedAt = looked.At,
            MailFlow = MailFlowRules.Judge(facts, looked.Answers.Mx),
            Ownership = domain.Tenant is { } own ? OwnershipRules.Judge(own, proof, looked.Answers.Text) : null,
            Away = away,
        };
    }

    private async Task<MailDomainFacts> FactsAsync(MailDomain domain, List<MissingPart> away, bool isConnected, CancellationToken cancellationToken)
    {
        var facts = new MailDomainFacts
        {
            Name = domain.Name,
            Tenant = domain.Tenant,
            Accepted = domain.Accepted,
            IsTenantKnown = isConnected && !away.Exists(a => a.Part == TenantParts.Graph),
            Use = DomainUsage.Of(index.Current, domain.Name),
        };
        if (!isConnected) return facts;
        var isVerified = domain.Tenant is { IsVerified: true };
        var connectors = await TenantParts.TryAsync(away, TenantParts.Exchange, tenant, () => tenant.ListConnectorsAsync(cancellationToken)).ConfigureAwait(false);
        var wanted = isVerified ? await TenantParts.TryAsync(away, TenantParts.Graph, tenant, () => tenant.ListServiceRecordsAsync(domain.Name, cancellationToken)).ConfigureAwait(false) : null;
        var description = await TenantParts.TryAsync(away, TenantParts.Graph, tenant, () => tenant.DescribeAsync(false, cancellationToken)).ConfigureAwait(false);
        return facts with
        {
            IsExchangeKnown = connectors is not null && !away.Exists(a => a.Part == TenantParts.Exchange),
            Connectors = connectors ?? [],
            ServiceRecords = [.. (wanted ?? []).Where(r => r.SupportedService == "Email")],
            InitialDomain = description?.InitialDomain,
            Dkim = isVerified ? await DkimAsync(domain.Name, cancellationToken).ConfigureAwait(false) : null,
        };
    }

    /// <summary>A role of its own lets an application read it; without one the records are compared by their pattern, which is said there.</summary>
    private async Task<CloudDkimSigning?> DkimAsync(string domain, CancellationToken cancellationToken)
    {
        try
        {
            return await tenant.ReadDkimSigningAsync(domain, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudFault)
        {
            return null;
        }
    }

    private IReadOnlyList<RecipientSummary>? NotInCloud(string domain)
    {
        var cloud = tenant.Index.Current;
        return tenant.Status.State == TenantState.NotConnected || !cloud.IsComplete ? null
            : DomainUsage.NotHeld(index.Current, domain, address => cloud.FindByAddress(address).Count > 0);
    }
}
