using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox.Dns;

/// <summary>A record of a zone.</summary>
internal sealed record SandboxZoneRecord(string Name, DnsType Type, string Value, int Preference = 0);

/// <summary>The zones of the invented organisation, and the names of Microsoft that they refer to.</summary>
internal static class SandboxZone
{
    private const string Main = Tailwind.MainDomain;
    private const string Research = Tailwind.ResearchDomain;
    private const string Brightwater = Tailwind.BrightwaterDomain;
    private const string Cargo = "tailwind-cargo.test";
    private const string Initial = "tailwind.onmicrosoft.com";

    /// <summary>Names whose server does not answer.</summary>
    public static IReadOnlySet<string> Silent { get; } = new HashSet<string> { $"_smtp._tls.{Brightwater}" };

    /// <summary>
    /// The policies that mta-sts.domain serves. The policy of the research company still names its first mail server.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Policies { get; } =
        new Dictionary<string, string>
        {
            [Main] = "version: STSv1\r\nmode: enforce\r\nmx: *.mail.protection.outlook.com\r\nmax_age: 604800\r\n",
            [Research] = $"version: STSv1\r\nmode: testing\r\nmx: mail.{Research}\r\nmax_age: 86400\r\n",
        };

    public static IReadOnlyList<SandboxZoneRecord> Records { get; } =
    [
        // The main domain: correct, with an MTA-STS policy.
        new(Main, DnsType.A, "203.0.113.10"),
        new(Main, DnsType.MX, "tailwind-example.mail.protection.outlook.com"),
        new(Main, DnsType.TXT, "v=spf1 ip4:203.0.113.25 include:spf.protection.outlook.com -all"),
        new($"autodiscover.{Main}", DnsType.CNAME, "autodiscover.outlook.com"),
        .. Selectors(Main, [1, 2]),
        new($"_dmarc.{Main}", DnsType.TXT, $"v=DMARC1; p=quarantine; rua=mailto:dmarc@{Main}"),
        new($"_mta-sts.{Main}", DnsType.TXT, "v=STSv1; id=20260401000000;"),
        new($"_smtp._tls.{Main}", DnsType.TXT, $"v=TLSRPTv1; rua=mailto:tlsrpt@{Main}"),
        new($"www.{Main}", DnsType.CNAME, Main),
        // The research company: the second DKIM key is missing, DMARC has no effect, autodiscover points to the web
        // host, and the MTA-STS policy lacks the new mail server.
        new(Research, DnsType.A, "203.0.113.80"),
        new(Research, DnsType.MX, "tailwind-research-example.mail.protection.outlook.com"),
        new(Research, DnsType.TXT, "v=spf1 include:spf.protection.outlook.com ~all"),
        new($"autodiscover.{Research}", DnsType.A, "203.0.113.80"),
        .. Selectors(Research, [1]),
        new($"_dmarc.{Research}", DnsType.TXT, "v=DMARC1; p=none"),
        new($"_mta-sts.{Research}", DnsType.TXT, "v=STSv1; id=20240115;"),
        // The acquired firm: mail goes to its own server first, and SPF does not include the cloud.
        new(Brightwater, DnsType.MX, $"mail.{Brightwater}", 10),
        new(Brightwater, DnsType.TXT, "v=spf1 mx ip4:198.51.100.0/28 -all"),
        new($"mail.{Brightwater}", DnsType.A, "198.51.100.5"),
        new($"autodiscover.{Brightwater}", DnsType.CNAME, $"mail.{Brightwater}"),
        new($"_dmarc.{Brightwater}", DnsType.TXT, "v=DMARC1; p=reject"),
        // Not verified yet: the proof of an earlier attempt still exists.
        new(Cargo, DnsType.MX, "mx.freight-hosting.example", 10),
        new(Cargo, DnsType.TXT, "MS=ms10000001"),
        new(Cargo, DnsType.TXT, "v=spf1 include:freight-hosting.example -all"),
        new("freight-hosting.example", DnsType.TXT, "v=spf1 ip4:198.51.100.64/26 -all"),
        // Microsoft's.
        new("spf.protection.outlook.com", DnsType.TXT, "v=spf1 ip4:192.0.2.0/26 ip6:2001:db8:52::/48 -all"),
        new("autodiscover.outlook.com", DnsType.A, "192.0.2.70"),
    ];

    private static IEnumerable<SandboxZoneRecord> Selectors(string domain, IReadOnlyList<int> numbers) =>
        numbers.SelectMany(n =>
            new[]
            {
                new SandboxZoneRecord($"selector{n}._domainkey.{domain}", DnsType.CNAME, Target(domain, n)),
                new SandboxZoneRecord(
                    Target(domain, n),
                    DnsType.TXT,
                    "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAinvented"
                ),
            }
        );

    private static string Target(string domain, int number) =>
        $"selector{number}-{MicrosoftMail.WithDashes(domain)}._domainkey.{Initial}";
}
