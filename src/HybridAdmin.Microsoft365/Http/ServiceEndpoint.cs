using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.SignIn;
using Microsoft.Kiota.Abstractions.Authentication;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// One service of Microsoft 365: its root, tokens for it and for nothing else, its clock, and how long it asked to be
/// left alone. Thread-safe.
/// </summary>
/// <param name="name">For messages, e.g. Microsoft Graph.</param>
internal sealed class ServiceEndpoint(string name, Uri root, TokenSource tokens, TimeProvider time)
    : IAccessTokenProvider
{
    /// <summary>A service that wants to be left alone for longer is asked again after this.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    private long silentUntil;
    private long clockSkew;

    public Uri Root => root;

    /// <summary>The service's clock less ours, as last seen.</summary>
    public TimeSpan ClockSkew
    {
        get => new(Interlocked.Read(ref clockSkew));
        set => Interlocked.Exchange(ref clockSkew, value.Ticks);
    }

    /// <summary>Required by the SDK, which leaves the check to the provider.</summary>
    public AllowedHostsValidator AllowedHostsValidator { get; } = new([root.Host]);

    /// <exception cref="TenantFault">Denied, unreachable; refused: the address is not the service's.</exception>
    public async Task<string> GetAuthorizationTokenAsync(
        Uri uri,
        Dictionary<string, object>? additionalAuthenticationContext = null,
        CancellationToken cancellationToken = default
    )
    {
        Demand(uri);
        return await TokenAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="TenantFault">Denied, or unreachable.</exception>
    public Task<string> TokenAsync(CancellationToken cancellationToken) => tokens.GetAsync(root, cancellationToken);

    /// <summary>Forgets a token that the service refused.</summary>
    public void Refused(string token) => tokens.Refused(root, token);

    /// <summary>A link that the service gave; null: it leads elsewhere, and our token must not.</summary>
    public Uri? Own(string? link) => Uri.TryCreate(root, link, out var uri) && Owns(uri) ? uri : null;

    /// <summary>Follows a link that the service gave.</summary>
    /// <exception cref="TenantFault">Refused: it leads to another server.</exception>
    public Uri Follow(string link) =>
        Own(link)
        ?? throw new TenantFault(
            TenantFaultKind.Refused,
            $"{name} named a next page on another server; it is not followed, because the token would go there."
        );

    /// <summary>The last check before a request leaves.</summary>
    /// <exception cref="TenantFault">Refused: the address is not the service's.</exception>
    public void Demand(Uri? uri)
    {
        if (uri is null || !Owns(uri))
            throw new TenantFault(
                TenantFaultKind.Refused,
                $"A request for {name} would have gone to another server; it was not sent, because the token "
                    + "would go there."
            );
    }

    /// <summary>How much of the silence that the service asked for is left; null: nothing.</summary>
    public TimeSpan? Silence() =>
        new DateTimeOffset(Interlocked.Read(ref silentUntil), TimeSpan.Zero) - time.GetUtcNow() is var left
        && left > TimeSpan.Zero
            ? left
            : null;

    /// <summary>
    /// Keeps a long wait for every caller. Each click would otherwise become a call that the service has asked us not
    /// to make, and lengthen the wait.
    /// </summary>
    public void KeepSilence(TimeSpan asked) =>
        Interlocked.Exchange(
            ref silentUntil,
            (time.GetUtcNow() + (asked < LongestSilence ? asked : LongestSilence)).UtcTicks
        );

    private bool Owns(Uri uri) =>
        Uri.Compare(uri, root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase)
        == 0;
}
