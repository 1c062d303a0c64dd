using HybridAdmin.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// Caches the provider's discovery document and signing keys. Differs from the library's
/// <see cref="ConfigurationManager{T}"/> in that the first sign-in after a change of keys waits for the new ones, an
/// unreachable provider is remembered as such, withdrawn keys are dropped at once, and the clock is the console's.
/// Thread-safe.
/// </summary>
internal sealed class ProviderMetadata
    : BaseConfigurationManager,
        IConfigurationManager<OpenIdConnectConfiguration>,
        IDisposable
{
    /// <summary>The age at which the document and the keys are fetched again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <summary>The minimum time between two fetches because of an unknown key, which any token can name.</summary>
    public static readonly TimeSpan MinRefreshAge = TimeSpan.FromSeconds(30);

    /// <summary>The time for which a failed fetch is not repeated.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    private readonly OpenIdSettings settings;
    private readonly IHttpClientFactory clients;
    private readonly TimeProvider time;
    private readonly ILogger<ProviderMetadata> logger;
    private readonly SemaphoreSlim turn = new(1);
    private volatile Fetched? fetched;
    private (DateTimeOffset At, OpenIdRefusal Refusal)? failed;
    private volatile bool isRefreshRequested;
    private long attemptedAt;

    public ProviderMetadata(
        OpenIdSettings settings,
        IHttpClientFactory clients,
        TimeProvider time,
        ILogger<ProviderMetadata> logger
    )
    {
        (this.settings, this.clients, this.time, this.logger) = (settings, clients, time, logger);
        MetadataAddress = settings.Authority.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration";
        // The last known good document would keep the keys that the provider has withdrawn valid for another hour.
        UseLastKnownGoodConfiguration = false;
    }

    /// <inheritdoc/>
    /// <exception cref="OpenIdRefusal">
    /// The provider is unreachable or unusable, and there is no earlier document.
    /// </exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        if (Current is { } kept)
            return kept;
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return Current ?? await FetchAsync().ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) =>
        await GetConfigurationAsync(cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks>Does nothing within <see cref="MinRefreshAge"/> after a fetch, even a failed one.</remarks>
    public override void RequestRefresh()
    {
        if (time.GetUtcNow().UtcTicks - Interlocked.Read(ref attemptedAt) >= MinRefreshAge.Ticks)
            isRefreshRequested = true;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private OpenIdConnectConfiguration? Current =>
        fetched is { } kept && !isRefreshRequested && time.GetUtcNow() - kept.At < MaxAge ? kept.Configuration : null;

    /// <remarks>
    /// Takes no cancellation token, because other callers wait for the same response. The client's time-out ends it.
    /// </remarks>
    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        var now = time.GetUtcNow();
        if (failed is { } last && now - last.At < RetryDelay)
            return fetched?.Configuration ?? throw last.Refusal;
        Interlocked.Exchange(ref attemptedAt, now.UtcTicks);
        try
        {
            var documents = new HttpDocumentRetriever(clients.CreateClient(ProviderBackchannel.Client))
            {
                RequireHttps = settings.Authority.Scheme == Uri.UriSchemeHttps,
            };
            var configuration = await OpenIdConnectConfigurationRetriever
                .GetAsync(MetadataAddress, documents, CancellationToken.None)
                .ConfigureAwait(false);
            OpenIdGuard.CheckMetadata(configuration, settings.Authority);
            (fetched, failed, isRefreshRequested) = (new Fetched(configuration, now), null, false);
            return configuration;
        }
        // Whatever exception a foreign document causes: the sign-in page shows that the provider cannot be used.
        catch (Exception exception)
        {
            var refusal = exception as OpenIdRefusal ?? ProviderFailures.Unreachable(settings.Authority, exception);
            failed = (now, refusal);
            logger.ProviderUnusable(refusal.Message);
            isRefreshRequested = false;
            return fetched?.Configuration ?? throw refusal;
        }
    }

    private sealed record Fetched(OpenIdConnectConfiguration Configuration, DateTimeOffset At);
}
