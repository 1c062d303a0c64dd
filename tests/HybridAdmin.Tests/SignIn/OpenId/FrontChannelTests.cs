using System.Net;
using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>OpenID Connect Front-Channel Logout 1.0: the provider reports that its session has ended.</summary>
[Trait(Category.Name, Category.Slow)]
public sealed class FrontChannelTests : OpenIdConsoleTest
{
    private const string HannaInSession =
        """{"sub":"hanna","name":"Hanna","preferred_username":"hanna@contoso.test","roles":["Desk"],"sid":"session-1"}""";

    [Fact]
    public async Task FrontChannel_SessionOfTheProvider_EndsWithoutTheCookieAndIsRecorded()
    {
        await StartAsync();
        await SignInAsync(HannaInSession);
        await InsideAsync();

        var answer = await CallAsync(Provider.Issuer, "session-1");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.False(await Visitor.IsInsideAsync());
        var record = await LastAsync(AuditAction.SignedOut);
        Assert.Equal(("hanna", "127.0.0.1"), (record.ActorId, record.ClientAddress));
        Assert.StartsWith("The provider ended the session", record.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FrontChannel_TwoConsoleSessionsOfOneSession_BothEndAndOthersStay()
    {
        await StartAsync();
        await SignInAsync(HannaInSession);
        using var second = Console.Visit();
        await second.Client.GetAsync(Provider.Answer(await BeginAsync(second), HannaInSession));
        using var other = Console.Visit();
        await other.Client.GetAsync(
            Provider.Answer(await BeginAsync(other), HannaInSession.Replace("session-1", "session-2"))
        );

        await CallAsync(Provider.Issuer, "session-1");

        Assert.False(await Visitor.IsInsideAsync());
        Assert.False(await second.IsInsideAsync());
        await InsideAsync(other);
        Assert.Equal(2, (await ListAsync(AuditAction.SignedOut)).Count);
    }

    [Theory]
    [InlineData("https://login.fabrikam.test", "session-1")]
    [InlineData(null, "session-1")]
    [InlineData("", "session-1")]
    [InlineData("issuer", null)]
    [InlineData("issuer", "")]
    public async Task FrontChannel_WrongIssuerOrNoSession_EndsNothing(string? issuer, string? session)
    {
        await StartAsync();
        await SignInAsync(HannaInSession);

        var answer = await CallAsync(issuer == "issuer" ? Provider.Issuer : issuer, session);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        await InsideAsync();
        Assert.Empty(await ListAsync(AuditAction.SignedOut));
    }

    [Fact]
    public async Task FrontChannel_UnknownSession_EndsNothingAndIsNotRecorded()
    {
        await StartAsync();
        await SignInAsync(HannaInSession);

        Assert.Equal(HttpStatusCode.OK, (await CallAsync(Provider.Issuer, "session-9")).StatusCode);

        await InsideAsync();
        Assert.Empty(await ListAsync(AuditAction.SignedOut));
    }

    [Fact]
    public async Task FrontChannel_SentAsAForm_EndsNothing()
    {
        await StartAsync();
        await SignInAsync(HannaInSession);

        await Visitor.PostAsync("/sign-out/provider", ("iss", Provider.Issuer), ("sid", "session-1"));

        await InsideAsync();
    }

    [Fact]
    public async Task FrontChannel_AfterSigningOutHere_IsNotRecordedAgain()
    {
        await StartAsync();
        await SignInAsync(HannaInSession);
        await Visitor.SubmitAsync("/sign-out");

        await CallAsync(Provider.Issuer, "session-1");

        Assert.Single(await ListAsync(AuditAction.SignedOut));
    }

    [Fact]
    public async Task FrontChannel_SignedInAgainAfterIt_StaysInside()
    {
        await StartAsync();
        await CallAsync(Provider.Issuer, "session-1"); // of a session that the console does not know

        await SignInAsync(HannaInSession);

        await InsideAsync();
    }

    /// <summary>After a restart, the console knows of a session only from its next request.</summary>
    [Fact]
    public async Task FrontChannel_RightAfterARestart_EndsTheSessionWithItsNextRequest()
    {
        using var folder = new TemporaryFolder();
        await StartAsync([], _ => { }, folder.Path);
        await SignInAsync(HannaInSession);
        var cookie = string.Join("; ", Visitor.Cookies.Select(c => $"{c.Name}={c.Value}"));
        await RestartAsync(folder.Path);

        await CallAsync(Provider.Issuer, "session-1");

        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.Redirect, (await Visitor.Client.SendAsync(request)).StatusCode);
        Assert.Single(await ListAsync(AuditAction.SignedOut));
    }

    /// <summary>Calls it like the frame of another site: without any cookie.</summary>
    private async Task<HttpResponseMessage> CallAsync(string? issuer, string? session)
    {
        using var frame = Console.Visit();
        var query = new Dictionary<string, string?> { ["iss"] = issuer, ["sid"] = session };
        return await frame.Client.GetAsync(QueryHelpers.AddQueryString("/sign-out/provider", query));
    }
}
