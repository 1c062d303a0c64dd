using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>
/// The mail domains to offer for addresses, each with its origins: setting, configuration partition, the tenant's
/// verified ones, UPN suffixes and domains in use (RULES.md, Domains). A tenant that is away costs no time: what it
/// said last counts. Contacts' and mail users' outside addresses do not make a domain ours.
/// </summary>
public sealed class ListOfferedDomains(
    IDirectory directory,
    RecipientIndex index,
    ChangeSettings settings,
    TimeProvider time,
    ITenant tenant
)
{
    /// <summary>Fewer recipients than this may be a slip of the keyboard and make no domain.</summary>
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
    /// Counting goes through all recipients, which must not be part of every edit: a change here or there moves no
    /// domain.
    /// </summary>
    private static readonly TimeSpan CountsAge = TimeSpan.FromSeconds(30);

    /// <summary>
    /// This is part of every edit: a tenant that is slow, or does not let the application read its domains, is asked
    /// again only after a while.
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

    /// <summary>The verified ones: of others the tenant accepts nothing.</summary>
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

    /// <summary>
    /// Own recipients per domain; counted once for each snapshot, and of one load not more often than every 30 s.
    /// </summary>
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

        // Without the Exchange schema nobody has a type, and people with an address look like mail users: then only
        // contacts are outside.
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
    /// The last answer with what it was made from; each of the three stays the same object while nothing changed.
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
