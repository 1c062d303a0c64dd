using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>What an identity token has to fit.</summary>
/// <param name="Issuer">Of the discovery document.</param>
/// <param name="ClientId">The console's own.</param>
/// <param name="Nonce">That the sign-in began with.</param>
internal sealed record TokenExpectation(string Issuer, string ClientId, string Nonce, DateTimeOffset Now);

/// <summary>
/// Checks an identity token (OpenID Connect Core 1.0, 3.1.3.7; RFC 8725). What is returned may be believed.
/// </summary>
internal static class IdentityTokenCheck
{
    /// <summary>How far the clocks of provider and console may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    private const int LongestToken = 200_000;

    /// <param name="findKeys">Published keys for a <c>kid</c> (or null) and an algorithm.</param>
    /// <returns>The token's claims.</returns>
    /// <exception cref="OpenIdRefusal">It fails a check; the reason says which.</exception>
    public static async Task<JsonElement> RunAsync(
        string token,
        TokenExpectation expected,
        Func<string?, string, Task<IReadOnlyList<SigningKey>>> findKeys
    )
    {
        var parts = token.Length <= LongestToken ? token.Split('.') : throw Refused("is too long");
        if (parts.Length != 3)
            throw Refused("does not have three parts");
        var header = Part(parts[0]);
        if (header.TryGetProperty("crit", out _))
            throw Refused("has critical header members (crit), which nobody here understands");
        var algorithm = Json.Text(header, "alg");
        if (algorithm is null || !SigningKey.Algorithms.Contains(algorithm))
            throw Refused(
                $"is signed by the algorithm \"{Json.Short(algorithm ?? "")}\"; accepted are "
                    + $"{string.Join(", ", SigningKey.Algorithms)}"
            );
        var signature = Bytes(parts[2]);
        var signed = Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}");
        var keys = await findKeys(Json.Text(header, "kid"), algorithm).ConfigureAwait(false);
        if (keys.Count == 0)
            throw Refused(
                $"is signed by a key (kid \"{Json.Short(Json.Text(header, "kid") ?? "")}\", {algorithm}) "
                    + $"that the provider does not publish"
            );
        if (!keys.Any(k => k.Verify(algorithm, signed, signature)))
            throw Refused("has a wrong signature");

        var claims = Part(parts[1]);
        CheckParties(claims, expected);
        CheckTimes(claims, expected.Now);
        if (
            !CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(Json.Text(claims, "nonce") ?? ""),
                Encoding.UTF8.GetBytes(expected.Nonce)
            )
        )
            throw Refused("has another nonce than the sign-in began with");
        if (Json.Text(claims, "sub") is null)
            throw Refused("names nobody (sub)");
        return claims;
    }

    private static void CheckParties(JsonElement claims, TokenExpectation expected)
    {
        var issuer = Json.Text(claims, "iss");
        if (issuer != expected.Issuer)
            throw Refused($"is of another issuer, \"{Json.Short(issuer ?? "")}\"");
        var audience = Json.Texts(claims, "aud");
        if (!audience.Contains(expected.ClientId, StringComparer.Ordinal))
            throw Refused("is for another application (aud)");
        var hasParty = claims.TryGetProperty("azp", out _);
        if ((audience.Count > 1 || hasParty) && Json.Text(claims, "azp") != expected.ClientId)
            throw Refused("was given to another application (azp)");
    }

    private static void CheckTimes(JsonElement claims, DateTimeOffset now)
    {
        if (Json.Time(claims, "exp") is not { } end)
            throw Refused("has no end (exp)");
        if (now >= end + Skew)
            throw Refused($"expired at {end:u}");
        if (Json.Time(claims, "iat") is not { } issued)
            throw Refused("does not say when it was made (iat)");
        if (issued > now + Skew)
            throw Refused($"was made in the future, at {issued:u}; compare the clocks");
        if (!claims.TryGetProperty("nbf", out _))
            return;
        if (Json.Time(claims, "nbf") is not { } begin || begin > now + Skew)
            throw Refused("is not valid yet (nbf); compare the clocks");
    }

    private static JsonElement Part(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(Bytes(text));
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw Refused("is not made of JSON objects");
        }
        catch (JsonException)
        {
            throw Refused("is not made of JSON objects");
        }
    }

    private static byte[] Bytes(string text)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            throw Refused("is not base64url");
        }
    }

    private static OpenIdRefusal Refused(string what) => new(OpenIdProblem.TokenRefused, $"The identity token {what}.");
}
