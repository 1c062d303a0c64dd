using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>
/// Lists the mail domains to offer for addresses, each with its origins: setting, configuration partition, the tenant's
/// verified domains, UPN suffixes and domains in use (RULES.md, Domains). An unreachable tenant does not delay the
/// list: its last answer is used. Outside addresses of contacts and mail users do not count.
/// </summary>
public sealed class ListOfferedDomains(
    IDirectory directory,
    RecipientIndex index,
    ChangeSettings settings,
    TimeProvider time,
    ITenant tenant
)
{
    /// <summary>The minimum number of recipients; fewer may be a typing error and do not make a domain.</summary>
    private const int EnoughRecipients = 2;

    private static readonly RecipientTypeDetails[] OutsideTypes =
    [
        RecipientTypeDetails.MailContact,
        RecipientTypeDetails.MailUser,
        RecipientTypeDetails.Contact,
        RecipientTypeDetails.MailForestContact,
    ];

    private static readonly RecipientTypeDetails[] OwnTypes = Enum.GetValues<RecipientTypeDetails>()
        .Except(OutsideTypes)
        .ToArray();

    /// <summary>
    /// The time for which counts are reused. Counting goes through all recipients, which is too expensive for every
    /// edit; a single change rarely changes the list.
    /// </summary>
    private static readonly TimeSpan CountsAge = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The time limit for the tenant, because this is part of every edit. A tenant that is slow, or does not let the
    /// application read its domains, is queried again only after <see cref="TenantRetry"/>.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TenantRetry = TimeSpan.FromMinutes(1);

    private Counted? counted;
    private Listed? listed;
    private TenantAnswer answered = new([], DateTimeOffset.MinValue);

    /// <exception cref="DirectoryFault">The directory was never described and cannot be reached.</exception>
    public async Task<IReadOnlyList<OfferedDomain>> ExecuteAsync(CancellationToken cancellationToken)
    {
        var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        var ofTenant = await TenantDomainsAsync(cancellationToken).ConfigureAwait(false);
        var counts = Counts(description.HasExchangeSchema);
        if (
            Volatile.Read(ref listed) is { } known
            && ReferenceEquals(known.Description, description)
            && ReferenceEquals(known.OfTenant, ofTenant)
            && ReferenceEquals(known.Counts, counts)
        )
            return known.Domains;
        var domains = List(description, ofTenant, counts);
        Volatile.Write(ref listed, new Listed(description, ofTenant, counts, domains));
        return domains;
    }

    private OfferedDomain[] List(
        DirectoryDescription description,
        IReadOnlyList<string> ofTenant,
        Dictionary<string, int> counts
    )
    {
        var origins = new Dictionary<string, DomainOrigins>(StringComparer.OrdinalIgnoreCase);
        foreach (var domain in settings.AcceptedDomains)
            Note(domain, DomainOrigins.Setting);
        foreach (var domain in description.AcceptedDomains)
            Note(domain.Name, DomainOrigins.Configuration);
        foreach (var domain in ofTenant)
            Note(domain, DomainOrigins.Tenant);
        foreach (var domain in description.UpnSuffixes)
            Note(domain, DomainOrigins.UpnSuffix);
        foreach (var (domain, count) in counts)
        {
            if (count >= EnoughRecipients)
                Note(domain, DomainOrigins.InUse);
        }

        return origins
            .Select(o => new OfferedDomain(
                o.Key.ToLowerInvariant(),
                o.Value,
                counts.GetValueOrDefault(o.Key.ToLowerInvariant())
            ))
            .OrderByDescending(d => d.IsAccepted)
            .ThenBy(d => d.IsRouting)
            .ThenByDescending(d => d.Recipients)
            .ThenBy(d => d.Name, StringComparer.Ordinal)
            .ToArray();

        void Note(string domain, DomainOrigins origin)
        {
            var name = domain.Trim().TrimStart('@');
            if (SmtpAddress.IsDomain(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name))
                origins[name] = origins.GetValueOrDefault(name) | origin;
        }
    }

    /// <summary>The verified domains; the tenant accepts no addresses of others.</summary>
    private async Task<IReadOnlyList<string>> TenantDomainsAsync(CancellationToken cancellationToken)
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return [];
        var known = Volatile.Read(ref answered);
        if (tenant.Status.State == TenantState.Problem || time.GetUtcNow() < known.AskAgainAt)
            return known.Names;
        try
        {
            var domains = await TenantTimeout
                .AskAsync(tenant, time, Patience, tenant.ListDomainsAsync, cancellationToken)
                .ConfigureAwait(false);
            known = new TenantAnswer(
                [.. domains.Where(d => d.IsVerified).Select(d => d.Name)],
                DateTimeOffset.MinValue
            );
        }
        catch (TenantFault)
        {
            known = known with { AskAgainAt = time.GetUtcNow() + TenantRetry };
        }

        Volatile.Write(ref answered, known);
        return known.Names;
    }

    /// <summary>Own recipients per domain; counted once per snapshot, and at most every 30 s within one load.</summary>
    private Dictionary<string, int> Counts(bool hasTypes)
    {
        var (snapshot, load) = (index.Current, index.Status.LoadedAt);
        if (
            Volatile.Read(ref counted) is { } known
            && (
                ReferenceEquals(known.Snapshot, snapshot)
                || (known.Load == load && time.GetUtcNow() - known.At < CountsAge)
            )
        )
            return known.Counts;

        // Without the Exchange schema recipients have no type, and people with an address look like mail users: then
        // only contacts are outside.
        var own = hasTypes ? OwnTypes : [.. OwnTypes, RecipientTypeDetails.MailUser];
        var counts = snapshot.Domains.ToDictionary(
            d => d.Value.ToLowerInvariant(),
            d => snapshot.List(new RecipientQuery { Domain = d.Value, Types = own }, 0, 0, []).Total,
            StringComparer.OrdinalIgnoreCase
        );
        Volatile.Write(ref counted, new Counted(snapshot, load, time.GetUtcNow(), counts));
        return counts;
    }

    /// <summary>
    /// The last answer and the three objects from which it was made; each remains the same object until it changes.
    /// </summary>
    private sealed record Listed(
        DirectoryDescription Description,
        IReadOnlyList<string> OfTenant,
        Dictionary<string, int> Counts,
        IReadOnlyList<OfferedDomain> Domains
    );

    private sealed record TenantAnswer(IReadOnlyList<string> Names, DateTimeOffset AskAgainAt);

    private sealed record Counted(
        RecipientSnapshot Snapshot,
        DateTimeOffset? Load,
        DateTimeOffset At,
        Dictionary<string, int> Counts
    );
}
