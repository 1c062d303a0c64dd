using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using HybridAdmin.Configuration;
using HybridAdmin.Core.Audit;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9207) on the
/// framework's OAuth handler, which keeps the protected state, the correlation cookie and the callback. The checks of
/// the answer are ours.
/// </summary>
internal sealed class OpenIdHandler(
    IOptionsMonitor<OpenIdOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    OpenIdSettings settings,
    OpenIdProvider provider,
    OpenIdPeople people,
    OpenIdProblems problems,
    SignInRecords records,
    TimeProvider time,
    ILogger<OpenIdHandler> log
) : OAuthHandler<OpenIdOptions>(options, loggers, encoder)
{
    /// <summary>The handler's scheme; it ends in the cookie of <see cref="ConsoleSignIn.Scheme"/>.</summary>
    public const string SchemeName = "OpenId";

    /// <summary>
    /// Under this name the session's cookie keeps the identity token, for the sign-out at the provider.
    /// </summary>
    public const string IdentityToken = "id_token";

    /// <summary>
    /// Longer ones, of people with many groups, would make cookie and sign-out address too long; without it the
    /// provider may ask whether to sign out.
    /// </summary>
    public const int LongestKeptToken = 3_000;

    /// <summary>Of a challenge: "login" makes the provider ask who it is, also where it knows somebody.</summary>
    public const string PromptParameter = "prompt";

    private const string NonceItem = "nonce";
    private ProviderDocument? document;

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            document = await provider.GetDocumentAsync(Context.RequestAborted);
        }
        catch (OpenIdRefusal refusal)
        {
            problems.Show(Context, refusal.Problem, properties.RedirectUri);
            return;
        }

        await base.HandleChallengeAsync(properties);
    }

    /// <inheritdoc/>
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var (nonce, verifier) = (Random(), Random());
        properties.Items[NonceItem] = nonce;
        properties.Items[OAuthConstants.CodeVerifierKey] = verifier;
        var query = new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = settings.ClientId,
            ["redirect_uri"] = redirectUri,
            ["scope"] = "openid profile email",
            ["nonce"] = nonce,
            ["state"] = Options.StateDataFormat.Protect(properties),
            [OAuthConstants.CodeChallengeKey] = WebEncoders.Base64UrlEncode(
                SHA256.HashData(Encoding.ASCII.GetBytes(verifier))
            ),
            [OAuthConstants.CodeChallengeMethodKey] = OAuthConstants.CodeChallengeMethodS256,
        };
        if (properties.GetParameter<string>(PromptParameter) is { } prompt)
            query[PromptParameter] = prompt;
        return QueryHelpers.AddQueryString(document!.Authorization.OriginalString, query);
    }

    /// <inheritdoc/>
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var properties = Options.StateDataFormat.Unprotect(Request.Query["state"]);
        try
        {
            if (properties is null || !ValidateCorrelationId(properties))
                throw new OpenIdRefusal(
                    OpenIdProblem.NotBegunHere,
                    "An answer of the provider came with a state that this browser did not begin with, or "
                        + "that was used before."
                );
            return HandleRequestResult.Success(await AcceptAsync(properties));
        }
        catch (OpenIdRefusal refusal)
        {
            await RecordAsync(refusal);
            problems.Show(Context, refusal.Problem, properties?.RedirectUri);
            return HandleRequestResult.Handle();
        }
        catch (AuditUnavailableException unavailable)
        {
            log.SignInNotRecorded(unavailable.Message);
            problems.Show(Context, OpenIdProblem.NotRecorded, properties?.RedirectUri);
            return HandleRequestResult.Handle();
        }
    }

    /// <summary>From the provider's answer to somebody with a role, recorded.</summary>
    private async Task<AuthenticationTicket> AcceptAsync(AuthenticationProperties properties)
    {
        document = await provider.GetDocumentAsync(Context.RequestAborted);
        var issuer = Request.Query["iss"];
        if (issuer.Count > 0 ? issuer != document.Issuer : document.AnswersNameIssuer)
            throw new OpenIdRefusal(
                OpenIdProblem.TokenRefused,
                "The answer is of another issuer (iss), or does not name it though the provider says that "
                    + "its answers do."
            );
        if (Request.Query["error"] is { Count: > 0 } error)
            throw new OpenIdRefusal(
                OpenIdProblem.RefusedThere,
                $"The provider refused: {Json.Short(error.ToString())}, "
                    + $"{Json.Short(Request.Query["error_description"].ToString())}"
            );
        if (
            Request.Query["code"] is not { Count: 1 } code
            || !properties.Items.Remove(NonceItem, out var nonce)
            || !properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier)
            || string.IsNullOrEmpty(nonce)
            || string.IsNullOrEmpty(verifier)
        )
            throw new OpenIdRefusal(OpenIdProblem.TokenRefused, "The provider's answer holds no code.");

        var (token, access) = await provider.RedeemAsync(
            code.ToString(),
            verifier,
            BuildRedirectUri(Options.CallbackPath),
            Context.RequestAborted
        );
        var expected = new TokenExpectation(document.Issuer, settings.ClientId, nonce, time.GetUtcNow());
        var claims = await IdentityTokenCheck.RunAsync(
            token,
            expected,
            (id, algorithm) => provider.FindKeysAsync(id, algorithm, Context.RequestAborted)
        );
        var person = OpenIdClaims.Of(claims);
        if (
            access is not null
            && !person.IsComplete
            && await provider.FindUserInfoAsync(access, person.Subject, Context.RequestAborted) is { } more
        )
            person = person.With(more);

        var (principal, _) = people.Admit(person);
        await records.SignedInAsync(principal, ActorClaims.ClientAddressOf(Context), Context.RequestAborted);
        if (token.Length <= LongestKeptToken)
            properties.StoreTokens([new AuthenticationToken { Name = IdentityToken, Value = token }]);
        return new AuthenticationTicket(principal, properties, SchemeName);
    }

    private async Task RecordAsync(OpenIdRefusal refusal)
    {
        log.RefusedAtProvider(refusal.Problem, refusal.Message);
        if (refusal.Problem == OpenIdProblem.ProviderAway)
            return; // nobody was refused
        try
        {
            await records.RefusedAsync(
                refusal.Person ?? "unknown",
                ActorClaims.ClientAddressOf(Context),
                refusal.Message,
                Context.RequestAborted
            );
        }
        catch (AuditUnavailableException unavailable)
        {
            log.RefusalNotRecorded(unavailable.Message); // it is refused all the same
        }
    }

    /// <summary>256 random bits.</summary>
    private static string Random() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
}
