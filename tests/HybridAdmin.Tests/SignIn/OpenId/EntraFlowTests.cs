using System.Net;
using HybridAdmin.Core.Audit;
using HybridAdmin.SignIn.OpenId;
using HybridAdmin.Testing.Running;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>
/// Microsoft.Identity.Web with the address of Entra, whose calls end at the provider on loopback. Its issuer validator
/// is in use.
/// </summary>
[Trait(Category.Name, Category.Slow)]
public sealed class EntraFlowTests : OpenIdConsoleTest
{
    private const string Tenant = "0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0";

    private const string Person =
        $$"""{"sub":"s","oid":"o-1","tid":"{{Tenant}}","ver":"2.0","name":"Hanna","roles":["Desk"],"sid":"session-1"}""";

    [Theory]
    [InlineData("login.microsoftonline.com")]
    [InlineData("login.microsoftonline.us")]
    [InlineData("login.partner.microsoftonline.cn")]
    public async Task SignIn_Entra_EndsInTheSameCookieClaimsAndRecord(string host)
    {
        await StartAtEntraAsync(host);
        var asked = await BeginAsync("?returnUrl=/audit");

        var answer = await Visitor.Client.GetAsync(Provider.Answer(asked, Person));

        await InsideAsync();
        Assert.Equal("/audit", answer.Headers.Location!.OriginalString);
        Assert.Equal(
            ["HybridAdmin.Sandbox.Antiforgery", "HybridAdmin.Sandbox.Session"],
            Visitor.Cookies.Select(c => c.Name).Order(StringComparer.Ordinal)
        );
        var record = await LastAsync(AuditAction.SignedIn);
        Assert.Equal(($"o-1@{Tenant}", "Hanna"), (record.ActorId, record.ActorName));
        Assert.Equal("s3:cret", Provider.LastTokenCall!.Value.Form["client_secret"]);
        Assert.Equal(0, Provider.UserInfoCalls);
    }

    [Fact]
    public async Task Begin_Entra_SendsNoTelemetryAndAsksForAQuery()
    {
        await StartAtEntraAsync();

        var asked = QueryHelpers.ParseQuery((await BeginAsync("?other=true")).Query);

        Assert.DoesNotContain(asked.Keys, k => k.StartsWith("x-client", StringComparison.OrdinalIgnoreCase));
        Assert.False(asked.ContainsKey("client_info"));
        Assert.False(asked.TryGetValue("response_mode", out var mode) && mode != "query");
        Assert.Equal(("openid profile email", "login"), (asked["scope"].ToString(), asked["prompt"].ToString()));
    }

    [Theory]
    [InlineData("https://sts.windows.net/" + Tenant + "/")]
    [InlineData("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0")]
    public async Task SignIn_OtherIssuerOfEntra_IsRefused(string issuer)
    {
        Provider.BendToken = claims => claims["iss"] = issuer;
        await StartAtEntraAsync();

        await RefusedAsync(await SignInAsync(Person), "failed a check", "(iss)");
        Assert.False(await Visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_GroupsOverage_SaysWhatToConfigure()
    {
        await StartAtEntraAsync();

        await RefusedAsync(
            await SignInAsync("""{"sub":"s","name":"Hanna","_claim_names":{"groups":"src1"}}"""),
            "did not tell your groups",
            "groups overage"
        );
    }

    [Theory]
    [InlineData("none")]
    [InlineData("RS512")]
    public async Task SignIn_OtherAlgorithm_IsRefused(string algorithm)
    {
        Provider.Algorithm = algorithm;
        await StartAtEntraAsync();

        await RefusedAsync(await SignInAsync(Person), "failed a check", "algorithm");
    }

    [Fact]
    public async Task SignIn_NonceOfAnotherTab_IsRefused()
    {
        await StartAtEntraAsync();
        var other = QueryHelpers.ParseQuery((await BeginAsync()).Query)["nonce"].ToString();
        Provider.BendToken = claims => claims["nonce"] = other;

        await RefusedAsync(await SignInAsync(Person), "failed a check", "another nonce");
    }

    [Fact]
    public async Task FrontChannel_WithoutIssuerAsEntraSendsIt_EndsTheSession()
    {
        await StartAtEntraAsync();
        await SignInAsync(Person);
        using var frame = Console.Visit();

        Assert.Equal(HttpStatusCode.OK, (await frame.Client.GetAsync("/sign-out/provider?sid=session-1")).StatusCode);

        Assert.False(await Visitor.IsInsideAsync());
    }

    [Fact]
    public async Task Options_Entra_KeepItsIssuerValidatorAndOurChoices()
    {
        await StartAtEntraAsync();

        var options = Console
            .Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>()
            .Get(OpenIdSignIn.Scheme);

        Assert.NotNull(options.TokenValidationParameters.IssuerValidator);
        Assert.Equal(OpenIdGuard.ClockSkew, options.TokenValidationParameters.ClockSkew);
        Assert.True(options is { RequireHttpsMetadata: true, DisableTelemetry: true, SaveTokens: false });
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/t/v2.0", true)]
    [InlineData("https://LOGIN.microsoftonline.us/t/v2.0", true)]
    [InlineData("https://login.microsoftonline.com.fabrikam.test/t/v2.0", false)]
    [InlineData("https://fabrikam.test/login.microsoftonline.com", false)]
    public void Contains_Host_IsComparedAsAWhole(string authority, bool expected) =>
        Assert.Equal(expected, EntraHosts.Contains(new Uri(authority)));

    private Task StartAtEntraAsync(string host = "login.microsoftonline.com")
    {
        Provider.Issuer = $"https://{host}/{Tenant}/v2.0";
        Provider.BendDocument = d =>
            d["token_endpoint_auth_methods_supported"] = new System.Text.Json.Nodes.JsonArray("client_secret_post");
        return StartAsync(
            ["SignIn:ClientSecret=s3:cret"],
            services =>
                services
                    .AddHttpClient(ProviderBackchannel.Client)
                    .ConfigurePrimaryHttpMessageHandler(() => new ToLoopback(new Uri(Provider.Address), host))
        );
    }

    /// <summary>Sends requests for Entra to the provider on loopback, without the path of the tenant.</summary>
    private sealed class ToLoopback(Uri provider, string host)
        : DelegatingHandler(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Assert.Equal(host, request.RequestUri!.Host);
            var path = request.RequestUri.PathAndQuery.Replace($"/{Tenant}/v2.0", "", StringComparison.Ordinal);
            request.RequestUri = new Uri(provider, path);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
