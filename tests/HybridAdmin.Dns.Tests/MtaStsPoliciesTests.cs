using System.Net;
using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Dns.Tests;

/// <summary>Fetches of policies from a real site over TLS, valid and invalid.</summary>
public sealed class MtaStsPoliciesTests
{
    private const string Policy =
        "version: STSv1\r\nmode: enforce\r\nmx: *.mail.protection.outlook.com\r\nmax_age: 604800\r\n";

    [Fact]
    public async Task FetchAsync_Policy_IsReadFromTheOneAddress()
    {
        await using var site = new SmallWebSite("mta-sts.contoso.example", Ok(Policy));

        var answer = await FetchAsync(site);

        Assert.Null(answer.Problem);
        Assert.Equal(["*.mail.protection.outlook.com"], answer.Policy!.MailExchangers);
        Assert.Equal("GET /.well-known/mta-sts.txt HTTP/1.1", Assert.Single(site.Asked));
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "status 404", false)]
    [InlineData(
        "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest/meta-data\r\nContent-Length: 0\r\n\r\n",
        "redirects",
        false
    )]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n", "text/plain", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 7\r\n\r\nwelcome", "version", true)]
    [InlineData(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 700\r\n\r\nversion: STSv1",
        "cannot be reached",
        false
    )]
    [InlineData("no HTTP at all\r\n\r\n", "cannot be reached", false)]
    public async Task FetchAsync_AnythingElse_IsNoPolicyAndSaysWhy(string served, string why, bool isInvalid)
    {
        await using var site = new SmallWebSite("mta-sts.contoso.example", served);

        var answer = await FetchAsync(site);

        Assert.Null(answer.Policy);
        Assert.Contains(why, answer.Problem, StringComparison.Ordinal);
        Assert.Equal(isInvalid, answer.IsInvalid);
        Assert.Single(site.Asked);
    }

    [Fact]
    public async Task FetchAsync_MoreThan64KilobytesWithoutLength_IsNotReadToItsEnd()
    {
        await using var site = new SmallWebSite(
            "mta-sts.contoso.example",
            $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n{Policy}{new string('x', 1_000_000)}"
        );

        Assert.Contains("longer than 64 KB", (await FetchAsync(site)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_CertificateOfAnotherName_IsNotAsked()
    {
        await using var site = new SmallWebSite("elsewhere.example", Ok(Policy));

        Assert.Contains("certificate", (await FetchAsync(site)).Problem, StringComparison.Ordinal);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task FetchAsync_CertificateOfNobody_IsNotAsked()
    {
        await using var site = new SmallWebSite("mta-sts.contoso.example", Ok(Policy));

        Assert.Contains("certificate", (await FetchAsync(site, isTrusted: false)).Problem, StringComparison.Ordinal);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task FetchAsync_NameThatLeadsInside_IsNotConnectedTo()
    {
        await using var site = new SmallWebSite("mta-sts.contoso.example", Ok(Policy));

        Assert.Contains(
            "no address of the Internet",
            (await FetchAsync(site, MtaStsFetching.Public)).Problem,
            StringComparison.Ordinal
        );
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task FetchAsync_SwitchedOff_AsksNobody()
    {
        await using var site = new SmallWebSite("mta-sts.contoso.example", Ok(Policy));

        Assert.Equal(MtaStsAnswer.NotAsked, await FetchAsync(site, MtaStsFetching.Off));
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task FetchAsync_CallerGoes_StopsWaiting()
    {
        await using var site = new SmallWebSite("mta-sts.contoso.example", Ok(Policy), isSilent: true);
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FetchAsync(site, cancellationToken: gone.Token));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.100.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    public void IsPublic_OnlyTheInternet(string address, bool isPublic) =>
        Assert.Equal(isPublic, PolicyAddresses.IsPublic(IPAddress.Parse(address)));

    private static string Ok(string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static async Task<MtaStsAnswer> FetchAsync(
        SmallWebSite site,
        MtaStsFetching fetching = MtaStsFetching.Any,
        bool isTrusted = true,
        CancellationToken cancellationToken = default
    )
    {
        var transport = new MtaStsTransport
        {
            Port = site.Port,
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Loopback }),
            Trust = isTrusted ? site.Trust : null,
        };
        using var policies = new MtaStsPolicies(fetching, transport);
        return await policies.FetchAsync("contoso.example", cancellationToken);
    }
}
