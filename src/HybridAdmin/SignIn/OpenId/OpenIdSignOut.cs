using HybridAdmin.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Signs out at the provider (OpenID Connect RP-Initiated Logout 1.0), after the console's own session has ended. By a
/// page that goes on by itself and not by a redirect: <c>form-action</c> holds for every address that a sent form is
/// redirected to, and a provider may go on to others.
/// </summary>
internal sealed class OpenIdSignOut(OpenIdSettings settings, OpenIdProvider provider, OpenIdProblems problems)
{
    /// <param name="properties">Of the session that ended.</param>
    public async Task<IResult> LeaveAsync(
        HttpContext context,
        AuthenticationProperties? properties,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if ((await provider.GetDocumentAsync(cancellationToken)).EndSession is { } end)
            {
                var query = new Dictionary<string, string?>
                {
                    ["client_id"] = settings.ClientId,
                    ["post_logout_redirect_uri"] =
                        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/sign-in",
                };
                if (properties?.GetTokenValue(OpenIdHandler.IdentityToken) is { } token)
                    query["id_token_hint"] = token;
                var parameters = new Dictionary<string, object?>
                {
                    [nameof(LeavingPage.Address)] = QueryHelpers.AddQueryString(end.OriginalString, query),
                    [nameof(LeavingPage.Host)] = end.Host,
                };
                return new RazorComponentResult<LeavingPage>(parameters);
            }
        }
        catch (OpenIdRefusal)
        {
            // Logged by the provider's own class; the person is told below.
        }

        return Results.LocalRedirect(problems.AddressOf(context, OpenIdProblem.SignedOutHereOnly));
    }
}
