using HybridAdmin.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Signs out at the provider (OpenID Connect RP-Initiated Logout 1.0), after the console's own session has ended. By a
/// page that goes on by itself and not by a redirect: <c>form-action</c> holds for every address that a sent form is
/// redirected to, and a provider may go on to others.
/// </summary>
internal sealed class OpenIdSignOut(OpenIdSettings settings, ProviderMetadata metadata, OpenIdProblems problems)
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
            // Logged where it was fetched; the person is told below.
        }

        return Results.LocalRedirect(problems.AddressOf(context, OpenIdProblem.SignedOutHereOnly));
    }
}
