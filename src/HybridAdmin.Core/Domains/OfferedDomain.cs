namespace HybridAdmin.Core.Domains;

/// <summary>Where we know a mail domain from.</summary>
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

/// <summary>A mail domain that may be offered for addresses (RULES.md, Domains).</summary>
/// <param name="Name">In lower case; a leading "*." includes its subdomains.</param>
/// <param name="Origins">Every place that names it.</param>
/// <param name="Recipients">Recipients of our own (not contacts) with an address in it.</param>
public sealed record OfferedDomain(string Name, DomainOrigins Origins, int Recipients)
{
    /// <summary>Whether something that decides says that mail for it is ours.</summary>
    public bool IsAccepted =>
        (Origins & (DomainOrigins.Setting | DomainOrigins.Configuration | DomainOrigins.Tenant)) != 0;

    /// <summary>Whether it is a coexistence domain, not meant for people.</summary>
    public bool IsRouting => Name.EndsWith(".onmicrosoft.com", StringComparison.Ordinal);

    public bool Covers(string domain) =>
        Name.StartsWith("*.", StringComparison.Ordinal)
            ? domain.EndsWith(Name[1..], StringComparison.OrdinalIgnoreCase)
                || domain.Equals(Name[2..], StringComparison.OrdinalIgnoreCase)
            : domain.Equals(Name, StringComparison.OrdinalIgnoreCase);
}
