using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Sandbox;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.SignIn;

[Trait(Category.Name, Category.Slow)]
public sealed class PersonaSignInTests : IAsyncLifetime
{
    private ConsoleHost host = null!;
    private Visitor visitor = null!;

    public async Task InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        visitor = host.Visit();
    }

    public async Task DisposeAsync()
    {
        visitor.Dispose();
        await host.DisposeAsync();
    }

    [Theory]
    [InlineData("Helpdesk")]
    [InlineData("RecipientAdministrator")]
    [InlineData("Auditor")]
    [InlineData("Administrator")]
    public async Task SignIn_EachPersona_IsInsideAndRecorded(string role)
    {
        var answer = await visitor.SignInAsync(role);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.True(await visitor.IsInsideAsync());
        var record = await LastAsync(AuditAction.SignedIn);
        Assert.Equal(SandboxPersona.All.Single(p => p.Role == role).Name, record.ActorName);
        Assert.Equal(Enum.Parse<Role>(role), record.Role);
        Assert.Equal("127.0.0.1", record.ClientAddress);
    }

    [Fact]
    public async Task SignIn_CookieOfTheSession_IsProtected()
    {
        var answer = await visitor.SignInAsync("Helpdesk");

        var cookie = answer
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.StartsWith("HybridAdmin.Sandbox.Session=", StringComparison.Ordinal))
            .ToLowerInvariant();
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=lax", cookie, StringComparison.Ordinal);
        Assert.Contains("; path=/", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("expires=", cookie, StringComparison.Ordinal); // a session cookie
        Assert.DoesNotContain("domain=", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/recipients?search=a", "/recipients?search=a")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    public async Task SignIn_ReturnUrl_StaysHere(string asked, string expected)
    {
        var answer = await visitor.SignInAsync("Helpdesk", $"?returnUrl={Uri.EscapeDataString(asked)}");

        var target = new Uri(host.Address, answer.Headers.Location!);
        Assert.Equal(host.Address.Authority, target.Authority);
        Assert.Equal(expected, target.PathAndQuery);
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused()
    {
        await visitor.Client.GetAsync("/sign-in");

        var answer = await visitor.PostAsync(
            "/sign-in",
            ("_handler", "sign-in"),
            ("persona", SandboxPersona.All[3].Name)
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_InventedName_IsRefused()
    {
        var answer = await visitor.SubmitAsync("/sign-in", ("persona", "Somebody Else"));

        Assert.Contains(
            "Choose one of these people",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.False(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_LogCannotBeWritten_LetsNobodyIn()
    {
        var head = Path.Combine(
            host.Services.GetRequiredService<HybridAdmin.Hosting.ConsoleFacts>().Storage,
            "audit.head"
        );
        await visitor.Client.GetAsync("/sign-in");
        await File.WriteAllTextAsync(head, "{}");

        var answer = await visitor.SignInAsync("Administrator");

        Assert.Contains(
            "Nobody can sign in just now",
            await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.False(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignOut_WithToken_EndsTheSessionAndEveryCopyOfIt()
    {
        await visitor.SignInAsync("Helpdesk");
        var copy = string.Join("; ", visitor.Cookies.Select(c => $"{c.Name}={c.Value}"));

        var answer = await visitor.SubmitAsync("/sign-out");

        Assert.Equal("/sign-in", new Uri(host.Address, answer.Headers.Location!).AbsolutePath);
        Assert.False(await visitor.IsInsideAsync());
        Assert.Equal(SandboxPersona.All[0].Name, (await LastAsync(AuditAction.SignedOut)).ActorName);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Address) { Headers = { { "Cookie", copy } } };
        Assert.Equal(HttpStatusCode.Redirect, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task SignOut_ThenARestart_EveryCopyStaysWorthless()
    {
        using var folder = new TemporaryFolder();
        string signedOut,
            signedIn;
        await using (var first = await ConsoleHost.StartAsync(folder: folder.Path))
        {
            using var leaver = first.Visit();
            using var stayer = first.Visit();
            await leaver.SignInAsync("Helpdesk");
            await stayer.SignInAsync("Helpdesk");
            (signedOut, signedIn) = (CookiesOf(leaver), CookiesOf(stayer));
            await leaver.SubmitAsync("/sign-out");
        }

        await using var second = await ConsoleHost.StartAsync(folder: folder.Path);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });

        Assert.Equal(HttpStatusCode.Redirect, (await GetAsync(signedOut)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(signedIn)).StatusCode);

        static string CookiesOf(Visitor visitor) =>
            string.Join("; ", visitor.Cookies.Select(c => $"{c.Name}={c.Value}"));

        async Task<HttpResponseMessage> GetAsync(string cookies)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, second.Address)
            {
                Headers = { { "Cookie", cookies } },
            };
            return await client.SendAsync(request);
        }
    }

    [Fact]
    public async Task SignOut_WithoutToken_ChangesNothing()
    {
        await visitor.SignInAsync("Helpdesk");

        var answer = await visitor.PostAsync("/sign-out");

        Assert.Equal("/sign-out", new Uri(host.Address, answer.Headers.Location!).AbsolutePath);
        Assert.True(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task AccessDenied_TellsTheRole()
    {
        await visitor.SignInAsync("Auditor");

        var answer = await visitor.Client.GetAsync("/access-denied");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("Auditor", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<AuditEntry> LastAsync(AuditAction action) =>
        (
            await host
                .Services.GetRequiredService<IAuditLog>()
                .ListAsync(new AuditQuery { Action = action }, null, 1, CancellationToken.None)
        ).Items.Single();
}
