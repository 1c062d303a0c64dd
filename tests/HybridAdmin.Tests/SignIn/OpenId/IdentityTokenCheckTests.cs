using System.Text.Json.Nodes;
using HybridAdmin.SignIn.OpenId;

namespace HybridAdmin.Tests.SignIn.OpenId;

public sealed class IdentityTokenCheckTests : IDisposable
{
    private const string Issuer = "https://login.contoso.test/v2.0";
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly TokenSigner signer = new();

    public void Dispose() => signer.Dispose();

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task Run_SignedByAPublishedKey_GivesTheClaims(string algorithm)
    {
        var claims = await CheckAsync(signer.Sign(Claims(), algorithm));

        Assert.Equal("anna", claims.GetProperty("sub").GetString());
    }

    [Theory]
    [InlineData("iss", "\"https://login.fabrikam.test/v2.0\"", "another issuer")]
    [InlineData("iss", "\"https://login.contoso.test/v2.0/\"", "another issuer")]
    [InlineData("iss", null, "another issuer")]
    [InlineData("aud", "\"other\"", "(aud)")]
    [InlineData("aud", "[]", "(aud)")]
    [InlineData("aud", null, "(aud)")]
    [InlineData("aud", "[\"console\",\"other\"]", "(azp)")]
    [InlineData("azp", "\"other\"", "(azp)")]
    [InlineData("azp", "7", "(azp)")]
    [InlineData("exp", null, "(exp)")]
    [InlineData("exp", "\"2000000000\"", "(exp)")]
    [InlineData("exp", "1e300", "(exp)")]
    [InlineData("iat", null, "(iat)")]
    [InlineData("nbf", "\"soon\"", "(nbf)")]
    [InlineData("nonce", "\"other\"", "nonce")]
    [InlineData("nonce", null, "nonce")]
    [InlineData("nonce", "\"\"", "nonce")]
    [InlineData("sub", null, "(sub)")]
    public async Task Run_WrongClaim_IsRefusedWithItsName(string name, string? value, string expected)
    {
        var claims = Claims();
        claims.Remove(name);
        if (value is not null)
            claims[name] = JsonNode.Parse(value);

        await RefusesAsync(signer.Sign(claims), expected);
    }

    [Theory]
    [InlineData("exp", -119, null)]
    [InlineData("exp", -120, "expired")]
    [InlineData("iat", 120, null)]
    [InlineData("iat", 121, "future")]
    [InlineData("nbf", 120, null)]
    [InlineData("nbf", 121, "not valid yet")]
    public async Task Run_TimesAtTheEdgeOfTheSkew_AreJudgedToTheSecond(string name, int seconds, string? expected)
    {
        var claims = Claims();
        claims[name] = Now.ToUnixTimeSeconds() + seconds;

        if (expected is null)
            await CheckAsync(signer.Sign(claims));
        else
            await RefusesAsync(signer.Sign(claims), expected);
    }

    [Fact]
    public async Task Run_SeveralAudiencesAndAuthorizedParty_IsBelieved()
    {
        var claims = Claims();
        (claims["aud"], claims["azp"]) = (new JsonArray("other", "console"), "console");

        await CheckAsync(signer.Sign(claims));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS512")]
    public async Task Run_OtherAlgorithm_IsRefused(string algorithm) =>
        await RefusesAsync(signer.Sign(Claims(), algorithm), $"algorithm \"{algorithm}\"");

    [Fact]
    public async Task Run_NamesAnotherAlgorithmThanItsKeysType_IsRefused() =>
        await RefusesAsync(
            signer.Sign(Claims(), "RS256", h => h["alg"] = "ES256"),
            "does not publish",
            (_, algorithm) => [.. signer.Keys.Where(k => k.Rsa is not null && k.Fits(signer.Id, algorithm))]
        );

    [Fact]
    public async Task Run_CriticalMember_IsRefused() =>
        await RefusesAsync(signer.Sign(Claims(), header: h => h["crit"] = new JsonArray("exp")), "crit");

    [Fact]
    public async Task Run_KeyOfTheSameNameIsAnother_IsRefused()
    {
        using var other = new TokenSigner();

        await RefusesAsync(other.Sign(Claims()), "wrong signature");
    }

    [Fact]
    public async Task Run_UnknownKey_IsRefused()
    {
        using var other = new TokenSigner("key-2");

        await RefusesAsync(other.Sign(Claims()), "does not publish");
    }

    [Fact]
    public async Task Run_ClaimsChangedAfterSigning_IsRefused()
    {
        var parts = signer.Sign(Claims()).Split('.');
        var claims = Claims();
        claims["roles"] = new JsonArray("Administrator");

        await RefusesAsync($"{parts[0]}.{signer.Sign(claims).Split('.')[1]}.{parts[2]}", "wrong signature");
    }

    [Theory]
    [InlineData("", "three parts")]
    [InlineData("a.b", "three parts")]
    [InlineData("a.b.c.d.e", "three parts")]
    [InlineData("!.!.!", "base64url")]
    [InlineData("W10.e30.AAAA", "JSON objects")]
    [InlineData("e30.e30.AAAA", "algorithm")]
    public async Task Run_NoToken_IsRefused(string token, string expected) => await RefusesAsync(token, expected);

    [Fact]
    public void SigningKey_ShortRsa_IsNotTaken()
    {
        using var weak = new TokenSigner(rsaBits: 1024);

        Assert.DoesNotContain(weak.Keys, k => k.Rsa is not null);
        Assert.Contains(signer.Keys, k => k.Rsa is not null);
    }

    [Theory]
    [InlineData("use", "enc")]
    [InlineData("kty", "oct")]
    [InlineData("n", "!")]
    public void SigningKey_NotForSignaturesOrNotWhole_IsNotTaken(string name, string value)
    {
        var key = signer.PublishedRsa;
        key[name] = value;

        Assert.Null(SigningKey.Read(System.Text.Json.JsonSerializer.SerializeToElement(key)));
    }

    private static JsonObject Claims() =>
        new()
        {
            ["iss"] = Issuer,
            ["aud"] = "console",
            ["sub"] = "anna",
            ["exp"] = Now.ToUnixTimeSeconds() + 300,
            ["iat"] = Now.ToUnixTimeSeconds(),
            ["nonce"] = "n-1",
        };

    private Task<System.Text.Json.JsonElement> CheckAsync(
        string token,
        Func<string?, string, IReadOnlyList<SigningKey>>? keys = null
    ) =>
        IdentityTokenCheck.RunAsync(
            token,
            new TokenExpectation(Issuer, "console", "n-1", Now),
            (id, algorithm) =>
                Task.FromResult(keys?.Invoke(id, algorithm) ?? [.. signer.Keys.Where(k => k.Fits(id, algorithm))])
        );

    private async Task RefusesAsync(
        string token,
        string expected,
        Func<string?, string, IReadOnlyList<SigningKey>>? keys = null
    )
    {
        var refusal = await Assert.ThrowsAsync<OpenIdRefusal>(() => CheckAsync(token, keys));
        Assert.Equal(OpenIdProblem.TokenRefused, refusal.Problem);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        if (token.Length > 0)
            Assert.DoesNotContain(token, refusal.Message, StringComparison.Ordinal);
    }
}
