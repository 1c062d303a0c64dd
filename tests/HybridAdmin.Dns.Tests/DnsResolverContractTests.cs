using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Testing.Domains;
using static HybridAdmin.Dns.Tests.SmallDnsServer;

namespace HybridAdmin.Dns.Tests;

public sealed class DnsResolverContractTests : DnsLookupContract, IDisposable
{
    private readonly SmallDnsServer server = new((question, _) => [Zone(question)]);

    protected override string Known => "contoso.example";

    public void Dispose() => server.Dispose();

    protected override Task<IDnsLookup> OpenAsync() => Task.FromResult<IDnsLookup>(Ask(server));

    private static byte[] Zone(byte[] question) =>
        Asked(question) switch
        {
            ("contoso.example", DnsType.MX) => Reply(
                question,
                0,
                ("contoso.example", 15, Mx(10, "MX.Contoso.Example"))
            ),
            ("contoso.example", _) => Reply(question, 0),
            ("alias.contoso.example", DnsType.CNAME) => Reply(
                question,
                0,
                ("alias.contoso.example", 5, Name("host.contoso.example"))
            ),
            ("alias.contoso.example", DnsType.A) => Reply(
                question,
                0,
                ("alias.contoso.example", 5, Name("host.contoso.example")),
                ("host.contoso.example", 1, [192, 0, 2, 1])
            ),
            _ => Reply(question, 3),
        };
}
