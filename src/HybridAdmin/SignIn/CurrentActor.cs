using System.Security.Claims;
using HybridAdmin.Core.Access;
using Microsoft.AspNetCore.Components.Authorization;

namespace HybridAdmin.SignIn;

/// <summary>
/// The principal of a request. Empty in the scope of a circuit, which outlives the request that opened it.
/// </summary>
internal sealed class RequestPrincipal
{
    public ClaimsPrincipal? User { get; set; }
}

/// <summary>The actor of this scope: a request's caller, or the person of a circuit.</summary>
internal sealed class CurrentActor(RequestPrincipal request, AuthenticationStateProvider circuit, RevokedSessions ended)
    : ICurrentActor
{
    /// <inheritdoc/>
    public async ValueTask<Actor> GetAsync(CancellationToken cancellationToken)
    {
        var user = request.User ?? (await circuit.GetAuthenticationStateAsync().ConfigureAwait(false)).User;
        if (ended.Contains(user))
            throw new AccessDeniedException("You have signed out. Sign in again to go on.");
        return ActorClaims.ActorOf(user)
            ?? throw new AccessDeniedException("Nobody is signed in, or the account has no role here.");
    }
}

internal static class RequestPrincipalMiddleware
{
    /// <summary>Must follow authorization, which may have used another scheme than the default one.</summary>
    public static void UseRequestPrincipal(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.RequestServices.GetRequiredService<RequestPrincipal>().User = context.User;
                return next(context);
            }
        );
}
