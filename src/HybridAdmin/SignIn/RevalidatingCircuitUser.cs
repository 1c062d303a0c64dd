using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace HybridAdmin.SignIn;

/// <summary>
/// The person of a circuit, revalidated every few minutes, because a circuit outlives its cookie. A new role ends the
/// circuit too; the cookie then has the new role.
/// </summary>
internal sealed class RevalidatingCircuitUser(
    ILoggerFactory loggers,
    IPrincipalCheck check,
    RevokedSessions ended,
    SessionOptions options
) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => options.RevalidationInterval;

    protected override async Task<bool> ValidateAuthenticationStateAsync(
        AuthenticationState authenticationState,
        CancellationToken cancellationToken
    )
    {
        if (ended.Contains(authenticationState.User))
            return false;
        var verdict = await check.CheckAsync(authenticationState.User, cancellationToken).ConfigureAwait(false);
        return verdict is { IsValid: true, Replacement: null };
    }
}
