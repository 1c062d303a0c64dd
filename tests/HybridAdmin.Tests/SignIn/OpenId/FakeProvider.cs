using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Tests.SignIn.OpenId;

/// <summary>
/// A provider on loopback that issues codes without a sign-in page; its responses can be changed. The certified one is
/// in tests/openid.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "console";

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, (string Challenge, string Nonce, JsonObject Claims)> codes = new(
        StringComparer.Ordinal
    );

    private FakeProvider(WebApplication app) => this.app = app;

    /// <summary>The address that it listens on.</summary>
    public string Address => app.Urls.First();

    /// <summary>The issuer; end points are below it.</summary>
    public string Issuer
    {
        get => field ?? Address;
        set;
    }

    public TokenSigner Signer { get; set; } = new();

    /// <summary>A key that still signs although it is no longer published.</summary>
    public TokenSigner? SignAsBefore { get; set; }

    /// <summary>Changes the discovery document.</summary>
    public Action<JsonObject> BendDocument { get; set; } = _ => { };

    /// <summary>Changes the token's claims.</summary>
    public Action<JsonObject> BendToken { get; set; } = _ => { };

    /// <summary>Changes the token's header before it is signed.</summary>
    public Action<JsonObject> BendHeader { get; set; } = _ => { };

    /// <summary>The algorithm of the token's signature.</summary>
    public string Algorithm { get; set; } = "RS256";

    /// <summary>Replaces the response of the token endpoint; null: a correct response.</summary>
    public IResult? TokenAnswer { get; set; }

    /// <summary>Null: userinfo returns the subject only.</summary>
    public JsonObject? UserInfo { get; set; }

    /// <summary>The last issued identity token.</summary>
    public JsonObject? LastToken { get; private set; }

    public int UserInfoCalls { get; private set; }

    public int TokenCalls { get; private set; }

    public int KeyCalls { get; private set; }

    /// <summary>The last token request's header and form.</summary>
    public (string? Authorization, IReadOnlyDictionary<string, string> Form)? LastTokenCall { get; private set; }

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.Map();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>Returns the provider's redirect after a sign-in.</summary>
    /// <param name="authorization">The URL to which the console sent the browser.</param>
    /// <param name="claims">The claims of the person, as JSON.</param>
    /// <returns>Path and query of the console's callback.</returns>
    public string Answer(Uri authorization, string claims, string? issuer = null)
    {
        var asked = QueryHelpers.ParseQuery(authorization.Query);
        Assert.Equal(
            ["code", ClientId, "S256"],
            [
                asked["response_type"].ToString(),
                asked["client_id"].ToString(),
                asked["code_challenge_method"].ToString(),
            ]
        );
        var code = Guid.NewGuid().ToString("N");
        codes[code] = (asked["code_challenge"]!, asked["nonce"]!, JsonNode.Parse(claims)!.AsObject());
        var answer = new Dictionary<string, string?> { ["code"] = code, ["state"] = asked["state"] };
        if (issuer is not null)
            answer["iss"] = issuer;
        return QueryHelpers.AddQueryString(new Uri(asked["redirect_uri"]!).AbsolutePath, answer);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        Signer.Dispose();
    }

    private void Map()
    {
        app.MapGet(
            "/.well-known/openid-configuration",
            () =>
            {
                var document = new JsonObject
                {
                    ["issuer"] = Issuer,
                    ["authorization_endpoint"] = Issuer + "/authorize",
                    ["token_endpoint"] = Issuer + "/token",
                    ["jwks_uri"] = Issuer + "/keys",
                    ["userinfo_endpoint"] = Issuer + "/me",
                    ["end_session_endpoint"] = Issuer + "/end",
                };
                BendDocument(document);
                return Results.Text(document.ToJsonString(), "application/json");
            }
        );
        app.MapGet(
            "/keys",
            () =>
            {
                KeyCalls++;
                return Results.Text(
                    new JsonObject { ["keys"] = new JsonArray(Signer.PublishedRsa, Signer.PublishedEc) }.ToJsonString(),
                    "application/json"
                );
            }
        );
        app.MapGet(
            "/me",
            () =>
            {
                UserInfoCalls++;
                var info = UserInfo ?? new JsonObject { ["sub"] = LastToken?["sub"]?.GetValue<string>() };
                return Results.Text(info.ToJsonString(), "application/json");
            }
        );
        app.MapPost("/token", TokenAsync);
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString());
        TokenCalls++;
        LastTokenCall = (request.Headers.Authorization, form);
        var proof = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"])));
        if (!codes.TryRemove(form["code"], out var known) || known.Challenge != proof)
            return Results.Json(new { error = "invalid_grant", error_description = "no such code" }, statusCode: 400);
        if (TokenAnswer is { } bent)
            return bent;
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = known.Claims;
        (claims["iss"], claims["aud"], claims["nonce"], claims["iat"], claims["exp"]) = (
            Issuer,
            ClientId,
            known.Nonce,
            now,
            now + 300
        );
        BendToken(claims);
        LastToken = claims;
        return Results.Json(
            new
            {
                id_token = (SignAsBefore ?? Signer).Sign(claims, Algorithm, BendHeader),
                access_token = "access",
                token_type = "Bearer",
            }
        );
    }
}
