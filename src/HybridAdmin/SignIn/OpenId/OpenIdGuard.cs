using System.IdentityModel.Tokens.Jwt;
using System.Security.Cryptography;
using HybridAdmin.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Contains the checks that the framework's OpenID Connect handler omits. Issuer, audience, signature, expiry and the
/// other claims are checked by the handler before <see cref="CheckToken"/>.
/// </summary>
internal static class OpenIdGuard
{
    /// <summary>Tolerated difference between the clocks of provider and console.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(2);

    /// <summary>The minimum size of an RSA key, in bits (RFC 7518, 3.3).</summary>
    public const int MinRsaKeySize = 2048;

    /// <summary>
    /// The accepted signature algorithms: neither "none", which the handler accepts in the code flow, nor one with a
    /// shared key.
    /// </summary>
    public static readonly IReadOnlyList<string> Algorithms = ["RS256", "PS256", "ES256"];

    /// <summary>
    /// Checks issuer and endpoints of a discovery document (OpenID Connect Discovery 1.0, 4.3), and removes RSA keys
    /// below <see cref="MinRsaKeySize"/>.
    /// </summary>
    /// <exception cref="OpenIdRefusal">The document is not the provider's, or cannot be used safely.</exception>
    public static void CheckMetadata(OpenIdConnectConfiguration metadata, Uri authority)
    {
        if (metadata.Issuer?.TrimEnd('/') != authority.OriginalString.TrimEnd('/'))
            throw Unusable(
                $"names another issuer, \"{LogText.Shorten(metadata.Issuer)}\", than SignIn:Authority "
                    + $"({authority.OriginalString}); for Entra write "
                    + "https://login.microsoftonline.com/<tenant id>/v2.0"
            );
        CheckEndpoint("authorization_endpoint", metadata.AuthorizationEndpoint, isRequired: true);
        CheckEndpoint("token_endpoint", metadata.TokenEndpoint, isRequired: true);
        CheckEndpoint("jwks_uri", metadata.JwksUri, isRequired: true);
        CheckEndpoint("userinfo_endpoint", metadata.UserInfoEndpoint, isRequired: false);
        CheckEndpoint("end_session_endpoint", metadata.EndSessionEndpoint, isRequired: false);
        CheckEndpoint(
            "pushed_authorization_request_endpoint",
            metadata.PushedAuthorizationRequestEndpoint,
            isRequired: false
        );
        foreach (var weak in metadata.SigningKeys.Where(k => RsaKeySizeOf(k) < MinRsaKeySize).ToArray())
            metadata.SigningKeys.Remove(weak);
    }

    /// <summary>Checks the issuer of an authorization response (RFC 9207).</summary>
    /// <exception cref="OpenIdRefusal">The response is another provider's, or does not name its issuer.</exception>
    public static void CheckAnswer(OpenIdConnectMessage answer, OpenIdConnectConfiguration metadata)
    {
        if (answer.Iss is { } issuer ? issuer != metadata.Issuer : metadata.AuthorizationResponseIssParameterSupported)
            throw new OpenIdRefusal(
                OpenIdProblem.TokenRefused,
                "The answer is of another issuer (iss), or does not name it though the provider says that its "
                    + "answers do."
            );
    }

    /// <summary>
    /// Checks an identity token that the handler has accepted so far (OpenID Connect Core 1.0, 3.1.3.7).
    /// </summary>
    /// <param name="nonce">The nonce that this sign-in began with; null if the state contains none.</param>
    /// <param name="issuer">The issuer of the discovery document.</param>
    /// <param name="clientId">The console's registration.</param>
    /// <exception cref="OpenIdRefusal">The token fails a check; the reason names it.</exception>
    public static void CheckToken(
        JwtSecurityToken token,
        string? nonce,
        string issuer,
        string clientId,
        DateTimeOffset now
    )
    {
        if (!Algorithms.Contains(token.Header.Alg, StringComparer.Ordinal))
            throw Refused(
                $"is signed by the algorithm \"{LogText.Shorten(token.Header.Alg)}\"; accepted are "
                    + string.Join(", ", Algorithms)
            );
        if (token.Header.ContainsKey("crit"))
            throw Refused("has critical header members (crit), which this console does not support");
        // The issuer validator for Entra also accepts the other issuers of the same tenant.
        if (token.Issuer != issuer)
            throw Refused("is of another issuer (iss)");
        var hasParty = token.Payload.TryGetValue("azp", out var party);
        if ((token.Audiences.Count() > 1 || hasParty) && party as string != clientId)
            throw Refused("was given to another application (azp)");
        if (token.IssuedAt > now.UtcDateTime + ClockSkew)
            throw Refused($"was made in the future, at {token.IssuedAt:u}; compare the clocks");
        // The handler accepts the nonce of any sign-in that this browser has open.
        if (nonce is null || token.Payload.Nonce != nonce)
            throw Refused("has another nonce than the sign-in began with");
    }

    private static void CheckEndpoint(string name, string? address, bool isRequired)
    {
        if (string.IsNullOrEmpty(address))
        {
            if (isRequired)
                throw Unusable($"names no {name}");
            return;
        }

        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !OpenIdSettings.IsSafe(uri))
            throw Unusable($"has {name} \"{LogText.Shorten(address)}\", which is not https");
    }

    /// <returns>The size in bits, without leading zeros of the modulus; null for a key of another type.</returns>
    private static int? RsaKeySizeOf(SecurityKey key)
    {
        switch (key)
        {
            case RsaSecurityKey rsa:
                var modulus = rsa.Parameters.Modulus ?? rsa.Rsa.ExportParameters(false).Modulus!;
                return modulus.AsSpan().TrimStart((byte)0).Length * 8;
            case X509SecurityKey { PublicKey: RSA certified }:
                return certified.KeySize;
            default:
                return null;
        }
    }

    private static OpenIdRefusal Unusable(string what) =>
        new(OpenIdProblem.ProviderUnreachable, $"The provider's discovery document {what}.");

    private static OpenIdRefusal Refused(string what) => new(OpenIdProblem.TokenRefused, $"The identity token {what}.");
}
