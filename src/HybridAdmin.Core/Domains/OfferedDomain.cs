namespace HybridAdmin.Core.Domains;

/// <summary>The source of a mail domain.</summary>
[Flags]
public enum DomainOrigins
{
    None = 0,

    /// <summary>Domains:Accepted.</summary>
    Setting = 1,

    /// <summary>The Exchange organisation in the configuration partition; frozen once Exchange is gone.</summary>
    Configuration = 2,

    /// <summary>uPNSuffixes of the forest.</summary>
    UpnSuffix = 4,

    /// <summary>Recipients have addresses in it.</summary>
    InUse = 8,

    /// <summary>The tenant has it.</summary>
    Tenant = 16,

    /// <summary>The DNS name of a domain of the forest: a UPN suffix without being listed as one.</summary>
    DirectoryDomain = 32,
}

/// <summary>A mail domain that can be offered for addresses (RULES.md, Domains).</summary>
/// <param name="Name">In lower case; a leading "*." includes its subdomains.</param>
/// <param name="Origins">Every source that lists it.</param>
/// <param name="Recipients">The number of own recipients (not contacts) with an address in it.</param>
public sealed record OfferedDomain(string Name, DomainOrigins Origins, int Recipients)
{
    /// <summary>Indicates whether an authoritative source states that the organisation receives its mail.</summary>
    public bool IsAccepted =>
        (Origins & (DomainOrigins.Setting | DomainOrigins.Configuration | DomainOrigins.Tenant)) != 0;

    /// <summary>Indicates whether it is a coexistence domain, not meant for people.</summary>
    public bool IsRouting => Name.EndsWith(".onmicrosoft.com", StringComparison.Ordinal);

    public bool Covers(string domain) =>
        Name.StartsWith("*.", StringComparison.Ordinal)
            ? domain.EndsWith(Name[1..], StringComparison.OrdinalIgnoreCase)
                || domain.Equals(Name[2..], StringComparison.OrdinalIgnoreCase)
            : domain.Equals(Name, StringComparison.OrdinalIgnoreCase);
}
