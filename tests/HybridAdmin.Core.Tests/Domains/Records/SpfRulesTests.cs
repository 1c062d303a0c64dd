using System.Globalization;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Domains;
using static HybridAdmin.Core.Tests.Domains.Records.Judging;

namespace HybridAdmin.Core.Tests.Domains.Records;

public sealed class SpfRulesTests
{
    private const string Include = "include:spf.protection.outlook.com";

    [Theory]
    [InlineData("v=spf1 " + Include + " -all", DnsState.Ok, DnsSeverity.None)]
    [InlineData("V=SPF1 ip4:192.0.2.0/24 ip6:2001:db8::/32 a mx " + Include + " -all", DnsState.Ok, DnsSeverity.None)]
    [InlineData("v=spf1 " + Include + " ~all", DnsState.Ok, DnsSeverity.Information)]
    [InlineData("v=spf1 ptr " + Include + " -all", DnsState.Ok, DnsSeverity.Information)]
    [InlineData("v=spf1 include:nested.example -all", DnsState.Ok, DnsSeverity.None)]
    [InlineData("v=spf1 redirect=nested.example", DnsState.Ok, DnsSeverity.None)]
    [InlineData("v=spf1 " + Include + " ?all", DnsState.Risky, DnsSeverity.Warning)]
    [InlineData("v=spf1 " + Include, DnsState.Risky, DnsSeverity.Warning)]
    [InlineData("v=spf1 " + Include + " +all", DnsState.Risky, DnsSeverity.Error)]
    [InlineData("v=spf1 " + Include + " all", DnsState.Risky, DnsSeverity.Error)]
    [InlineData("v=spf1 ip4:192.0.2.1 -all", DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData("v=spf1 include:spf.protection.office365.us -all", DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData("v=spf1include:spf.protection.outlook.com -all", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=spf1 " + Include + " -all ip4:192.0.2.1", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=spf1 ipv4:192.0.2.1 " + Include + " -all", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=spf1 ip4:192.0.2 " + Include + " -all", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=spf1 ip4:192.0.2.1/33 " + Include + " -all", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=spf1 include: " + Include + " -all", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=spf1 include:empty.example " + Include + " -all", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData("v=spf1 include:circle.example " + Include + " -all", DnsState.Invalid, DnsSeverity.Error)]
    [InlineData(
        "v=spf1 include:gone1.example include:gone2.example include:gone3.example " + Include + " -all",
        DnsState.Invalid,
        DnsSeverity.Error
    )]
    [InlineData("v=spf1 include:failing.example " + Include + " -all", DnsState.Unknown, DnsSeverity.None)]
    [InlineData("v=spf1 include:failing.example -all", DnsState.Unknown, DnsSeverity.None)]
    [InlineData("v=spf1 include:%{i}.example " + Include + " -all", DnsState.Unknown, DnsSeverity.None)]
    [InlineData("v=spf1 -all|v=spf1 " + Include + " -all", DnsState.Multiple, DnsSeverity.Error)]
    [InlineData("", DnsState.Missing, DnsSeverity.Error)]
    public async Task Spf_ByItsRecord(string records, DnsState state, DnsSeverity severity)
    {
        var found = (await JudgeAsync(Zone(records)))[MailRecordKind.SPF];

        Assert.True(
            (state, severity) == (found.State, found.Severity),
            $"{found.State} {found.Severity}: {found.Advice}"
        );
    }

    [Theory]
    [InlineData(10, DnsState.Ok)]
    [InlineData(11, DnsState.Invalid)]
    public async Task Spf_TenLookupsAreAllowedAndNestedOnesCount(int lookups, DnsState state)
    {
        // The cloud's include, the nested one with the other addresses, and the other addresses themselves.
        var rest = string.Join(
            ' ',
            Enumerable.Range(1, lookups - 2).Select(n => string.Create(CultureInfo.InvariantCulture, $"a:h{n}.example"))
        );
        var dns = Zone($"v=spf1 {Include} include:many.example -all").Txt("many.example", $"v=spf1 {rest} -all");

        var found = (await JudgeAsync(dns))[MailRecordKind.SPF];

        Assert.Equal(state, found.State);
        if (state == DnsState.Invalid)
            Assert.Contains("11. a:h9.example (in many.example)", found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Spf_EndlessIncludes_AskNoMoreThanTheLimit()
    {
        var dns = Zone("v=spf1 include:n0.example -all");
        for (var n = 0; n < 40; n++)
            dns.Txt($"n{n}.example", $"v=spf1 include:n{n + 1}.example -all");
        var asked = 0;
        Assert.True(SpfRecord.TryParse("v=spf1 include:n0.example -all", out var record, out _));

        var chain = await SpfChain.WalkAsync(
            Name,
            record,
            name =>
            {
                asked++;
                return dns.QueryAsync(name, DnsType.TXT, CancellationToken.None);
            }
        );

        Assert.Equal(SpfChain.MostLookups, asked);
        Assert.Equal(SpfChain.MostLookups + 1, chain.Steps.Count);
    }

    [Fact]
    public async Task Spf_WithoutTheCloud_OffersTheOwnRecordWithTheInclude()
    {
        var found = (await JudgeAsync(Zone("v=spf1 ip4:192.0.2.1 ~all")))[MailRecordKind.SPF];

        Assert.Equal($"v=spf1 ip4:192.0.2.1 {Include} ~all", Assert.Single(found.ToMake).Value);
    }

    [Fact]
    public async Task Spf_WithoutTheCloudButEverythingLeavesOnPremises_IsByDesign()
    {
        var facts = Facts with { Connectors = [Outbound with { RouteAllMessagesViaOnPremises = true }] };

        Assert.Equal(
            DnsState.OkByDesign,
            (await JudgeAsync(Zone("v=spf1 ip4:192.0.2.1 -all"), facts))[MailRecordKind.SPF].State
        );
    }

    [Theory]
    [InlineData("", DnsState.NotUsed)]
    [InlineData("v=spf1 -all", DnsState.Ok)]
    public async Task Spf_OfAParkedDomain(string record, DnsState state)
    {
        var found = (await JudgeAsync(Zone(record), Parked))[MailRecordKind.SPF];

        Assert.Equal(state, found.State);
        if (state == DnsState.NotUsed)
            Assert.Equal("v=spf1 -all", Assert.Single(found.ToMake).Value);
    }

    [Theory]
    [InlineData(true, true, Selector, Selector2, DnsState.Ok, DnsSeverity.None)]
    [InlineData(true, false, Selector, Selector2, DnsState.Incomplete, DnsSeverity.Warning)]
    [InlineData(true, true, Selector, "", DnsState.Incomplete, DnsSeverity.Warning)]
    [InlineData(true, true, "", "", DnsState.Missing, DnsSeverity.Error)]
    [InlineData(true, false, "", "", DnsState.Missing, DnsSeverity.Warning)]
    [InlineData(true, true, "a.example", "b.example", DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData(
        true,
        true,
        "selector1-contoso-example._domainkey.other.onmicrosoft.com",
        Selector2,
        DnsState.Mismatch,
        DnsSeverity.Error
    )]
    [InlineData(false, false, Selector, Selector2, DnsState.LegacyButValid, DnsSeverity.Information)]
    [InlineData(
        false,
        false,
        "selector1-contoso-example._domainkey.contoso.n-v1.dkim.mail.microsoft",
        "selector2-contoso-example._domainkey.contoso.n-v1.dkim.mail.microsoft",
        DnsState.LegacyButValid,
        DnsSeverity.Information
    )]
    [InlineData(false, false, "a.example", "b.example", DnsState.Unknown, DnsSeverity.None)]
    public async Task Dkim_ByItsRecords(
        bool isKnown,
        bool isEnabled,
        string one,
        string two,
        DnsState state,
        DnsSeverity severity
    )
    {
        var dns = Dns();
        foreach (var (target, n) in new[] { (one, 1), (two, 2) })
        {
            if (target.Length == 0)
                continue;
            dns.With($"selector{n}._domainkey.{Name}", DnsType.CNAME, target);
            if (target is not (Selector or Selector2))
                dns.Txt(target, "v=DKIM1; p=MIG");
        }

        var found = (
            await JudgeAsync(
                dns,
                Facts with
                {
                    Dkim = isKnown ? new TenantDkimSigning(Name, isEnabled, Selector, Selector2) : null,
                }
            )
        )[MailRecordKind.DKIM];

        Assert.True(
            (state, severity) == (found.State, found.Severity),
            $"{found.State} {found.Severity}: {found.Advice}"
        );
    }

    [Fact]
    public async Task Dkim_KeyAtTheSelectorItself_CannotChangeByItself()
    {
        Assert.Equal(
            DnsState.LegacyButValid,
            (await JudgeAsync(Dns().Txt($"selector1._domainkey.{Name}", "v=DKIM1; p=MIG")))[MailRecordKind.DKIM].State
        );
    }

    [Fact]
    public async Task Dkim_NoKeyAtTheTargets_IsIncomplete()
    {
        var dns = new FakeDns()
            .With($"selector1._domainkey.{Name}", DnsType.CNAME, Selector)
            .With($"selector2._domainkey.{Name}", DnsType.CNAME, Selector2);

        Assert.Equal(DnsState.Incomplete, (await JudgeAsync(dns))[MailRecordKind.DKIM].State);
    }

    private static FakeDns Zone(string records)
    {
        var dns = Dns()
            .Txt("nested.example", $"v=spf1 {Include} -all")
            .Txt("empty.example", "hello")
            .Txt("spf.protection.office365.us", "v=spf1 -all")
            .Txt("circle.example", $"v=spf1 include:{Name} -all")
            .Failing("failing.example", DnsOutcome.TimedOut);
        foreach (var record in records.Split('|', StringSplitOptions.RemoveEmptyEntries))
            dns.Txt(Name, record);
        return dns;
    }
}
