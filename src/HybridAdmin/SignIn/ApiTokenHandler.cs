using System.Text.Encodings.Web;
using HybridAdmin.Core.Access;
using HybridAdmin.Hosting;
using HybridAdmin.Options;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HybridAdmin.SignIn;

/// <summary>The authentication that the end points of the API require.</summary>
internal static class BearerTokens
{
    /// <summary>The name of the policy: any valid token; no cookie, so that no web page can use somebody's.</summary>
    public const string Policy = "BearerToken";
}

/// <summary>
/// Authenticates scripts by <c>Authorization: Bearer</c>; produces the same claims as a person's sign-in.
/// </summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    ApiTokens tokens,
    RejectedTokenAuditor refusals,
    TimeProvider time
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "Bearer";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!ApiTokens.IsPresented(Request))
            return AuthenticateResult.NoResult();
        var address = ActorClaims.ClientAddressOf(Context);
        if (tokens.Find(Request) is not { } token)
            return await RefuseAsync(null, address, "The token is not known.");
        if (token.NotAfter is { } end && time.GetUtcNow() > end)
            return await RefuseAsync(
                token,
                address,
                $"The token expired on "
                    + $"{end.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)} "
                    + $"UTC."
            );

        var actor = new Actor
        {
            Id = $"token:{token.Name}",
            DisplayName = token.Name,
            Role = token.Role,
            Source = ActorSource.Api,
            Scope = token.Scope,
            ClientAddress = address,
        };
        return AuthenticateResult.Success(new AuthenticationTicket(ActorClaims.PrincipalOf(actor, Scheme), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.WriteAsync(
            Context,
            StatusCodes.Status401Unauthorized,
            "unauthorized",
            "A valid token is needed: Authorization: Bearer <token>."
        );
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(
            Context,
            StatusCodes.Status403Forbidden,
            "forbidden",
            "The token's role does not include this."
        );

    private async Task<AuthenticateResult> RefuseAsync(ApiToken? token, string? address, string message)
    {
        await refusals.RefusedAsync(token, address, message);
        return AuthenticateResult.Fail(message);
    }
}
