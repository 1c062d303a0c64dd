using System.Net;
using System.Text.Json;
using HybridAdmin.Core.Audit;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.SignIn;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Hosting;

[Trait(Category.Name, Category.Slow)]
public sealed class HostTests
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/health/live")]
    [InlineData("/css/app.css")]
    [InlineData("/api/v1/recipients")]
    [InlineData("/")]
    public async Task Get_Anything_HasTheSecurityHeaders(string path)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();

        var answer = await visitor.Client.GetAsync(path);

        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'self'; style-src 'self' 'unsafe-inline';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.NotEmpty(answer.Headers.GetValues("Permissions-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal(path != "/css/app.css", answer.Headers.CacheControl?.NoStore == true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/recipients")]
    [InlineData("/audit")]
    [InlineData("/nowhere")]
    public async Task Get_PageByNobody_LeadsToTheSignIn(string path)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();

        var answer = await visitor.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString(path)}", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task Get_WhatTheSignInPageNeeds_IsForEverybody()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();

        foreach (
            var path in new[]
            {
                "/css/tokens.css",
                "/css/app.css",
                "/js/app.js",
                "/favicon.svg",
                "/_framework/blazor.web.js",
            }
        )
            Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync(path)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await visitor.PostAsync("/_blazor/negotiate?negotiateVersion=1")).StatusCode
        );
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("192.168.1.10:5080", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    public async Task Get_SandboxByAnotherName_IsRefused(string name, HttpStatusCode expected)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = name } };

        Assert.Equal(expected, (await visitor.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("console.contoso.test")]
    [InlineData("192.168.1.10:5080")]
    public async Task Get_SandboxThatMayListenToOthersByTheirName_Answers(string name)
    {
        // The behaviour of Sandbox:Listen except for the port: this stays on loopback, as all tests do.
        await using var host = await ConsoleHost.StartAsync(
            ["Sandbox:Listen=http://0.0.0.0:5080"],
            services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Listen(IPAddress.Loopback, 0))
        );
        using var visitor = host.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in") { Headers = { Host = name } };

        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Ready_Sandbox_TellsDirectoryAndStorage()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();

        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/health/live")).StatusCode);
        var (status, ready) = await ReadyAsync(visitor);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("ready", ready.GetProperty("status").GetString());
        Assert.Equal("reachable", ready.GetProperty("directory").GetProperty("state").GetString());
        Assert.StartsWith(
            "SQLite 3.",
            ready.GetProperty("storage").GetProperty("provider").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Ready_DatabaseGone_IsNotReady()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ConsoleHost.StartAsync(folder: folder.Path);
        using var visitor = host.Visit();

        File.Delete(folder["audit.head"]);
        File.WriteAllText(folder["audit.head"], "{}");
        var (status, ready) = await ReadyAsync(visitor);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.NotEmpty(ready.GetProperty("storage").GetProperty("problem").GetString()!);
    }

    [Fact]
    public async Task Start_DirectoryAway_IsUpNotReadyAndOpensWhenItIsBack()
    {
        var (directory, accounts) = (new FakeDirectory(), new FakeAccounts());
        directory.GoAway();
        await using var host = await ConsoleHost.StartAsync(
            DirectoryConsole.Settings,
            s => DirectoryConsole.Replace(s, directory, accounts)
        );
        using var visitor = host.Visit();
        var audit = host.Services.GetRequiredService<IAuditLog>();

        var (status, ready) = await ReadyAsync(visitor);
        var signIn = await visitor.Client.GetStringAsync("/sign-in");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("unreachable", ready.GetProperty("directory").GetProperty("state").GetString());
        Assert.Contains("The directory is not reachable", signIn, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            audit.CountAsync(new AuditQuery(), CancellationToken.None)
        );

        directory.ComeBack();
        await ConsoleHost.UntilAsync(
            async () => (await ReadyAsync(visitor)).Status == HttpStatusCode.OK,
            "the console to be ready"
        );
        Assert.True(
            await audit.CountAsync(new AuditQuery { Action = AuditAction.ConsoleStarted }, CancellationToken.None) <= 1
        );
    }

    [Fact]
    public async Task Start_FolderOfAnotherDomainFoundLater_EndsTheProgram()
    {
        using var folder = new TemporaryFolder();
        await (await ConsoleHost.StartAsync(folder: folder.Path)).DisposeAsync();
        var directory = new FakeDirectory();
        directory.GoAway();
        await using var host = await ConsoleHost.StartAsync(
            DirectoryConsole.Settings,
            s => DirectoryConsole.Replace(s, directory, new FakeAccounts()),
            folder.Path
        );

        directory.ComeBack();
        var stopping = host
            .Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>()
            .ApplicationStopping;
        await ConsoleHost.UntilAsync(() => Task.FromResult(stopping.IsCancellationRequested), "the console to stop");

        Assert.Equal(2, host.Services.GetRequiredService<ConsoleExit>().Code);
    }

    [Fact]
    public async Task Start_SandboxOnProductionData_IsRefused()
    {
        using var folder = new TemporaryFolder();
        await (
            await ConsoleHost.StartAsync(
                DirectoryConsole.Settings,
                s => DirectoryConsole.Replace(s, new FakeDirectory(), new FakeAccounts()),
                folder.Path
            )
        ).DisposeAsync();

        var mistake = await Assert.ThrowsAsync<ConfigurationMistakeException>(() =>
            ConsoleHost.StartAsync(folder: folder.Path)
        );

        Assert.Contains("belongs to Production", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_SameFolder_KeepsSessionsAndRecords()
    {
        using var folder = new TemporaryFolder();
        string cookie;
        await using (var first = await ConsoleHost.StartAsync(folder: folder.Path))
        {
            using var visitor = first.Visit();
            await visitor.SignInAsync("Auditor");
            cookie = string.Join("; ", visitor.Cookies.Select(c => $"{c.Name}={c.Value}"));
        }

        await using var second = await ConsoleHost.StartAsync(folder: folder.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(second.Address, "/"))
        {
            Headers = { { "Cookie", cookie } },
        };
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        var audit = second.Services.GetRequiredService<IAuditLog>();
        Assert.Equal(
            1,
            await audit.CountAsync(new AuditQuery { Action = AuditAction.SignedIn }, CancellationToken.None)
        );
        Assert.True((await audit.VerifyAsync(CancellationToken.None)).IsValid);
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> ReadyAsync(Visitor visitor)
    {
        var answer = await visitor.Client.GetAsync("/health/ready");
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }
}
