using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Testing.Domains;
using static HybridAdmin.Core.Tests.Domains.Records.Judging;

namespace HybridAdmin.Core.Tests.Domains.Records;

public sealed class MailRecordRulesTests
{
    [Fact]
    public async Task Judge_EverythingInOrder_IsOkOrNotUsed()
    {
        var found = await JudgeAsync(Good());

        Assert.All(
            found.Values,
            f => Assert.True(f.State is DnsState.Ok or DnsState.NotUsed, $"{f.Record}: {f.State}: {f.Advice}")
        );
        Assert.All(found.Values, f => Assert.Equal(DnsSeverity.None, f.Severity));
        Assert.Equal(7, found.Count);
    }

    [Theory]
    [InlineData(DnsOutcome.TimedOut)]
    [InlineData(DnsOutcome.ServerFailed)]
    public async Task Judge_NothingAnswers_IsUnknownAndNeverMissing(DnsOutcome outcome)
    {
        var dns = new FakeDns();
        foreach (
            var name in new[]
            {
                "",
                "autodiscover.",
                "selector1._domainkey.",
                "selector2._domainkey.",
                "_dmarc.",
                "_mta-sts.",
                "_smtp._tls.",
            }
        )
            dns.Failing(name + Name, outcome);

        var found = await JudgeAsync(dns);

        Assert.All(found.Values, f => Assert.Equal((DnsState.Unknown, DnsSeverity.None), (f.State, f.Severity)));
    }

