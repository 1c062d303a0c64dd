using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using HybridAdmin.Core.Audit;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Ends the console's sessions of a session at the provider when the provider reports its end (OpenID Connect
/// Front-Channel Logout 1.0). Only the session's id is used: the provider calls from a frame, where browsers withhold
/// the console's cookie. Thread-safe.
/// </summary>
internal sealed class ProviderSessions(
    RevokedSessions ended,
    SignInAuditor records,
    TimeProvider time,
    ILogger<ProviderSessions> logger
)
{
    /// <summary>The claim with the hash of the provider's <c>sid</c>.</summary>
    public const string Claim = "hybridadmin:provider-session";

    /// <summary>The maximum number of ended sessions to remember for which no console session is known.</summary>
    private const int MaxUnknown = 1_000;

    /// <summary>Console sessions seen since the start, by hash and session id.</summary>
    private readonly ConcurrentDictionary<(string Hash, string Session), ClaimsPrincipal> live = new();

    /// <summary>
    /// Ended sessions without a known console session: after a restart the console learns of a session with its next
    /// request.
    /// </summary>
    private readonly ConcurrentQueue<string> unknown = new();

    /// <summary>
    /// Creates a claim for <paramref name="id"/>; its length is constant whatever the provider sends.
    /// </summary>
    public static Claim ClaimOf(string id) => new(Claim, HashOf(id));

    /// <summary>Adds a session that has just begun.</summary>
    public void Add(ClaimsPrincipal principal)
    {
        if (KeyOf(principal) is not { } key)
            return;
        foreach (var (old, other) in live)
            if (OpenIdRoleMapper.IsOver(other, time.GetUtcNow()))
                live.TryRemove(old, out _);
        live[key] = principal;
    }

    /// <summary>Determines whether the provider's session is still active; records the console's session.</summary>
    /// <param name="principal">The person of a request or circuit.</param>
    public async Task<bool> IsStandingAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (KeyOf(principal) is not { } key)
            return true;
        if (live.ContainsKey(key) || !unknown.Contains(key.Hash))
        {
            live[key] = principal;
            return true;
        }

        await EndAsync(principal, ActorClaims.ActorOf(principal)?.ClientAddress, cancellationToken);
        return false;
    }

    /// <summary>Ends every console session of the provider's session, and records each.</summary>
    /// <param name="id">The <c>sid</c> that the provider sent.</param>
    /// <param name="clientAddress">The address that the call comes from.</param>
    public async Task EndAsync(string id, string? clientAddress, CancellationToken cancellationToken)
    {
        var hash = HashOf(id);
        var keys = live.Keys.Where(k => k.Hash == hash).ToArray();
        if (keys.Length == 0)
        {
            unknown.Enqueue(hash);
            while (unknown.Count > MaxUnknown)
                unknown.TryDequeue(out _);
        }

        foreach (var key in keys)
            if (live.TryRemove(key, out var principal))
                await EndAsync(principal, clientAddress, cancellationToken);
    }

    private async Task EndAsync(ClaimsPrincipal principal, string? clientAddress, CancellationToken cancellationToken)
    {
        if (!ended.Add(principal))
            return; // signed out here before
        try
        {
            await records.SignedOutByProviderAsync(principal, clientAddress, cancellationToken);
        }
        catch (AuditUnavailableException unavailable)
        {
            logger.SignOutNotRecorded(unavailable.Message); // a sign-out is never refused
        }
    }

    private static (string Hash, string Session)? KeyOf(ClaimsPrincipal principal) =>
        principal.FindFirstValue(Claim) is { } hash && principal.FindFirstValue(ActorClaims.Session) is { } session
            ? (hash, session)
            : null;

    private static string HashOf(string id) => WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
