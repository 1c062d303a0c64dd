using System.IdentityModel.Tokens.Jwt;
using System.Text.Json.Nodes;
using HybridAdmin.SignIn.OpenId;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>Checks of the guard alone; <see cref="OpenIdTokenTests"/> check that the handler calls it.</summary>
public sealed class OpenIdGuardTests : IDisposable
{
    private const string Issuer = "https://login.contoso.test/v2.0";
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));
    private readonly TokenSigner signer = new();

    public void Dispose() => signer.Dispose();

    [Theory]
    [InlineData("RS256", null, null, null)]
    [InlineData("PS256", null, null, null)]
    [InlineData("ES256", null, null, null)]
    [InlineData("none", null, null, "algorithm \"none\"")]
    [InlineData("HS256", null, null, "algorithm \"HS256\"")]
    [InlineData("RS512", null, null, "algorithm \"RS512\"")]
    [InlineData("RS256", "header.alg", "\"rs256\"", "algorithm \"rs256\"")]
    [InlineData("RS256", "header.alg", null, "algorithm \"\"")]
    [InlineData("RS256", "header.crit", "[\"exp\"]", "crit")]
    [InlineData("RS256", "header.crit", "[]", "crit")]
    [InlineData("RS256", "iss", "\"https://login.contoso.test/v2.0/\"", "(iss)")]
    [InlineData("RS256", "iss", null, "(iss)")]
    [InlineData("RS256", "aud", "[\"console\",\"other\"]", "(azp)")]
    [InlineData("RS256", "azp", "\"other\"", "(azp)")]
    [InlineData("RS256", "azp", "7", "(azp)")]
    [InlineData("RS256", "azp", "\"console\"", null)]
    [InlineData("RS256", "iat", "+120", null)]
    [InlineData("RS256", "iat", "+121", "future")]
    [InlineData("RS256", "nonce", "\"n-2\"", "nonce")]
    [InlineData("RS256", "nonce", "\"\"", "nonce")]
    [InlineData("RS256", "nonce", null, "nonce")]
    public void CheckToken_Table(string algorithm, string? member, string? value, string? refused)
    {
        var claims = Claims();
        Action<JsonObject>? header = null;
        if (member?.StartsWith("header.", StringComparison.Ordinal) == true)
            header = h => Set(h, member["header.".Length..], value);
        else if (member is not null)
            Set(claims, member, value);
        var token = signer.Sign(claims, algorithm, header);

        var refusal = Record.Exception(() => Check(token)) as OpenIdRefusal;

        Assert.Equal(refused is null, refusal is null);
        if (refused is null)
            return;
        Assert.Equal(OpenIdProblem.TokenRefused, refusal!.Problem);
        Assert.Contains(refused, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("eyJ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CheckToken_StateWithoutANonce_IsRefused()
    {
        var token = new JwtSecurityToken(signer.Sign(Claims()));

        Assert.Throws<OpenIdRefusal>(() => OpenIdGuard.CheckToken(token, null, Issuer, "console", time.GetUtcNow()));
    }

    [Theory]
    [InlineData(null, false, true)]
    [InlineData(null, true, false)]
    [InlineData(Issuer, true, true)]
    [InlineData(Issuer, false, true)]
    [InlineData("https://login.fabrikam.test", false, false)]
    [InlineData("https://login.fabrikam.test", true, false)]
    [InlineData(Issuer + "/", true, false)]
    [InlineData("", true, false)]
    public void CheckAnswer_Table(string? issuer, bool isPromised, bool isRight)
    {
        var answer = new OpenIdConnectMessage();
        if (issuer is not null)
            answer.SetParameter("iss", issuer);
        var metadata = new OpenIdConnectConfiguration
        {
            Issuer = Issuer,
            AuthorizationResponseIssParameterSupported = isPromised,
        };

        Assert.Equal(isRight, Record.Exception(() => OpenIdGuard.CheckAnswer(answer, metadata)) is null);
    }

    [Theory]
    [InlineData("issuer", "https://login.contoso.test/v2.0/", null)]
    [InlineData("issuer", "https://login.fabrikam.test", "another issuer")]
    [InlineData("issuer", null, "another issuer")]
    [InlineData("authorization_endpoint", null, "names no authorization_endpoint")]
    [InlineData("token_endpoint", null, "names no token_endpoint")]
    [InlineData("jwks_uri", null, "names no jwks_uri")]
    [InlineData("authorization_endpoint", "http://login.contoso.test/authorize", "not https")]
    [InlineData("token_endpoint", "http://login.contoso.test/token", "not https")]
    [InlineData("token_endpoint", "http://127.0.0.1:9/token", null)]
    [InlineData("jwks_uri", "ftp://login.contoso.test/keys", "not https")]
    [InlineData("userinfo_endpoint", "http://login.contoso.test/me", "not https")]
    [InlineData("end_session_endpoint", "javascript:alert(1)", "not https")]
    [InlineData("pushed_authorization_request_endpoint", "http://login.contoso.test/par", "not https")]
    public void CheckMetadata_Table(string member, string? value, string? refused)
    {
        var document = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = "https://login.contoso.test/authorize",
            ["token_endpoint"] = "https://login.contoso.test/token",
            ["jwks_uri"] = "https://login.contoso.test/keys",
        };
        document.Remove(member);
        if (value is not null)
            document[member] = value;
        var metadata = OpenIdConnectConfiguration.Create(document.ToJsonString());

        var refusal = Record.Exception(() => OpenIdGuard.CheckMetadata(metadata, new Uri(Issuer))) as OpenIdRefusal;

        Assert.Equal(refused, refusal is null ? null : refused);
        if (refused is not null)
            Assert.Contains(refused, refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024, false, 0)]
    [InlineData(1024, true, 0)]
    [InlineData(2048, false, 1)]
    public void CheckMetadata_RsaKeys_AreKeptFrom2048Bits(int bits, bool isPadded, int kept)
    {
        using var published = new TokenSigner(rsaBits: bits);
        var key = published.PublishedRsa;
        if (isPadded)
            key["n"] = Base64UrlEncoder.Encode([
                .. new byte[128],
                .. Base64UrlEncoder.DecodeBytes(key["n"]!.GetValue<string>()),
            ]);
        var keys = new JsonWebKeySet(
            new JsonObject { ["keys"] = new JsonArray(key, published.PublishedEc) }.ToJsonString()
        );
        var metadata = new OpenIdConnectConfiguration
        {
            Issuer = Issuer,
            AuthorizationEndpoint = Issuer,
            TokenEndpoint = Issuer,
            JwksUri = Issuer,
        };
        foreach (var signing in keys.GetSigningKeys())
            metadata.SigningKeys.Add(signing);

        OpenIdGuard.CheckMetadata(metadata, new Uri(Issuer));

        Assert.Equal(kept, metadata.SigningKeys.OfType<RsaSecurityKey>().Count());
        Assert.Single(metadata.SigningKeys.OfType<ECDsaSecurityKey>());
    }

    private void Check(string token) =>
        OpenIdGuard.CheckToken(new JwtSecurityToken(token), "n-1", Issuer, "console", time.GetUtcNow());

    private void Set(JsonObject part, string name, string? value)
    {
        part.Remove(name);
        if (value?.StartsWith('+') == true)
            part[name] = time.GetUtcNow().ToUnixTimeSeconds() + int.Parse(value, null);
        else if (value is not null)
            part[name] = JsonNode.Parse(value);
    }

    private JsonObject Claims() =>
        new()
        {
            ["iss"] = Issuer,
            ["aud"] = "console",
            ["sub"] = "anna",
            ["exp"] = time.GetUtcNow().ToUnixTimeSeconds() + 300,
            ["iat"] = time.GetUtcNow().ToUnixTimeSeconds(),
            ["nonce"] = "n-1",
        };
}
