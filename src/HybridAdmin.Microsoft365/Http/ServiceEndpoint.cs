using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.SignIn;
using Microsoft.Kiota.Abstractions.Authentication;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// One service of Microsoft 365: its root, the tokens valid for it alone, its clock, and the silence that it requested.
/// Thread-safe.
/// </summary>
/// <param name="name">The name for messages, e.g. Microsoft Graph.</param>
internal sealed class ServiceEndpoint(string name, Uri root, TokenSource tokens, TimeProvider time)
    : IAccessTokenProvider
{
    /// <summary>The longest silence that is respected; after it the service is called again.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    private long silentUntil;
    private long clockSkew;

    public string Name => name;

    public Uri Root => root;

    /// <summary>The service's clock minus the local clock, as last seen.</summary>
    public TimeSpan ClockSkew
    {
        get => new(Interlocked.Read(ref clockSkew));
        set => Interlocked.Exchange(ref clockSkew, value.Ticks);
    }

    /// <summary>Required by the SDK, which leaves the check to the provider.</summary>
    public AllowedHostsValidator AllowedHostsValidator { get; } = new([root.Host]);

    /// <exception cref="TenantFault">Denied, or unreachable. Refused: the address is not the service's.</exception>
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

    /// <summary>Discards a token that the service refused.</summary>
    public void Refused(string token) => tokens.Refused(root, token);

    /// <summary>
    /// Resolves a link that the service returned; null: it leads to another server, which must not receive the token.
    /// </summary>
    public Uri? Own(string? link) => Uri.TryCreate(root, link, out var uri) && Owns(uri) ? uri : null;

    /// <summary>Resolves a link that the service returned.</summary>
    /// <exception cref="TenantFault">Refused: it leads to another server.</exception>
    public Uri Follow(string link) =>
        Own(link)
        ?? throw new TenantFault(
            TenantFaultKind.Refused,
            $"{name} named a next page on another server; it is not followed, because the token would go there."
        );

    /// <summary>Checks the address, as the last step before a request is sent.</summary>
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

    /// <summary>The remaining part of the silence that the service requested; null: none.</summary>
    public TimeSpan? Silence() =>
        new DateTimeOffset(Interlocked.Read(ref silentUntil), TimeSpan.Zero) - time.GetUtcNow() is var left
        && left > TimeSpan.Zero
            ? left
            : null;

    /// <summary>
    /// Applies a long wait to every caller. Otherwise each click would cause a call that the service has asked not to
    /// make, and lengthen the wait.
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
