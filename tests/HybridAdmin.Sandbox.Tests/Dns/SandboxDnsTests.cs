using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Sandbox.Dns;
using HybridAdmin.Testing.Domains;

namespace HybridAdmin.Sandbox.Tests.Dns;

public sealed class SandboxDnsContractTests : DnsLookupContract
{
    protected override string Known => "zone.example";

    /// <summary>The contract's names are mapped to the corresponding names of the sandbox.</summary>
    protected override Task<IDnsLookup> OpenAsync() => Task.FromResult<IDnsLookup>(new Renamed(new SandboxDns()));

    private sealed class Renamed(IDnsLookup inner) : IDnsLookup
    {
        public string Resolver => inner.Resolver;

        public Task<DnsAnswer> QueryAsync(string name, DnsType type, CancellationToken cancellationToken) =>
            inner.QueryAsync(
                name.Replace("alias.zone.example", "www.tailwind.example", StringComparison.OrdinalIgnoreCase)
                    .Replace("zone.example", "tailwind.example", StringComparison.OrdinalIgnoreCase),
                type,
                cancellationToken
            );
    }
}

public sealed class SandboxDnsTests
{
    [Fact]
    public async Task QueryAsync_Proof_IsThereOnceItIsPublished()
    {
        string? proof = null;
        var dns = new SandboxDns(name => name == "tailwind-cargo.test" ? proof : null);

        Assert.DoesNotContain(
            "MS=ms1",
            (await dns.QueryAsync("tailwind-cargo.test", DnsType.TXT, CancellationToken.None)).Values
        );
        proof = "MS=ms1";
        Assert.Contains(
            "MS=ms1",
            (await dns.QueryAsync("tailwind-cargo.test", DnsType.TXT, CancellationToken.None)).Values
        );
    }

    [Theory]
    [InlineData("tailwind.example", MailRecordKind.DKIM, DnsState.LegacyButValid)]
    [InlineData("tailwind-research.example", MailRecordKind.DKIM, DnsState.Incomplete)]
    [InlineData("tailwind-research.example", MailRecordKind.Autodiscover, DnsState.Risky)]
    [InlineData("tailwind-research.example", MailRecordKind.DMARC, DnsState.Risky)]
    [InlineData("tailwind.example", MailRecordKind.MtaSts, DnsState.Ok)]
    [InlineData("tailwind-research.example", MailRecordKind.MtaSts, DnsState.Mismatch)]
    [InlineData("brightwater.test", MailRecordKind.SPF, DnsState.OkByDesign)]
    [InlineData("brightwater.test", MailRecordKind.DKIM, DnsState.Missing)]
    [InlineData("brightwater.test", MailRecordKind.DMARC, DnsState.Risky)]
    [InlineData("brightwater.test", MailRecordKind.TlsRpt, DnsState.Unknown)]
    public async Task Zones_HaveTheFlawsThatTheySay(string domain, MailRecordKind record, DnsState state)
    {
        var answers = await new DomainRecordReader(new SandboxDns(), new SandboxPolicies()).ReadAsync(
            domain,
            CancellationToken.None
        );

        var found = MailRecordRules
            .Judge(new MailDomainFacts { Name = domain, Use = new DomainUse(10, 10) }, answers)
            .Single(f => f.Record == record);

        Assert.Equal(state, found.State);
    }
}
