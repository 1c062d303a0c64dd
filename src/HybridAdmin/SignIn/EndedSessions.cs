using System.Collections.Concurrent;
using System.Security.Claims;

namespace HybridAdmin.SignIn;

/// <summary>
/// Sessions that were signed out of: pages still open in other tabs, and copies of the cookie, end with them. Kept while the process runs; circuits do not
/// outlive it either.
/// </summary>
internal sealed class EndedSessions
{
    private readonly ConcurrentDictionary<string, bool> sessions = new(StringComparer.Ordinal);

    public void Add(ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(ActorClaims.Session) is { } session) sessions[session] = true;
    }

    public bool Contains(ClaimsPrincipal principal) => principal.FindFirstValue(ActorClaims.Session) is { } session && sessions.ContainsKey(session);
}
