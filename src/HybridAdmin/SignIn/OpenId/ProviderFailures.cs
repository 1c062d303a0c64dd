using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>The progress of one sign-in, to name the step that failed.</summary>
internal sealed class SignInAttempt
{
    /// <summary>Indicates whether the authorization code was sent to the provider.</summary>
    public bool IsCodeSent { get; set; }

    /// <summary>The attempt of this request.</summary>
    public static SignInAttempt Of(HttpContext context)
    {
        if (context.Features.Get<SignInAttempt>() is { } known)
            return known;
        var attempt = new SignInAttempt();
        context.Features.Set(attempt);
        return attempt;
    }
}

/// <summary>
/// Maps exceptions of the framework's handler to refusals. The reasons are sentences of this class, because the
/// exceptions' own messages may hold values of tokens.
/// </summary>
internal static partial class ProviderFailures
{
    public static OpenIdRefusal ToRefusal(Exception failure, SignInAttempt attempt, Uri authority) =>
        failure switch
        {
            OpenIdRefusal refusal => refusal,
            HttpRequestException or IOException or OperationCanceledException => Unreachable(authority, failure),
            OpenIdConnectProtocolInvalidNonceException => Token("has another nonce than the sign-in began with"),
            OpenIdConnectProtocolInvalidAtHashException => Token("does not fit the access token (at_hash)"),
            OpenIdConnectProtocolException protocol => OfProtocol(protocol, attempt, authority),
            SecurityTokenException token => OfToken(token),
            // The handler itself fails with this type if state and correlation cookie do not match.
            AuthenticationFailureException when !attempt.IsCodeSent => NotBegunHere(),
            JsonException => new OpenIdRefusal(
                OpenIdProblem.ProviderUnreachable,
                $"The provider {authority.Authority} (SignIn:Authority) cannot be used: it answered something else "
                    + "than JSON."
            ),
            _ => Check(failure),
        };

    public static OpenIdRefusal NotBegunHere() =>
        new(
            OpenIdProblem.NotBegunHere,
            "An answer of the provider came with a state that this browser did not begin with, or that was used before."
        );

    /// <summary>The refusal for a provider that does not answer, or answers incorrectly.</summary>
    public static OpenIdRefusal Unreachable(Uri authority, Exception failure) =>
        new(
            OpenIdProblem.ProviderUnreachable,
            $"The provider {authority.Authority} (SignIn:Authority) cannot be used: "
                + $"{LogText.Shorten(failure.GetBaseException().Message).TrimEnd('.')}."
        );

    private static OpenIdRefusal OfProtocol(
        OpenIdConnectProtocolException failure,
        SignInAttempt attempt,
        Uri authority
    )
    {
        // The handler stores the provider's own words here (RFC 6749, 4.1.2.1 and 5.2).
        if (failure.Data["error"] is string error)
        {
            var description = failure.Data["error_description"] as string ?? "no description";
            var words = $"{LogText.Shorten(error)}, {LogText.Shorten(description)}";
            return attempt.IsCodeSent
                ? new OpenIdRefusal(
                    OpenIdProblem.CodeRefused,
                    $"The provider refused the authorization code or the console's registration: {words}"
                )
                : new OpenIdRefusal(OpenIdProblem.RefusedThere, $"The provider refused: {words}");
        }

        return attempt.IsCodeSent && failure.InnerException is not null
            ? Unreachable(authority, new HttpRequestException("its token endpoint answered something else than JSON"))
            : Check(failure);
    }

    private static OpenIdRefusal OfToken(SecurityTokenException failure) =>
        failure switch
        {
            SecurityTokenSignatureKeyNotFoundException => Token(
                "is signed by a key that the provider does not publish"
            ),
            SecurityTokenInvalidSignatureException => Token("has a wrong signature"),
            SecurityTokenInvalidIssuerException => Token("is of another issuer (iss)"),
            SecurityTokenInvalidAudienceException => Token("is for another application (aud)"),
            SecurityTokenNoExpirationException => Token("has no end (exp)"),
            SecurityTokenExpiredException expired => Token($"expired at {expired.Expires:u}"),
            SecurityTokenNotYetValidException early => Token(
                $"is not valid before {early.NotBefore:u} (nbf); compare the clocks"
            ),
            _ => Check(failure),
        };

    /// <summary>Identifies the check by the code of the library's message only.</summary>
    private static OpenIdRefusal Check(Exception failure)
    {
        var code = Code().Match(failure.Message);
        return new OpenIdRefusal(
            OpenIdProblem.TokenRefused,
            $"The provider's answer or its identity token fails a check: {failure.GetType().Name}"
                + (code.Success ? $" {code.Value}." : ".")
        );
    }

    private static OpenIdRefusal Token(string what) => new(OpenIdProblem.TokenRefused, $"The identity token {what}.");

    [GeneratedRegex("^IDX[0-9]+")]
    private static partial Regex Code();
}
