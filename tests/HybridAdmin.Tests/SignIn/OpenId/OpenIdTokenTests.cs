using System.Text.Json.Nodes;
using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>Identity tokens and other responses of a token endpoint that violates the specification.</summary>
[Trait(Category.Name, Category.Slow)]
public sealed class OpenIdTokenTests : OpenIdConsoleTest
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task SignIn_SignedByAPublishedKey_IsInside(string algorithm)
    {
        Provider.Algorithm = algorithm;
        await StartAsync();

        await SignInAsync();

        await InsideAsync();
    }

    [Theory]
    [InlineData("iss", "\"https://login.fabrikam.test/v2.0\"", "another issuer")]
    [InlineData("iss", null, "another issuer")]
    [InlineData("aud", "\"other\"", "(aud)")]
    [InlineData("aud", "[]", "(aud)")]
    [InlineData("aud", null, "(aud)")]
    [InlineData("aud", "[\"console\",\"other\"]", "(azp)")]
    [InlineData("azp", "\"other\"", "(azp)")]
    [InlineData("azp", "7", "fails a check")]
    [InlineData("exp", null, "(exp)")]
    [InlineData("exp", "1e300", "fails a check")]
    [InlineData("iat", null, "fails a check")]
    [InlineData("nonce", "\"other\"", "nonce")]
    [InlineData("nonce", null, "nonce")]
    [InlineData("nonce", "\"\"", "nonce")]
    [InlineData("sub", null, "fails a check")]
    public async Task SignIn_WrongClaim_IsRefused(string name, string? value, string recorded)
    {
        Provider.BendToken = claims =>
        {
            claims.Remove(name);
            if (value is not null)
                claims[name] = JsonNode.Parse(value);
        };
        await StartAsync();

        await RefusedAsync(await SignInAsync(), "failed a check", recorded);
        Assert.False(await Visitor.IsInsideAsync());
    }

    /// <remarks>Ten seconds from each edge of the two minutes, for a slow machine.</remarks>
    [Theory]
    [InlineData("exp", -110, null)]
    [InlineData("exp", -130, "expired at")]
    [InlineData("iat", 110, null)]
    [InlineData("iat", 140, "in the future")]
    [InlineData("nbf", 110, null)]
    [InlineData("nbf", 140, "(nbf)")]
    public async Task SignIn_ClocksApart_IsToleratedForTwoMinutes(string name, int seconds, string? recorded)
    {
        Provider.BendToken = claims => claims[name] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() + seconds;
        await StartAsync();

        var answer = await SignInAsync();

        Assert.Equal(recorded is null, await Visitor.IsInsideAsync());
        if (recorded is not null)
            await RefusedAsync(answer, "failed a check", recorded);
    }

    [Fact]
    public async Task SignIn_SeveralAudiencesAndAuthorizedParty_IsInside()
    {
        Provider.BendToken = claims => (claims["aud"], claims["azp"]) = (new JsonArray("other", "console"), "console");
        await StartAsync();

        await SignInAsync();

        await InsideAsync();
    }

    [Theory]
    [InlineData("none", "algorithm \"none\"")]
    [InlineData("HS256", "")]
    [InlineData("RS512", "algorithm \"RS512\"")]
    public async Task SignIn_OtherAlgorithm_IsRefused(string algorithm, string recorded)
    {
        Provider.Algorithm = algorithm;
        await StartAsync();

        await RefusedAsync(await SignInAsync(), "failed a check", recorded);
        Assert.False(await Visitor.IsInsideAsync());
    }

    [Theory]
    [InlineData("alg", "\"ES256\"")]
    [InlineData("crit", "[\"exp\"]")]
    public async Task SignIn_WrongHeader_IsRefused(string name, string value)
    {
        Provider.BendHeader = header => header[name] = JsonNode.Parse(value);
        await StartAsync();

        await RefusedAsync(await SignInAsync(), "failed a check", "token");
        Assert.False(await Visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_KeyOfTheSameNameIsAnother_IsRefused()
    {
        await StartAsync();
        await Visitor.Client.GetStringAsync("/sign-in"); // the console knows the keys now
        Provider.Signer = new TokenSigner();

        await RefusedAsync(await SignInAsync(), "failed a check", "signature");
    }

    [Fact]
    public async Task SignIn_ShortRsaKey_IsNotTaken()
    {
        Provider.Signer = new TokenSigner(rsaBits: 1024);
        await StartAsync();

        await RefusedAsync(await SignInAsync(), "failed a check", "does not publish");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d.e")]
    [InlineData("!.!.!")]
    [InlineData("W10.e30.AAAA")]
    [InlineData("e30.e30.AAAA")]
    public async Task SignIn_NoToken_IsRefused(string token)
    {
        Provider.TokenAnswer = Results.Json(
            new
            {
                id_token = token,
                access_token = "access",
                token_type = "Bearer",
            }
        );
        await StartAsync();

        await RefusedAsync(await SignInAsync(), "failed a check", "identity token");
    }

    [Fact]
    public async Task SignIn_NonceUsedBefore_IsRefused()
    {
        await StartAsync();
        await SignInAsync();
        var used = Provider.LastToken!["nonce"]!.GetValue<string>();
        Provider.BendToken = claims => claims["nonce"] = used;

        await RefusedAsync(await SignInAsync(), "failed a check", "another nonce");
    }

    [Fact]
    public async Task SignIn_NonceOfAnotherTab_IsRefused()
    {
        await StartAsync();
        var other = QueryHelpers.ParseQuery((await BeginAsync()).Query)["nonce"].ToString();
        Provider.BendToken = claims => claims["nonce"] = other;

        await RefusedAsync(await SignInAsync(), "failed a check", "another nonce");
        Assert.False(await Visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_TwoTabs_BothEndInside()
    {
        await StartAsync();
        var (first, second) = (await BeginAsync("?returnUrl=/audit"), await BeginAsync("?returnUrl=/me"));

        var later = await Visitor.Client.GetAsync(Provider.Answer(second, Hanna));
        var earlier = await Visitor.Client.GetAsync(Provider.Answer(first, Hanna));

        Assert.Equal(
            ("/me", "/audit"),
            (later.Headers.Location!.OriginalString, earlier.Headers.Location!.OriginalString)
        );
        Assert.Equal(2, (await ListAsync(AuditAction.SignedIn)).Count);
    }

    [Fact]
    public async Task SignIn_CodeOfAnotherTab_IsRefused()
    {
        await StartAsync();
        var (first, second) = (await BeginAsync(), await BeginAsync());
        var code = QueryHelpers.ParseQuery(Provider.Answer(first, Hanna).Split('?')[1])["code"].ToString();
        var callback = QueryHelpers.ParseQuery(Provider.Answer(second, Hanna).Split('?')[1]);
        callback["code"] = code;

        await RefusedAsync(
            await Visitor.Client.GetAsync(QueryHelpers.AddQueryString("/sign-in/answer", callback)),
            "did not accept the sign-in",
            "no such code"
        );
    }

    [Theory]
    [InlineData("""{"sub":"hanna","_claim_names":{"groups":"src1"},"_claim_sources":{"src1":{"endpoint":"x"}}}""")]
    [InlineData("""{"sub":"hanna","hasgroups":true}""")]
    public async Task SignIn_GroupsWithheld_SaysWhatToConfigure(string claims)
    {
        await StartAsync();

        await RefusedAsync(await SignInAsync(claims), "did not tell your groups", "groups overage");
        Assert.False(await Visitor.IsInsideAsync());
    }

    [Fact]
    public async Task SignIn_KeyWithdrawn_IsNotBelievedAfterTheRotation()
    {
        var old = Provider.Signer;
        await StartAsync();
        await SignInAsync();
        Provider.Signer = new TokenSigner("key-2");
        Time.Advance(HybridAdmin.SignIn.OpenId.ProviderMetadata.MinRefreshAge);
        using var second = Console.Visit();
        await second.Client.GetAsync(Provider.Answer(await BeginAsync(second), Hanna));
        await InsideAsync(second); // the first one waits for the new keys

        Provider.SignAsBefore = old;
        using var third = Console.Visit();

        await RefusedAsync(
            await third.Client.GetAsync(Provider.Answer(await BeginAsync(third), Hanna)),
            "failed a check",
            "does not publish"
        );
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task SignIn_TokenEndpointFails_SaysThatTheProviderIsNotReachable(int status)
    {
        Provider.TokenAnswer = Results.StatusCode(status);
        await StartAsync();

        await ToldAsync(await SignInAsync(), "not reachable");
        Assert.Empty(await ListAsync(AuditAction.SignInRefused)); // nobody was refused
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("[]")]
    public async Task SignIn_TokenEndpointAnswersNonsense_SaysThatTheProviderIsNotReachable(string text)
    {
        Provider.TokenAnswer = Results.Text(text, "text/html");
        await StartAsync();

        await ToldAsync(await SignInAsync(), "not reachable");
    }

    [Fact]
    public async Task SignIn_TokenEndpointRedirects_SecretAndCodeStay()
    {
        Provider.TokenAnswer = Results.Redirect($"{Provider.Address}/token", permanent: false, preserveMethod: true);
        await StartAsync("SignIn:ClientSecret=s3:cret");

        await SignInAsync();

        Assert.Equal(1, Provider.TokenCalls);
        Assert.False(await Visitor.IsInsideAsync());
    }
}
