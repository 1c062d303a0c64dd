using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.SignIn.OpenId;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>The sign-in from the link to the cookie, on the sandbox's directory.</summary>
[Trait(Category.Name, Category.Slow)]
public sealed class OpenIdFlowTests : OpenIdConsoleTest
{
    [Fact]
    public async Task SignIn_RightAnswer_IsInsideAndRecorded()
    {
        await StartAsync();

        var answer = await Visitor.Client.GetAsync(
            Provider.Answer(await BeginAsync("?returnUrl=/audit"), Hanna, Provider.Issuer)
        );

        await InsideAsync();
        Assert.Equal("/audit", answer.Headers.Location!.OriginalString);
        var record = await LastAsync(AuditAction.SignedIn);
        Assert.Equal(
            ("hanna", "Hanna (hanna@contoso.test)", Role.Helpdesk),
            (record.ActorId, record.ActorName, record.Role)
        );
        Assert.False(Provider.LastTokenCall!.Value.Form.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task SignIn_AnswerSentTwice_IsRefusedAndRecorded()
    {
        await StartAsync();
        var callback = Provider.Answer(await BeginAsync(), Hanna);
        await Visitor.Client.GetAsync(callback);

        await RefusedAsync(await Visitor.Client.GetAsync(callback), "not begun in this browser", "did not begin with");
    }

    [Fact]
    public async Task SignIn_StateOfAnotherBrowser_LetsNobodyIn()
    {
        await StartAsync();
        var callback = Provider.Answer(await BeginAsync(), Hanna);
        using var victim = Console.Visit();

        await RefusedAsync(await victim.Client.GetAsync(callback), "not begun in this browser", "did not begin with");
        Assert.False(await victim.IsInsideAsync());
        Assert.Null(Provider.LastTokenCall); // the code was not sent either
    }

    [Fact]
    public async Task SignIn_AnswerOfAnotherIssuer_KeepsTheCode()
    {
        await StartAsync();

        await RefusedAsync(
            await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), Hanna, "https://other.test")),
            "failed a check",
            "(iss)"
        );
        Assert.Null(Provider.LastTokenCall);
    }

    [Fact]
    public async Task SignIn_TokenFailsACheck_IsRefusedWithoutItInTheRecord()
    {
        Provider.BendToken = claims => claims["nonce"] = "other";
        await StartAsync();

        await RefusedAsync(
            await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), Hanna)),
            "failed a check",
            "another nonce"
        );
        Assert.DoesNotContain("eyJ", (await LastAsync(AuditAction.SignInRefused)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_NoRole_IsToldWhatWouldGiveOne()
    {
        await StartAsync();

        await RefusedAsync(
            await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), """{"sub":"x","name":"Xaver"}""")),
            "Desk",
            "none of its roles"
        );
        Assert.Equal("login", QueryHelpers.ParseQuery((await BeginAsync("?other=true")).Query)["prompt"]);
        Assert.Equal("Xaver", (await LastAsync(AuditAction.SignInRefused)).ActorId);
    }

    [Fact]
    public async Task SignIn_RefusedAtTheProvider_SaysSo()
    {
        await StartAsync();
        var state = QueryHelpers.ParseQuery((await BeginAsync()).Query)["state"].ToString();

        await RefusedAsync(
            await Visitor.Client.GetAsync(
                QueryHelpers.AddQueryString(
                    OpenIdSignIn.CallbackPath,
                    new Dictionary<string, string?> { ["state"] = state, ["error"] = "access_denied" }
                )
            ),
            "provider refused",
            "access_denied"
        );
    }

    [Fact]
    public async Task SignIn_KeysRotated_FetchesThemOnceInHalfAMinute()
    {
        await StartAsync();
        await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), Hanna));
        Provider.Signer = new TokenSigner("key-2");
        using var second = Console.Visit();

        await RefusedAsync(
            await second.Client.GetAsync(Provider.Answer(await BeginAsync(second), Hanna)),
            "failed a check",
            "does not publish"
        );
        Assert.Equal(1, Provider.KeyCalls);
        Time.Advance(ProviderMetadata.MinRefreshAge);
        await second.Client.GetAsync(Provider.Answer(await BeginAsync(second), Hanna));

        await InsideAsync(second);
        Assert.Equal(2, Provider.KeyCalls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_Secret_IsSentAsTheProviderTakesIt(bool inForm)
    {
        if (inForm)
            Provider.BendDocument = d =>
                d["token_endpoint_auth_methods_supported"] = new System.Text.Json.Nodes.JsonArray("client_secret_post");
        await StartAsync("SignIn:ClientSecret=s3:cret");

        await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), Hanna));

        var (header, form) = Provider.LastTokenCall!.Value;
        Assert.Equal(inForm ? "s3:cret" : null, form.GetValueOrDefault("client_secret"));
        Assert.Equal(inForm ? null : "Basic " + Convert.ToBase64String("console:s3%3Acret"u8), header);
        await InsideAsync();
    }

    [Theory]
    [InlineData("hanna", true)]
    [InlineData("other", false)]
    public async Task SignIn_RolesInUserInfoOnly_CountWhenItIsAboutTheSamePerson(string subject, bool inside)
    {
        Provider.UserInfo = new() { ["sub"] = subject, ["groups"] = new System.Text.Json.Nodes.JsonArray("Desk") };
        await StartAsync();

        await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), """{"sub":"hanna"}"""));

        Assert.Equal(inside, await Visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_BehindAProxyAndBelowAPath_NamesTheOutsideAddress()
    {
        // The sandbox answers to loopback names only.
        await StartAsync([.. DirectoryConsole.Settings, "Proxy:KnownAddresses:0=127.0.0.1"]);
        using var outside = new ProxiedVisitor(
            Console.Address,
            [.. ProxiedVisitor.FromContoso, ("X-Forwarded-Prefix", "/console")]
        );

        var asked = (await outside.GetAsync("/sign-in/start?returnUrl=/console/audit")).Headers.Location!;
        Assert.Equal(
            "https://console.contoso.test/console/sign-in/answer",
            QueryHelpers.ParseQuery(asked.Query)["redirect_uri"]
        );
        var answer = await outside.GetAsync(Provider.Answer(asked, Hanna)["/console".Length..]);

        Assert.Equal("/console/audit", answer.Headers.Location!.OriginalString);
        Assert.Equal(
            "https://console.contoso.test/console/sign-in/answer",
            Provider.LastTokenCall!.Value.Form["redirect_uri"]
        );
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAndGoesOnToTheProvider()
    {
        await StartAsync();
        await Visitor.Client.GetAsync(Provider.Answer(await BeginAsync(), Hanna));

        var page = await (await Visitor.SubmitAsync("/sign-out")).Content.ReadAsStringAsync();

        Assert.Contains($"0;url={Provider.Issuer}/end?", page, StringComparison.Ordinal);
        Assert.Contains("id_token_hint=eyJ", page, StringComparison.Ordinal);
        Assert.Contains(
            WebUtility.UrlEncode($"{Console.Address.GetLeftPart(UriPartial.Authority)}/sign-in"),
            page,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.False(await Visitor.IsInsideAsync());
    }

    [Fact]
    public async Task ProviderUnreachable_TheConsoleIsUpAndTheSignInSaysSo()
    {
        Provider.BendDocument = d => d["issuer"] = "https://other.test";
        await StartAsync();

        Assert.Contains("not reachable", await Visitor.Client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        var answer = await Visitor.Client.GetAsync("/sign-in/start");
        Assert.StartsWith("/sign-in?problem=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);

        Provider.BendDocument = _ => { };
        Time.Advance(ProviderMetadata.RetryDelay);
        Assert.DoesNotContain(
            "not reachable",
            await Visitor.Client.GetStringAsync("/sign-in"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SignInPage_ProblemThatIsNotTheConsoles_ShowsNone()
    {
        await StartAsync();

        var page = await Visitor.Client.GetStringAsync("/sign-in?problem=NoRole");

        Assert.DoesNotContain("no role", page, StringComparison.Ordinal);
        Assert.Contains("href=\"sign-in/start\"", page, StringComparison.Ordinal);
    }
}
