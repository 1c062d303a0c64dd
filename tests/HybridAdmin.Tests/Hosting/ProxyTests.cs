using System.Net;
using HybridAdmin.Core.Audit;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using HybridAdmin.Tests.SignIn;
using Microsoft.AspNetCore.Http;

namespace HybridAdmin.Tests.Hosting;

[Trait(Category.Name, Category.Slow)]
public sealed class ProxyTests
{
    private const string Known = "Proxy:KnownAddresses:0=127.0.0.1";

    [Fact]
    public async Task SignIn_BehindAKnownProxy_HasItsSchemeNamePrefixAndClient()
    {
        await using var console = await DirectoryConsole.StartAsync(Known);
        using var visitor = new ProxiedVisitor(
            console.Host.Address,
            [.. ProxiedVisitor.FromContoso, ("X-Forwarded-Prefix", "/console")]
        );

        var home = await visitor.GetAsync("/");
        var page = await visitor.GetAsync("/sign-in");
        var inside = await visitor.SignInAsync("hanna", "right", "?returnUrl=%2Fconsole%2Faudit");

        Assert.Equal(
            "https://console.contoso.test/console/sign-in?returnUrl=%2Fconsole%2F",
            home.Headers.Location!.AbsoluteUri
        );
        Assert.Contains("<base href=\"/console/\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.StartsWith(
            "max-age=",
            page.Headers.GetValues("Strict-Transport-Security").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "/console/audit",
            new Uri(new Uri("https://console.contoso.test/console/sign-in"), inside.Headers.Location!).AbsolutePath
        );
        Assert.All(inside.Headers.GetValues("Set-Cookie"), c => Assert.Matches("(?i)path=/console.*secure", c));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);
        Assert.Equal("203.0.113.7", (await console.LastRecordAsync(AuditAction.SignedIn)).ClientAddress);
    }

    [Theory]
    [InlineData("Proxy:KnownAddresses:0=127.0.0.0/8", "203.0.113.7")]
    [InlineData("Proxy:KnownAddresses:0=127.0.0.9", "127.0.0.1")]
    [InlineData(null, "127.0.0.1")]
    public async Task SignIn_ForwardedAddress_IsBelievedOfKnownProxiesOnly(string? setting, string recorded)
    {
        await using var console = await DirectoryConsole.StartAsync(setting is null ? [] : [setting]);
        using var visitor = new ProxiedVisitor(
            console.Host.Address,
            [.. ProxiedVisitor.FromContoso, ("X-Forwarded-Prefix", "/console")]
        );

        await visitor.SignInAsync("hanna", "wrong");
        var home = await visitor.GetAsync("/");

        Assert.Equal(recorded, (await console.LastRecordAsync(AuditAction.SignInRefused)).ClientAddress);
        Assert.Equal(recorded != "127.0.0.1", home.Headers.Location!.Host == "console.contoso.test");
        Assert.Equal(
            recorded != "127.0.0.1",
            home.Headers.Location!.AbsolutePath.StartsWith("/console/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task SignIn_ClientAddsItsOwnForwardedAddress_TheProxysCounts()
    {
        await using var console = await DirectoryConsole.StartAsync(Known);
        using var visitor = new ProxiedVisitor(
            console.Host.Address,
            ("X-Forwarded-For", "10.66.66.66, 203.0.113.7"),
            ("X-Forwarded-Proto", "https")
        );

        await visitor.SignInAsync("hanna", "wrong");

        Assert.Equal("203.0.113.7", (await console.LastRecordAsync(AuditAction.SignInRefused)).ClientAddress);
    }

    [Fact]
    public async Task Get_ProxyWasAskedWithoutEncryption_LeadsToHttps()
    {
        await using var console = await DirectoryConsole.StartAsync(Known);
        using var visitor = new ProxiedVisitor(
            console.Host.Address,
            ("X-Forwarded-For", "203.0.113.7"),
            ("X-Forwarded-Proto", "http"),
            ("X-Forwarded-Host", "console.contoso.test:80"),
            ("X-Forwarded-Prefix", "/console")
        );

        var answer = await visitor.GetAsync("/audit?text=x");
        var posted = await visitor.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([]) }
        );

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal("https://console.contoso.test/console/audit?text=x", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, posted.StatusCode);
    }

    [Fact]
    public async Task Get_ProxyDoesNotSayTheScheme_IsRefusedAndSaysWhatIsMissing()
    {
        await using var console = await DirectoryConsole.StartAsync(Known);
        using var visitor = new ProxiedVisitor(console.Host.Address, ("X-Forwarded-For", "203.0.113.7"));

        var answer = await visitor.GetAsync("/sign-in");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("X-Forwarded-Proto", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEmpty(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", null, PlainHttpVerdict.Serve)]
    [InlineData("::ffff:127.0.0.1", null, PlainHttpVerdict.Serve)]
    [InlineData("192.168.1.20", null, PlainHttpVerdict.Refuse)]
    [InlineData("10.0.0.5", null, PlainHttpVerdict.ProxySaysNothing)]
    [InlineData("::ffff:10.0.0.5", null, PlainHttpVerdict.ProxySaysNothing)]
    [InlineData("10.0.0.5", "X-Original-Proto", PlainHttpVerdict.Redirect)]
    [InlineData("192.168.1.20", "X-Original-Proto", PlainHttpVerdict.Refuse)]
    public void Judge_PlainHttp_DependsOnWhereItComesFrom(string connection, string? header, object expected)
    {
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = "/" } };
        if (header is not null)
            context.Request.Headers[header] = "http";

        Assert.Equal(
            expected,
            PlainHttp.Judge(
                IPAddress.Parse(connection),
                new ProxySettings([IPAddress.Parse("10.0.0.5")], [], []),
                context.Request
            )
        );
    }

    [Theory]
    [InlineData("Proxy:AllowedHosts:0=console.contoso.test", "console.contoso.test:5443", HttpStatusCode.OK)]
    [InlineData("AllowedHosts=console.contoso.test;other.contoso.test", "OTHER.contoso.test", HttpStatusCode.OK)]
    [InlineData("AllowedHosts=*", "anything.example", HttpStatusCode.OK)]
    [InlineData("Proxy:AllowedHosts:0=*.contoso.test", "a.contoso.test", HttpStatusCode.OK)]
    [InlineData("Proxy:AllowedHosts:0=*.contoso.test", "contoso.test", HttpStatusCode.BadRequest)]
    [InlineData("Proxy:AllowedHosts:0=*.contoso.test", "evilcontoso.test", HttpStatusCode.BadRequest)]
    [InlineData("AllowedHosts=console.contoso.test", "evil.example", HttpStatusCode.BadRequest)]
    [InlineData("AllowedHosts=console.contoso.test", "console.contoso.test.evil.example", HttpStatusCode.BadRequest)]
    public async Task Get_ByAName_HasToBeOneOfTheSettings(string setting, string name, HttpStatusCode expected)
    {
        await using var console = await DirectoryConsole.StartAsync(setting);
        using var visitor = new ProxiedVisitor(console.Host.Address, ("Host", name));

        var answer = await visitor.GetAsync("/sign-in");

        Assert.Equal(expected, answer.StatusCode);
        Assert.NotEmpty(answer.Headers.GetValues("Content-Security-Policy"));
    }

    [Fact]
    public async Task Get_ForwardedNameThatIsNotAllowed_IsRefused()
    {
        await using var console = await DirectoryConsole.StartAsync(Known, "Proxy:AllowedHosts:0=console.contoso.test");
        using var good = new ProxiedVisitor(console.Host.Address, ProxiedVisitor.FromContoso);
        using var bad = new ProxiedVisitor(
            console.Host.Address,
            ("X-Forwarded-For", "203.0.113.7"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "evil.example")
        );

        Assert.Equal(HttpStatusCode.OK, (await good.GetAsync("/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await bad.GetAsync("/sign-in")).StatusCode);
    }

    [Theory]
    [InlineData("https://console.contoso.test", HttpStatusCode.SwitchingProtocols)]
    [InlineData("https://CONSOLE.contoso.test:443", HttpStatusCode.SwitchingProtocols)]
    [InlineData("http://console.contoso.test", HttpStatusCode.Forbidden)]
    [InlineData("https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task OpenCircuit_BehindTheProxy_FromTheSameOriginOnly(string origin, HttpStatusCode expected)
    {
        await using var console = await DirectoryConsole.StartAsync(Known);
        using var visitor = new ProxiedVisitor(console.Host.Address, ProxiedVisitor.FromContoso);
        await visitor.SignInAsync("hanna", "right");

        var (socket, status) = await visitor.OpenCircuitAsync(origin);

        using (socket)
            Assert.Equal(expected, status);
    }
}
