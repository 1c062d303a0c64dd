using System.Collections.Concurrent;
using System.Security.Claims;

namespace HybridAdmin.SignIn;

/// <summary>
/// The sessions that were signed out: pages still open in other tabs, and copies of the cookie, end with them, also
/// after a restart.
/// </summary>
/// <param name="file">Stores the sessions; null to remember them until the process ends.</param>
internal sealed class RevokedSessions(EndedSessionFile? file = null)
{
    private readonly ConcurrentDictionary<string, bool> sessions = new(
        (file?.Load() ?? []).Select(s => KeyValuePair.Create(s, true)),
        StringComparer.Ordinal
    );

    /// <returns>False if the session had ended before.</returns>
    public bool Add(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(ActorClaims.Session) is not { } session || !sessions.TryAdd(session, true))
            return false;
        file?.Add(session);
        return true;
    }

    public bool Contains(ClaimsPrincipal principal) =>
        principal.FindFirstValue(ActorClaims.Session) is { } session && sessions.ContainsKey(session);
}
