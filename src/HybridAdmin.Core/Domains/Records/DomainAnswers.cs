namespace HybridAdmin.Core.Domains.Records;

/// <summary>All DNS answers about a mail domain.</summary>
public sealed record DomainAnswers
{
    public DnsAnswer Mx { get; init; } = DnsAnswer.NotAsked;

    /// <summary>TXT of the domain itself: SPF and proof of ownership.</summary>
    public DnsAnswer Text { get; init; } = DnsAnswer.NotAsked;

    public SpfChain? Spf { get; init; }

    /// <summary>CNAME of autodiscover.</summary>
    public DnsAnswer Autodiscover { get; init; } = DnsAnswer.NotAsked;

    /// <summary>A of the target, otherwise AAAA.</summary>
    public DnsAnswer AutodiscoverAddress { get; init; } = DnsAnswer.NotAsked;

    /// <summary>SRV _autodiscover._tcp; queried only if there are no other records.</summary>
    public DnsAnswer AutodiscoverService { get; init; } = DnsAnswer.NotAsked;

    /// <summary>
    /// A of the domain itself, and of a name below it that cannot exist. They reveal a wildcard or a web hosting
    /// provider.
    /// </summary>
    public DnsAnswer Apex { get; init; } = DnsAnswer.NotAsked;

    public DnsAnswer Wildcard { get; init; } = DnsAnswer.NotAsked;

    /// <summary>CNAME of selector1 and selector2.</summary>
    public DnsAnswer Selector1 { get; init; } = DnsAnswer.NotAsked;

    public DnsAnswer Selector2 { get; init; } = DnsAnswer.NotAsked;

    /// <summary>TXT at the same names, which follows the CNAME: the keys.</summary>
    public DnsAnswer Key1 { get; init; } = DnsAnswer.NotAsked;

    public DnsAnswer Key2 { get; init; } = DnsAnswer.NotAsked;

    public DnsAnswer Dmarc { get; init; } = DnsAnswer.NotAsked;

    /// <summary>The nearest parent domain with a record of its own; null if there is none.</summary>
    public (string Domain, DnsAnswer Answer)? DmarcAbove { get; init; }

    public DnsAnswer MtaSts { get; init; } = DnsAnswer.NotAsked;

    /// <summary>The answer of the policy's web site; requested if the record announces a policy.</summary>
    public MtaStsAnswer Policy { get; init; } = MtaStsAnswer.NotAsked;

    public DnsAnswer TlsRpt { get; init; } = DnsAnswer.NotAsked;

    /// <summary>The time for which all answers together are valid.</summary>
    public TimeSpan TimeToLive =>
        new[] { Mx, Text, Autodiscover, AutodiscoverAddress, Selector1, Selector2, Dmarc, MtaSts, TlsRpt }.Min(a =>
            a.TimeToLive
        );
}
