using HybridAdmin.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Signs out at the provider (OpenID Connect RP-Initiated Logout 1.0), after the console's own session has ended. It
/// uses a page that continues automatically, not a redirect: <c>form-action</c> applies to every address that a
/// submitted form is redirected to, and a provider may redirect to others.
/// </summary>
internal sealed class OpenIdSignOut(OpenIdSettings settings, ProviderMetadata metadata, OpenIdProblems problems)
{
    /// <param name="properties">The properties of the session that ended.</param>
    public async Task<IResult> LeaveAsync(
        HttpContext context,
        AuthenticationProperties? properties,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if ((await metadata.GetConfigurationAsync(cancellationToken)).EndSessionEndpoint is { Length: > 0 } end)
            {
                var message = new OpenIdConnectMessage
                {
                    EnableTelemetryParameters = false,
                    IssuerAddress = end,
                    ClientId = settings.ClientId,
                    IdTokenHint = properties?.GetTokenValue(OpenIdConnectParameterNames.IdToken),
                    PostLogoutRedirectUri =
                        $"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/sign-in",
                };
                var parameters = new Dictionary<string, object?>
                {
                    [nameof(LeavingPage.Address)] = message.CreateLogoutRequestUrl(),
                    [nameof(LeavingPage.Host)] = new Uri(end).Host,
                };
                return new RazorComponentResult<LeavingPage>(parameters);
            }
        }
        catch (OpenIdRefusal)
        {
            // Logged where it was fetched; the message to the person follows below.
        }

        return Results.LocalRedirect(problems.AddressOf(context, OpenIdProblem.SignedOutHereOnly));
    }
}
