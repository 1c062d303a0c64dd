using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Domains;

namespace HybridAdmin.Core.Tests.Domains.Records;

/// <summary>A domain of a tenant with a correct configuration, from which tests remove parts.</summary>
internal static class Judging
{
    public const string Name = "contoso.example";
    public const string MxHost = "contoso-example.mail.protection.outlook.com";
    public const string Selector = "selector1-contoso-example._domainkey.contoso.onmicrosoft.com";
    public const string Selector2 = "selector2-contoso-example._domainkey.contoso.onmicrosoft.com";

    public static MailDomainFacts Facts { get; } =
        new()
        {
            Name = Name,
            IsTenantKnown = true,
            IsExchangeKnown = true,
            InitialDomain = "contoso.onmicrosoft.com",
            Tenant = new TenantDomain { Name = Name, IsVerified = true },
            Accepted = new TenantAcceptedDomain(Name, Name, "Authoritative", true, false, false, false),
            ServiceRecords =
            [
                new("Mx", Name, MxHost) { Preference = 0, SupportedService = "Email" },
                new("Txt", Name, "v=spf1 include:spf.protection.outlook.com -all") { SupportedService = "Email" },
                new("CName", $"autodiscover.{Name}", "autodiscover.outlook.com") { SupportedService = "Email" },
            ],
            Use = new DomainUse(10, 10, RemoteMailboxes: 10),
            Dkim = new TenantDkimSigning(Name, true, Selector, Selector2),
        };

    public static MailDomainFacts Parked { get; } = Facts with { Use = DomainUse.None };

    public static TenantConnector Outbound { get; } =
        new()
        {
            Name = "Outbound",
            IsInbound = false,
            Enabled = true,
            ConnectorType = "OnPremises",
            DomainNames = ["*"],
        };

    public static FakeDns Dns() =>
        new FakeDns()
            .With("spf.protection.outlook.com", DnsType.TXT, "v=spf1 ip4:192.0.2.0/24 -all")
            .With("autodiscover.outlook.com", DnsType.A, "192.0.2.9")
            .With(Selector, DnsType.TXT, "v=DKIM1; p=MIG")
            .With(Selector2, DnsType.TXT, "v=DKIM1; p=MIG");

    public static FakeDns Good() =>
        Dns()
            .With(Name, DnsType.MX, MxHost)
            .Txt(Name, "v=spf1 include:spf.protection.outlook.com -all")
            .With($"autodiscover.{Name}", DnsType.CNAME, "autodiscover.outlook.com")
            .With($"selector1._domainkey.{Name}", DnsType.CNAME, Selector)
            .With($"selector2._domainkey.{Name}", DnsType.CNAME, Selector2)
            .Txt($"_dmarc.{Name}", "v=DMARC1; p=reject; rua=mailto:d@contoso.example");

    public static async Task<IReadOnlyDictionary<MailRecordKind, MailRecordFinding>> JudgeAsync(
        FakeDns dns,
        MailDomainFacts? facts = null
    )
    {
        var answers = await new DomainRecordReader(dns, new NoPolicies()).ReadAsync(
            (facts ?? Facts).Name,
            CancellationToken.None
        );
        return MailRecordRules.Judge(facts ?? Facts, answers).ToDictionary(f => f.Record);
    }
}
