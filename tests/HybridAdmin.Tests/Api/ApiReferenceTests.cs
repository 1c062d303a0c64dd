using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Tests.Api;

/// <summary>The API reference at /api/docs.</summary>
public sealed class ApiReferenceTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    [Theory]
    [InlineData("/api/docs/")]
    [InlineData("/api/docs/scalar.js")]
    public async Task Get_Nobody_IsSentToSignIn(string path)
    {
        var answer = await sandbox.With(null).GetAsync(path);

        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Contains("/sign-in", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WrongToken_IsUnauthorized() =>
        (await sandbox.With("wrong").GetAsync("/api/docs/")).Problem(HttpStatusCode.Unauthorized, "unauthorized");

    [Fact]
    public async Task Get_PersonOrToken_IsThePage()
    {
        using var visitor = sandbox.Console.Visit();
        await visitor.SignInAsync("Auditor");

        Assert.Equal(HttpStatusCode.OK, (await visitor.Client.GetAsync("/api/docs/")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.As(Role.Helpdesk).GetAsync("/api/docs/")).Status);
    }

    [Fact]
    public async Task Get_Page_LetsOnlyItsOwnScriptsRun()
    {
        var first = await PolicyAsync();
        var second = await PolicyAsync();

        Assert.NotEqual(first.Nonce, second.Nonce);
        Assert.Contains($"script-src 'self' 'nonce-{first.Nonce}'", first.Policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'self'", first.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", first.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", first.Policy, StringComparison.Ordinal);
    }

    private async Task<(string Policy, string Nonce)> PolicyAsync()
    {
        var answer = await sandbox.As(Role.Auditor).GetAsync("/api/docs/");
        var nonce = answer.Text.Split("nonce=\"")[1].Split('"')[0];
        Assert.DoesNotContain("<script>", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", answer.Text, StringComparison.Ordinal);
        return (answer.Headers.GetValues("Content-Security-Policy").Single(), nonce);
    }
}
