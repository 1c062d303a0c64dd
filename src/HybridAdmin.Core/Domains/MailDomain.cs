using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>A domain with its data from the tenant, the directory and the settings.</summary>
public sealed record MailDomain
{
    /// <summary>In lower case; a leading "*." includes its subdomains.</summary>
    public required string Name { get; init; }

    /// <summary>Every source that lists it.</summary>
    public DomainOrigins Origins { get; init; }

    /// <summary>The domain in the tenant (Graph); null if it is not there or the tenant did not answer.</summary>
    public TenantDomain? Tenant { get; init; }

    /// <summary>
    /// The accepted domain in Exchange Online; null if it is not accepted there or Exchange Online did not answer.
    /// </summary>
    public TenantAcceptedDomain? Accepted { get; init; }

    /// <summary>The number of mail-enabled recipients in the actor's scope with an address in it.</summary>
    public int Recipients { get; init; }

    /// <summary>The number of users in the actor's scope who sign in with it.</summary>
    public int UserPrincipalNames { get; init; }

    /// <summary>The places where the domain is missing, as sentences.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public bool IsRouting => MailRecordRules.IsMicrosofts(Name);

    /// <summary>Indicates whether DNS can be queried for it.</summary>
    public bool HasRecords => DnsNames.IsName(Name) && !IsRouting;
}

/// <summary>A source that could not be read; the rest is shown.</summary>
/// <param name="Part">"Microsoft 365" or "Exchange Online".</param>
/// <param name="Message">The reason, as a sentence.</param>
/// <param name="Since">The time since when it is not reachable; null if not known.</param>
public sealed record MissingPart(string Part, string Message, DateTimeOffset? Since)
{
    /// <summary>Indicates whether the source does not answer at all; false if it returned a part.</summary>
    public bool IsAway { get; init; }
}

/// <summary>All domains with their sources.</summary>
/// <param name="Items">The domains: those with gaps first, then by use.</param>
/// <param name="Away">The sources that could not be read.</param>
public sealed record MailDomains(IReadOnlyList<MailDomain> Items, IReadOnlyList<MissingPart> Away)
{
    /// <summary>Indicates whether no tenant is connected, which is not a fault.</summary>
    public bool IsWithoutTenant { get; init; }
}
