using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Feed;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.SignIn;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace HybridAdmin.Microsoft365;

/// <summary>Keeps the index and the status up to date. For one background loop.</summary>
public sealed class TenantRefresh
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly TenantFeed feed;
    private readonly TenantHealth health;
    private readonly GraphClient graph;
    private readonly ExchangeConfiguration configuration;
    private readonly TenantCache cache;
    private readonly TenantOptions options;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline pipeline;

    internal TenantRefresh(
        TenantFeed feed,
        TenantHealth health,
        GraphClient graph,
        ExchangeConfiguration configuration,
        TenantCache cache,
        TenantOptions options,
        TimeProvider time,
        ILogger<Microsoft365Tenant> logger
    )
    {
        (this.feed, this.health, this.graph, this.configuration) = (feed, health, graph, configuration);
        (this.cache, this.options, this.time) = (cache, options, time);
        pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = int.MaxValue,
                    ShouldHandle = args =>
                        ValueTask.FromResult(
                            args.Outcome.Exception is not null
                                && !args.Context.CancellationToken.IsCancellationRequested
                        ),
                    DelayGenerator = args =>
                        ValueTask.FromResult<TimeSpan?>(Pause(args.Outcome.Exception, args.AttemptNumber)),
                    OnRetry = args =>
                    {
                        // Any failure concerns the cloud only: on-premises work continues.
                        if (args.Outcome.Exception is { } exception and not TenantFault)
                            logger.RefreshFailed(exception);
                        return ValueTask.CompletedTask;
                    },
                }
            )
            .Build();
    }

    /// <summary>
    /// Runs until cancelled. A tenant that does not answer is called at growing intervals, at least every 15 minutes.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await pipeline
                    .ExecuteAsync(async token => await RefreshAsync(token).ConfigureAwait(false), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // A round that fails while the console stops is not a failure of the loop.
                cancellationToken.ThrowIfCancellationRequested();
            }

            await Task.Delay(options.RefreshInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One round of <see cref="RunAsync"/>.</summary>
    /// <exception cref="TenantFault">The tenant does not answer; the index retains its content.</exception>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var warning = TenantCertificate.Warning(options, time.GetUtcNow());
        health.Warn(warning is null ? [] : [warning], feed.Missing);
        await health
            .TrackAsync(async () =>
            {
                await feed.RefreshAsync(cancellationToken).ConfigureAwait(false);
                return true;
            })
            .ConfigureAwait(false);
        health.Warn(
            [
                .. warning is null ? [] : new[] { warning },
                .. ClockWarnings(),
                .. await DefaultsAsync(cancellationToken).ConfigureAwait(false),
            ],
            feed.Missing
        );
    }

    /// <summary>The pause before a round after a fault.</summary>
    /// <param name="failures">The number of consecutive failures before it.</param>
    private TimeSpan Pause(Exception? exception, int failures)
    {
        if (exception is not TenantFault fault)
            return LongestPause;
        var pause = BackOff.Doubled(options.RefreshInterval, failures, LongestPause);
        return fault.RetryAfter > pause ? fault.RetryAfter.Value : pause;
    }

    /// <summary>
    /// Reads settings of the tenant that break operations from on-premises. Settings that cannot be read are unknown
    /// and do not stop the round.
    /// </summary>
    private async Task<IReadOnlyList<string>> DefaultsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var organization = await cache
                .GetAsync("exchange-organization", false, configuration.ReadOrganizationAsync, cancellationToken)
                .ConfigureAwait(false);
            return organization.Warning is { } warning ? [warning] : [];
        }
        catch (TenantFault)
        {
            return [];
        }
    }

    private IEnumerable<string> ClockWarnings() =>
        graph.ClockSkew.Duration() < TimeSpan.FromMinutes(5)
            ? []
            :
            [
                $"The clock of this computer and that of Microsoft 365 differ by "
                    + $"{(int)graph.ClockSkew.Duration().TotalMinutes} minutes: sign-ins will fail. Set the "
                    + $"clock.",
            ];
}
