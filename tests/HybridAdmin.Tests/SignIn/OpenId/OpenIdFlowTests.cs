using System.Net;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.SignIn.OpenId;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>The way from the link to the cookie, on the sandbox's directory.</summary>
[Trait(Category.Name, Category.Slow)]
public sealed class OpenIdFlowTests : IAsyncLifetime
{
    private const string Hanna =
        """{"sub":"hanna","name":"Hanna","preferred_username":"hanna@contoso.test","roles":["Desk"]}""";
    private readonly ManualTime time = new();
    private FakeProvider provider = null!;
    private ConsoleHost? console;
    private Visitor? visitor;

    public async Task InitializeAsync() => provider = await FakeProvider.StartAsync();

    public async Task DisposeAsync()
    {
        visitor?.Dispose();
        if (console is not null)
            await console.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_RightAnswer_IsInsideAndRecorded()
    {
        await StartAsync();

        var answer = await visitor!.Client.GetAsync(
            provider.Answer(await BeginAsync("?returnUrl=/audit"), Hanna, provider.Issuer)
        );

        Assert.Equal("/audit", answer.Headers.Location!.OriginalString);
        Assert.True(await visitor.IsInsideAsync());
        var record = await LastAsync(AuditAction.SignedIn);
        Assert.Equal(
            ("hanna", "Hanna (hanna@contoso.test)", Role.Helpdesk),
            (record.ActorId, record.ActorName, record.Role)
        );
        Assert.False(provider.LastTokenCall!.Value.Form.ContainsKey("client_secret"));
    }

    [Fact]
    public async Task SignIn_AnswerSentTwice_IsRefusedAndRecorded()
    {
        await StartAsync();
        var callback = provider.Answer(await BeginAsync(), Hanna);
        await visitor!.Client.GetAsync(callback);

        await RefusedAsync(await visitor.Client.GetAsync(callback), "not begun in this browser", "did not begin with");
    }

    [Fact]
    public async Task SignIn_StateOfAnotherBrowser_LetsNobodyIn()
    {
        await StartAsync();
        var callback = provider.Answer(await BeginAsync(), Hanna);
        using var victim = console!.Visit();

        await RefusedAsync(await victim.Client.GetAsync(callback), "not begun in this browser", "did not begin with");
        Assert.False(await victim.IsInsideAsync());
        Assert.Null(provider.LastTokenCall); // the code was not given away either
    }

    [Fact]
    public async Task SignIn_AnswerOfAnotherIssuer_KeepsTheCode()
    {
        await StartAsync();

        await RefusedAsync(
            await visitor!.Client.GetAsync(provider.Answer(await BeginAsync(), Hanna, "https://other.test")),
            "failed a check",
            "(iss)"
        );
        Assert.Null(provider.LastTokenCall);
    }

    [Fact]
    public async Task SignIn_TokenFailsACheck_IsRefusedWithoutItInTheRecord()
    {
        provider.BendToken = claims => claims["nonce"] = "other";
        await StartAsync();

        await RefusedAsync(
            await visitor!.Client.GetAsync(provider.Answer(await BeginAsync(), Hanna)),
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
            await visitor!.Client.GetAsync(provider.Answer(await BeginAsync(), """{"sub":"x","name":"Xaver"}""")),
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
            await visitor!.Client.GetAsync(
                QueryHelpers.AddQueryString(
                    OpenIdOptions.Callback,
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
        await visitor!.Client.GetAsync(provider.Answer(await BeginAsync(), Hanna));
        provider.Signer = new TokenSigner("key-2");
        using var second = console!.Visit();

        await RefusedAsync(
            await second.Client.GetAsync(provider.Answer(await BeginAsync(second), Hanna)),
            "failed a check",
            "does not publish"
        );
        Assert.Equal(1, provider.KeyCalls);
        time.Advance(OpenIdProvider.SoonestKeys);
        await second.Client.GetAsync(provider.Answer(await BeginAsync(second), Hanna));

        Assert.True(await second.IsInsideAsync());
        Assert.Equal(2, provider.KeyCalls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_Secret_IsSentAsTheProviderTakesIt(bool inForm)
    {
        if (inForm)
            provider.BendDocument = d =>
                d["token_endpoint_auth_methods_supported"] = new System.Text.Json.Nodes.JsonArray("client_secret_post");
        await StartAsync("SignIn:ClientSecret=s3:cret");

        await visitor!.Client.GetAsync(provider.Answer(await BeginAsync(), Hanna));

        var (header, form) = provider.LastTokenCall!.Value;
        Assert.Equal(inForm ? "s3:cret" : null, form.GetValueOrDefault("client_secret"));
        Assert.Equal(inForm ? null : "Basic " + Convert.ToBase64String("console:s3%3Acret"u8), header);
        Assert.True(await visitor.IsInsideAsync());
    }

    [Theory]
    [InlineData("hanna", true)]
    [InlineData("other", false)]
    public async Task SignIn_RolesInUserInfoOnly_CountWhenItIsAboutTheSamePerson(string subject, bool inside)
    {
        provider.UserInfo = new() { ["sub"] = subject, ["groups"] = new System.Text.Json.Nodes.JsonArray("Desk") };
        await StartAsync();

        await visitor!.Client.GetAsync(provider.Answer(await BeginAsync(), """{"sub":"hanna"}"""));

        Assert.Equal(inside, await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_BehindAProxyAndBelowAPath_NamesTheOutsideAddress()
    {
        // the sandbox answers to loopback names only
        await StartAsync([.. DirectoryConsole.Settings, "Proxy:KnownAddresses:0=127.0.0.1"]);
        using var outside = new ProxiedVisitor(
            console!.Address,
            [.. ProxiedVisitor.FromContoso, ("X-Forwarded-Prefix", "/console")]
        );

        var asked = (await outside.GetAsync("/sign-in/start?returnUrl=/console/audit")).Headers.Location!;
        Assert.Equal(
            "https://console.contoso.test/console/sign-in/answer",
            QueryHelpers.ParseQuery(asked.Query)["redirect_uri"]
        );
        var answer = await outside.GetAsync(provider.Answer(asked, Hanna)["/console".Length..]);

        Assert.Equal("/console/audit", answer.Headers.Location!.OriginalString);
        Assert.Equal(
            "https://console.contoso.test/console/sign-in/answer",
            provider.LastTokenCall!.Value.Form["redirect_uri"]
        );
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAndGoesOnToTheProvider()
    {
        await StartAsync();
        await visitor!.Client.GetAsync(provider.Answer(await BeginAsync(), Hanna));

        var page = await (await visitor.SubmitAsync("/sign-out")).Content.ReadAsStringAsync();

        Assert.Contains($"0;url={provider.Issuer}/end?", page, StringComparison.Ordinal);
        Assert.Contains("id_token_hint=eyJ", page, StringComparison.Ordinal);
        Assert.Contains(
            WebUtility.UrlEncode($"{console!.Address.GetLeftPart(UriPartial.Authority)}/sign-in"),
            page,
            StringComparison.OrdinalIgnoreCase
        );
        Assert.False(await visitor.IsInsideAsync());
    }

    [Fact]
    public async Task ProviderAway_TheConsoleIsUpAndTheSignInSaysSo()
    {
        provider.BendDocument = d => d["issuer"] = "https://other.test";
        await StartAsync();

        Assert.Contains("not reachable", await visitor!.Client.GetStringAsync("/sign-in"), StringComparison.Ordinal);
        var answer = await visitor.Client.GetAsync("/sign-in/start");
        Assert.StartsWith("/sign-in?problem=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);

        provider.BendDocument = _ => { };
        time.Advance(OpenIdProvider.SoonestRetry);
        Assert.DoesNotContain(
            "not reachable",
            await visitor.Client.GetStringAsync("/sign-in"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task SignInPage_ProblemThatIsNotTheConsoles_ShowsNone()
    {
        await StartAsync();

        var page = await visitor!.Client.GetStringAsync("/sign-in?problem=NoRole");

        Assert.DoesNotContain("no role", page, StringComparison.Ordinal);
        Assert.Contains("href=\"sign-in/start\"", page, StringComparison.Ordinal);
    }

    private async Task StartAsync(params string[] further)
    {
        console = await ConsoleHost.StartAsync(
            [
                .. further,
                "SignIn:Mode=OpenIdConnect",
                "Sandbox:OpenIdConnect=true",
                $"SignIn:Authority={provider.Issuer}",
                $"SignIn:ClientId={FakeProvider.ClientId}",
                "Access:Roles:Helpdesk:0=Desk",
            ],
            services =>
            {
                services.AddSingleton<TimeProvider>(time);
                if (further.Contains(DirectoryConsole.Settings[0]))
                    DirectoryConsole.Replace(services, new FakeDirectory(), new FakeAccounts());
            }
        );
        visitor = console.Visit();
    }

    private Task<Uri> BeginAsync(string query = "") => BeginAsync(visitor!, query);

    private static async Task<Uri> BeginAsync(Visitor who, string query = "") =>
        (await who.Client.GetAsync("/sign-in/start" + query)).Headers.Location!;

    private async Task RefusedAsync(HttpResponseMessage answer, string told, string recorded)
    {
        Assert.StartsWith("/sign-in?problem=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var reader = console!.Visit();
        Assert.Contains(told, await reader.Client.GetStringAsync(answer.Headers.Location), StringComparison.Ordinal);
        Assert.Contains(recorded, (await LastAsync(AuditAction.SignInRefused)).Message, StringComparison.Ordinal);
    }

    private async Task<AuditEntry> LastAsync(AuditAction action) =>
        (
            await console!
                .Services.GetRequiredService<IAuditLog>()
                .ListAsync(new AuditQuery { Action = action }, null, 1, CancellationToken.None)
        ).Items.Single();
}