    [Theory]
    [InlineData("0 " + MxHost, DnsState.Ok, DnsSeverity.None)]
    [InlineData("0 CONTOSO-EXAMPLE.mail.protection.outlook.COM", DnsState.Ok, DnsSeverity.None)]
    [InlineData("10 contoso-example.e-v1.mx.microsoft", DnsState.LegacyButValid, DnsSeverity.Warning)]
    [InlineData("0 fabrikam-example.mail.protection.outlook.com", DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData("0 mail.messaging.microsoft.com", DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData("10 mail.contoso.example", DnsState.Mismatch, DnsSeverity.Warning)]
    [InlineData("0 " + MxHost + ",10 mail.contoso.example", DnsState.Risky, DnsSeverity.Warning)]
    [InlineData("0 " + MxHost + ",5 contoso-example.e-v1.mx.microsoft", DnsState.LegacyButValid, DnsSeverity.Warning)]
    [InlineData("0 " + MxHost + ",32767 ms1.msv1.invalid", DnsState.Ok, DnsSeverity.Information)]
    [InlineData("32767 ms1.msv1.invalid", DnsState.Missing, DnsSeverity.Error)]
    [InlineData("", DnsState.Missing, DnsSeverity.Error)]
    [InlineData("0 ", DnsState.Mismatch, DnsSeverity.Error)]
    public async Task Mx_OfAUsedDomain(string records, DnsState state, DnsSeverity severity)
    {
        var mx = (await JudgeAsync(WithMx(records)))[MailRecordKind.MX];

        Assert.Equal((state, severity), (mx.State, mx.Severity));
        if (state is DnsState.Missing)
            Assert.Equal($"0 {MxHost}", Assert.Single(mx.ToMake).Value);
    }

    [Fact]
    public async Task Mx_OnPremisesHostOfASharedDomain_IsByDesign()
    {
        var mx = (await JudgeAsync(WithMx("10 mail.contoso.example"), Facts with { Connectors = [Outbound] }))[
            MailRecordKind.MX
        ];

        Assert.Equal((DnsState.OkByDesign, DnsSeverity.Information), (mx.State, mx.Severity));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0 ")]
    public async Task Mx_NoneOfAParkedDomain_IsOk(string records)
    {
        Assert.Equal(DnsState.Ok, (await JudgeAsync(WithMx(records), Parked))[MailRecordKind.MX].State);
    }

    [Theory]
    [InlineData("cname autodiscover.outlook.com", 0, DnsState.Ok, DnsSeverity.None)]
    [InlineData("cname autodiscover.outlook.com", 3, DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData("cname autodiscover.office365.us", 0, DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData("cname mail.contoso.example", 3, DnsState.OkByDesign, DnsSeverity.Information)]
    [InlineData("cname mail.contoso.example", 0, DnsState.OkByDesign, DnsSeverity.Warning)]
    [InlineData("cname gone.contoso.example", 3, DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("a 192.0.2.25", 3, DnsState.OkByDesign, DnsSeverity.Information)]
    [InlineData("a 192.0.2.80", 3, DnsState.Risky, DnsSeverity.Warning)]
    [InlineData("srv", 0, DnsState.LegacyButValid, DnsSeverity.Information)]
    [InlineData("", 0, DnsState.Missing, DnsSeverity.Error)]
    public async Task Autodiscover_ByWhereItLeads(string record, int onPremises, DnsState state, DnsSeverity severity)
    {
        var dns = Dns().With("mail.contoso.example", DnsType.A, "192.0.2.25").With(Name, DnsType.A, "192.0.2.80");
        if (record == "srv")
            dns.With($"_autodiscover._tcp.{Name}", DnsType.SRV, "0 443 mail.contoso.example");
        else if (record.Length > 0)
            dns.With($"autodiscover.{Name}", record[0] == 'c' ? DnsType.CNAME : DnsType.A, record.Split(' ')[1]);

        var found = (await JudgeAsync(dns, Facts with { Use = Facts.Use with { OnPremisesMailboxes = onPremises } }))[
            MailRecordKind.Autodiscover
        ];

        Assert.Equal((state, severity), (found.State, found.Severity));
    }

    [Fact]
    public async Task Autodiscover_WildcardAnswers_IsRisky()
    {
        var dns = Dns()
            .With($"autodiscover.{Name}", DnsType.A, "192.0.2.77")
            .With($"hybridadmin-wildcard-check.{Name}", DnsType.A, "192.0.2.77");

        Assert.Equal(DnsState.Risky, (await JudgeAsync(dns))[MailRecordKind.Autodiscover].State);
    }

    [Fact]
    public async Task Autodiscover_MissingOfAParkedDomain_IsNotUsed()
    {
        Assert.Equal(DnsState.NotUsed, (await JudgeAsync(Dns(), Parked))[MailRecordKind.Autodiscover].State);
    }

    [Theory]
    [InlineData("v=DMARC1; p=reject", DnsState.Ok, DnsSeverity.None)]
    [InlineData("v=DMARC1; p=quarantine; pct=100", DnsState.Ok, DnsSeverity.None)]
    [InlineData("v=DMARC1; p=reject; pct=20", DnsState.Ok, DnsSeverity.Information)]
    [InlineData("v=DMARC1; p=none; rua=mailto:d@contoso.example", DnsState.Ok, DnsSeverity.Information)]
    [InlineData("v=DMARC1; p=none", DnsState.Risky, DnsSeverity.Warning)]
    [InlineData("p=reject; v=DMARC1", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=DMARC1; rua=mailto:d@contoso.example; p=reject", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=DMARC1; p=sometimes", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=DMARC1; p=reject|v=DMARC1; p=none", DnsState.Multiple, DnsSeverity.Error)]
    [InlineData("", DnsState.Missing, DnsSeverity.Warning)]
    public async Task Dmarc_ByItsRecord(string records, DnsState state, DnsSeverity severity)
    {
        var dns = GoodWithout("_dmarc");
        foreach (var record in records.Split('|', StringSplitOptions.RemoveEmptyEntries))
            dns.Txt($"_dmarc.{Name}", record);

        var found = (await JudgeAsync(dns))[MailRecordKind.DMARC];

        Assert.Equal((state, severity), (found.State, found.Severity));
    }

    [Fact]
    public async Task Dmarc_RejectWhileSpfIsMissing_IsAnErrorSinceOwnMailIsLost()
    {
        var found = (await JudgeAsync(GoodWithout("spf")))[MailRecordKind.DMARC];

        Assert.Equal((DnsState.Risky, DnsSeverity.Error), (found.State, found.Severity));
        Assert.Contains("SPF", found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dmarc_OfTheDomainAbove_IsInheritedBySp()
    {
        var below = Facts with { Name = "mail.contoso.example", ServiceRecords = [], Dkim = null };

        var found = (
            await JudgeAsync(new FakeDns().Txt("_dmarc.contoso.example", "v=DMARC1; p=reject; sp=quarantine"), below)
        )[MailRecordKind.DMARC];

        Assert.Equal(DnsState.OkByDesign, found.State);
        Assert.Contains("quarantine", found.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v=STSv1; id=20260101000000;", DnsState.Ok)]
    [InlineData("v=STSv1;", DnsState.Invalid)]
    [InlineData("v=STSv1; id=1|v=STSv1; id=2", DnsState.Multiple)]
    [InlineData("", DnsState.NotUsed)]
    public async Task MtaSts_ByItsRecord(string records, DnsState state)
    {
        var dns = Good();
        foreach (var record in records.Split('|', StringSplitOptions.RemoveEmptyEntries))
            dns.Txt($"_mta-sts.{Name}", record);

        var found = await JudgeAsync(dns);

        Assert.Equal(state, found[MailRecordKind.MtaSts].State);
        Assert.Equal(
            state == DnsState.NotUsed ? DnsSeverity.None : DnsSeverity.Information,
            found[MailRecordKind.TlsRpt].Severity
        );
    }

    [Theory]
    [InlineData("v=TLSRPTv1; rua=mailto:t@contoso.example,https://reports.contoso.example/", DnsState.Ok)]
    [InlineData("v=TLSRPTv1; rua=t@contoso.example", DnsState.Invalid)]
    [InlineData("v=TLSRPTv1", DnsState.Invalid)]
    public async Task TlsRpt_ByItsRecord(string record, DnsState state)
    {
        Assert.Equal(state, (await JudgeAsync(Good().Txt($"_smtp._tls.{Name}", record)))[MailRecordKind.TlsRpt].State);
    }

    private static FakeDns WithMx(string records)
    {
        var dns = Dns().Txt(Name, "x");
        foreach (var record in records.Split(',', StringSplitOptions.RemoveEmptyEntries))
            dns.With(
                Name,
                DnsType.MX,
                record.Split(' ')[1],
                int.Parse(record.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
            );
        return dns;
    }

    private static FakeDns GoodWithout(string what)
    {
        var dns = Dns()
            .With(Name, DnsType.MX, MxHost)
            .With($"autodiscover.{Name}", DnsType.CNAME, "autodiscover.outlook.com")
            .With($"selector1._domainkey.{Name}", DnsType.CNAME, Selector)
            .With($"selector2._domainkey.{Name}", DnsType.CNAME, Selector2);
        if (what != "spf")
            dns.Txt(Name, "v=spf1 include:spf.protection.outlook.com -all");
        if (what != "_dmarc")
            dns.Txt($"_dmarc.{Name}", "v=DMARC1; p=reject");
        return dns;
    }
}
