using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Testing.Domains;

namespace HybridAdmin.Core.Tests.Domains.Records;

public sealed class FakeDnsContractTests : DnsLookupContract
{
    protected override string Known => "contoso.example";

    protected override Task<IDnsLookup> OpenAsync() =>
        Task.FromResult<IDnsLookup>(
            new FakeDns()
                .With(Known, DnsType.MX, "mx.contoso.example", 10)
                .Txt(Known, "v=spf1 -all")
                .With($"alias.{Known}", DnsType.CNAME, $"host.{Known}")
                .With($"host.{Known}", DnsType.A, "192.0.2.1")
        );
}
