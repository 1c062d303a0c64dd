using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Testing.Domains;
using static HybridAdmin.Core.Tests.Domains.Records.Judging;

namespace HybridAdmin.Core.Tests.Domains.Records;

public sealed class MtaStsPolicyTests : IMtaStsPolicies
{
    private MtaStsAnswer answer = MtaStsAnswer.NotAsked;
    private int asked;

    public Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken)
    {
        asked++;
        return Task.FromResult(answer);
    }

    [Fact]
    public void Parse_LinesOfEitherEndAndUnknownKeys_AreRead()
    {
        var policy = MtaStsPolicy.Parse(
            "version: STSv1\r\nmode: enforce\nmx: Mail.Contoso.example\r\nmx: *.contoso.example\nfuture: x:y\nmax_age: 604800\r\n",
            out var problem
        );

        Assert.Null(problem);
        Assert.Equal(("enforce", TimeSpan.FromDays(7)), (policy!.Mode, policy.MaxAge));
        Assert.Equal(["mail.contoso.example", "*.contoso.example"], policy.MailExchangers);
        Assert.Equal(
            ["mode: enforce", "mx: mail.contoso.example", "mx: *.contoso.example", "max_age: 604800"],
            policy.Lines
        );
    }

    [Theory]
    [InlineData("mode: enforce\nmx: a.example\nmax_age: 1", "version")]
    [InlineData("version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 1", "version")]
    [InlineData("version: STSv1\nmode: Enforce\nmx: a.example\nmax_age: 1", "mode")]
    [InlineData("version: STSv1\nmode: enforce\nmax_age: 1", "mx")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a b<script>\nmax_age: 1", "host name")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example", "max_age")]
    [InlineData("version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 31557601", "max_age")]
    [InlineData("<html>", "version")]
    [InlineData("", "version")]
    public void Parse_NoPolicy_SaysWhy(string text, string part)
    {
        Assert.Null(MtaStsPolicy.Parse(text, out var problem));
        Assert.Contains(part, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contoso-example.mail.protection.outlook.com", true)]
    [InlineData("mail.protection.outlook.com", false)] // the star stands for a label
    [InlineData("a.b.mail.protection.outlook.com", false)] // and for one only
    [InlineData("contoso.e-v1.mx.microsoft", true)]
    [InlineData("x.e-v1.mx.microsoft", false)]
    public void Covers_StarIsOneLabel(string host, bool covers) =>
        Assert.Equal(
            covers,
            new MtaStsPolicy(
                "enforce",
                ["*.mail.protection.outlook.com", "contoso.e-v1.mx.microsoft"],
                TimeSpan.FromDays(7)
            ).Covers(host)
        );

    [Theory]
    [InlineData("enforce", "*.mail.protection.outlook.com", DnsState.Ok, DnsSeverity.None)]
    [InlineData("testing", "*.mail.protection.outlook.com", DnsState.Ok, DnsSeverity.Information)]
    [InlineData("enforce", "mail.contoso.example", DnsState.Mismatch, DnsSeverity.Error)]
    [InlineData("testing", "mail.contoso.example", DnsState.Mismatch, DnsSeverity.Warning)]
    [InlineData("none", "mail.contoso.example", DnsState.NotUsed, DnsSeverity.Information)]
    public async Task Judge_Policy_IsComparedWithEveryMx(string mode, string host, DnsState state, DnsSeverity severity)
    {
        answer = new MtaStsAnswer(new MtaStsPolicy(mode, [host], TimeSpan.FromDays(7)), null);

        var found = await JudgeAsync();

        Assert.Equal((state, severity), (found.State, found.Severity));
        Assert.Equal(["v=STSv1; id=20260101;", $"mode: {mode}", $"mx: {host}", "max_age: 604800"], found.Found);
        if (state == DnsState.Mismatch)
            Assert.Contains(MxHost, found.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judge_MxNotKnown_IsNotCompared()
    {
        answer = new MtaStsAnswer(new MtaStsPolicy("enforce", ["mail.contoso.example"], TimeSpan.FromDays(7)), null);

        var found = await JudgeAsync(Good().Failing(Name, DnsOutcome.TimedOut));

        Assert.Contains("not known now", found.Advice, StringComparison.Ordinal);
        Assert.Equal(DnsState.Ok, found.State);
    }

    [Theory]
    [InlineData(false, DnsState.Incomplete, DnsSeverity.Warning)]
    [InlineData(true, DnsState.Invalid, DnsSeverity.Error)]
    public async Task Judge_PolicyThatCannotBeHad_SaysWhy(bool isInvalid, DnsState state, DnsSeverity severity)
    {
        answer = new MtaStsAnswer(null, "The site answers with status 404.") { IsInvalid = isInvalid };

        var found = await JudgeAsync();

        Assert.Equal((state, severity), (found.State, found.Severity));
        Assert.Contains("status 404", found.Advice, StringComparison.Ordinal);
        Assert.Contains($"https://mta-sts.{Name}/.well-known/mta-sts.txt", found.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("v=STSv1;")]
    [InlineData("v=STSv1; id=1|v=STSv1; id=2")]
    public async Task Read_RecordThatAnnouncesNone_AsksNoSite(string records)
    {
        var dns = Good();
        foreach (var record in records.Split('|', StringSplitOptions.RemoveEmptyEntries))
            dns.Txt($"_mta-sts.{Name}", record);

        await new DomainRecordReader(dns, this).ReadAsync(Name, CancellationToken.None);

        Assert.Equal(0, asked);
    }

    private async Task<MailRecordFinding> JudgeAsync(FakeDns? dns = null)
    {
        var answers = await new DomainRecordReader(
            (dns ?? Good()).Txt($"_mta-sts.{Name}", "v=STSv1; id=20260101;"),
            this
        ).ReadAsync(Name, CancellationToken.None);
        Assert.Equal(1, asked);
        return MailRecordRules.Judge(Facts, answers).Single(f => f.Record == MailRecordKind.MtaSts);
    }
}
