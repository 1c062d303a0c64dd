using System.Text.Json;
using HybridAdmin.Configuration;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0).</summary>
internal sealed record ProviderDocument
{
    public required string Issuer { get; init; }

    public required Uri Authorization { get; init; }

    public required Uri Token { get; init; }

    public required Uri Keys { get; init; }

    public Uri? UserInfo { get; init; }

    /// <summary>Null: the provider offers no sign-out.</summary>
    public Uri? EndSession { get; init; }

    /// <summary>Each answer names its issuer (RFC 9207).</summary>
    public bool AnswersNameIssuer { get; init; }

    /// <summary>The secret goes into the form, else into the header.</summary>
    public bool TakesSecretInForm { get; init; }

    /// <exception cref="OpenIdRefusal">It is not this provider's, or its addresses are not safe.</exception>
    public static ProviderDocument Read(JsonElement document, Uri authority)
    {
        if (document.ValueKind != JsonValueKind.Object)
            throw Wrong("is not a JSON object");
        var issuer = Json.Text(document, "issuer") ?? throw Wrong("names no issuer");
        if (issuer.TrimEnd('/') != authority.OriginalString.TrimEnd('/'))
            throw Wrong(
                $"names another issuer, \"{Json.Short(issuer)}\", than SignIn:Authority "
                    + $"({authority.OriginalString}); for Entra write "
                    + $"https://login.microsoftonline.com/<tenant id>/v2.0"
            );
        return new ProviderDocument
        {
            Issuer = issuer,
            Authorization =
                Address(document, "authorization_endpoint") ?? throw Wrong("names no authorization_endpoint"),
            Token = Address(document, "token_endpoint") ?? throw Wrong("names no token_endpoint"),
            Keys = Address(document, "jwks_uri") ?? throw Wrong("names no jwks_uri"),
            UserInfo = Address(document, "userinfo_endpoint"),
            EndSession = Address(document, "end_session_endpoint"),
            AnswersNameIssuer =
                document.TryGetProperty("authorization_response_iss_parameter_supported", out var named)
                && named.ValueKind == JsonValueKind.True,
            TakesSecretInForm = Json.Texts(document, "token_endpoint_auth_methods_supported")
                .Contains("client_secret_post"),
        };
    }

    private static Uri? Address(JsonElement document, string name)
    {
        if (Json.Text(document, name) is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && OpenIdSettings.IsSafe(address)
            ? address
            : throw Wrong($"has {name} \"{Json.Short(text)}\", which is not https");
    }

    private static OpenIdRefusal Wrong(string what) =>
        new(OpenIdProblem.ProviderAway, $"The provider's discovery document {what}.");
}
