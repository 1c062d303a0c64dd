namespace HybridAdmin.Core.Domains.Records;

/// <summary>Everything that DNS answered about a mail domain.</summary>
public sealed record DomainAnswers
{
    public DnsAnswer Mx { get; init; } = DnsAnswer.NotAsked;

    /// <summary>TXT of the domain itself: SPF, proof of ownership.</summary>
    public DnsAnswer Text { get; init; } = DnsAnswer.NotAsked;

    public SpfChain? Spf { get; init; }

    /// <summary>CNAME of autodiscover.</summary>
    public DnsAnswer Autodiscover { get; init; } = DnsAnswer.NotAsked;

    /// <summary>Where it leads: A, else AAAA.</summary>
    public DnsAnswer AutodiscoverAddress { get; init; } = DnsAnswer.NotAsked;

    /// <summary>SRV _autodiscover._tcp; asked for when there is nothing else.</summary>
    public DnsAnswer AutodiscoverService { get; init; } = DnsAnswer.NotAsked;

    /// <summary>
    /// A of the domain itself, and of a name below it that cannot exist: they betray a wildcard or a web hoster.
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

    /// <summary>The nearest domain above with a record of its own; null: none.</summary>
    public (string Domain, DnsAnswer Answer)? DmarcAbove { get; init; }

    public DnsAnswer MtaSts { get; init; } = DnsAnswer.NotAsked;

    /// <summary>What the policy's web site says; asked for where the record announces a policy.</summary>
    public MtaStsAnswer Policy { get; init; } = MtaStsAnswer.NotAsked;

    public DnsAnswer TlsRpt { get; init; } = DnsAnswer.NotAsked;

    /// <summary>How long they hold together.</summary>
    public TimeSpan TimeToLive =>
        new[] { Mx, Text, Autodiscover, AutodiscoverAddress, Selector1, Selector2, Dmarc, MtaSts, TlsRpt }.Min(a =>
            a.TimeToLive
        );
}
