using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Domains;

/// <summary>A domain with all that the tenant, the directory and the settings say of it.</summary>
public sealed record MailDomain
{
    /// <summary>In lower case; a leading "*." includes its subdomains.</summary>
    public required string Name { get; init; }

    /// <summary>Every place that names it.</summary>
    public DomainOrigins Origins { get; init; }

    /// <summary>Of the tenant (Graph); null: it is not there, or the tenant could not be asked.</summary>
    public TenantDomain? Tenant { get; init; }

    /// <summary>Of Exchange Online; null: not accepted there, or it could not be asked.</summary>
    public TenantAcceptedDomain? Accepted { get; init; }

    /// <summary>Mail-enabled recipients with an address in it, of the actor's scope.</summary>
    public int Recipients { get; init; }

    /// <summary>Users who sign in with it, of the actor's scope.</summary>
    public int UserPrincipalNames { get; init; }

    /// <summary>What is missing somewhere, as sentences.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public bool IsRouting => MailRecordRules.IsMicrosofts(Name);

    /// <summary>Whether DNS can be asked about it.</summary>
    public bool HasRecords => DnsNames.IsName(Name) && !IsRouting;
}

/// <summary>A part that could not be read: the rest is shown.</summary>
/// <param name="Part">"Microsoft 365" or "Exchange Online".</param>
/// <param name="Message">Why, as a sentence.</param>
/// <param name="Since">Since when it is away; null: not known.</param>
public sealed record MissingPart(string Part, string Message, DateTimeOffset? Since)
{
    /// <summary>The part does not answer at all; else it keeps something back.</summary>
    public bool IsAway { get; init; }
}

/// <summary>All domains side by side.</summary>
/// <param name="Items">Those with something missing first, then by use.</param>
/// <param name="Away">What could not be read.</param>
public sealed record MailDomains(IReadOnlyList<MailDomain> Items, IReadOnlyList<MissingPart> Away)
{
    /// <summary>Whether no tenant is connected at all, which is no fault.</summary>
    public bool IsWithoutTenant { get; init; }
}
