using Polly;
using Polly.Retry;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// The waits between attempts, for requests and for parts of a batch: as the service requests, otherwise doubling from
/// about a second with jitter. All waits of one call together are bounded.
/// </summary>
internal static class TenantRetry
{
    /// <summary>Attempts of one call, including the first.</summary>
    public const int Attempts = 5;

    private static readonly ResiliencePropertyKey<TimeSpan> Waited = new("HybridAdmin.Waited");
    private static readonly ResiliencePropertyKey<TimeSpan> Next = new("HybridAdmin.Wait");

    /// <param name="longest">The limit of all waits of one call together. A failure that requests a longer wait is not
    /// retried.</param>
    /// <param name="hintOf">Null: the outcome is final.</param>
    public static RetryStrategyOptions<T> Create<T>(
        TimeSpan longest,
        Func<Outcome<T>, ResilienceContext, ValueTask<RetryHint?>> hintOf
    ) =>
        new()
        {
            MaxRetryAttempts = Attempts - 1,
            ShouldHandle = async args =>
            {
                if (await hintOf(args.Outcome, args.Context).ConfigureAwait(false) is not { } hint)
                    return false;
                var wait = hint.Wait ?? BackOff(args.AttemptNumber);
                var waited = args.Context.Properties.GetValue(Waited, TimeSpan.Zero);
                if (waited + wait > longest)
                    return false;
                args.Context.Properties.Set(Waited, waited + wait);
                args.Context.Properties.Set(Next, wait);
                return true;
            },
            DelayGenerator = args =>
                ValueTask.FromResult<TimeSpan?>(args.Context.Properties.GetValue(Next, TimeSpan.Zero)),
        };

    private static TimeSpan BackOff(int attempt) =>
        TimeSpan.FromSeconds(Math.Pow(2, attempt) * (0.5 + Random.Shared.NextDouble()));
}
