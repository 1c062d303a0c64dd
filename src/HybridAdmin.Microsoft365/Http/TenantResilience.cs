using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// The resilience of calls to a service: a time-out for each attempt, retries of repeatable calls only, and a circuit
/// breaker for a service that is not reachable.
/// </summary>
internal static class TenantResilience
{
    /// <summary>
    /// The number of consecutive attempts without a response after which nothing is sent for a while.
    /// </summary>
    public const int LostUntilOpen = 20;

    private static readonly TimeSpan LongestBreak = TimeSpan.FromMinutes(1);

    /// <summary>Adds the strategies, from the outside in: retry, circuit breaker, time-out of an attempt.</summary>
    public static void Configure(
        ResiliencePipelineBuilder<HttpResponseMessage> builder,
        TenantOptions options,
        TimeProvider time,
        ILogger logger
    )
    {
        builder.TimeProvider = time;
        var retry = TenantRetry.Create<HttpResponseMessage>(
            options.LongestWait,
            (outcome, context) => HintAsync(outcome, context, time)
        );
        retry.OnRetry = args =>
        {
            var call = CallOf(args.Context);
            logger.Repeated(call.Name, args.RetryDelay, call.Id);
            return ValueTask.CompletedTask;
        };
        builder
            .AddRetry(retry)
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions<HttpResponseMessage>
                {
                    FailureRatio = 1,
                    MinimumThroughput = LostUntilOpen,
                    SamplingDuration = TimeSpan.FromMinutes(1),
                    // Responses of any kind, and callers that cancelled, do not indicate that the service is
                    // unreachable.
                    ShouldHandle = args => ValueTask.FromResult(IsUnanswered(args.Outcome.Exception)),
                    BreakDurationGenerator = args => ValueTask.FromResult(Break(args.HalfOpenAttempts)),
                }
            )
            .AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = _ => ValueTask.FromResult(options.Timeout) });
    }

    private static async ValueTask<RetryHint?> HintAsync(
        Outcome<HttpResponseMessage> outcome,
        ResilienceContext context,
        TimeProvider time
    )
    {
        var call = CallOf(context);
        if (!call.IsRepeatable || context.CancellationToken.IsCancellationRequested)
            return null;
        return outcome switch
        {
            { Result: { } response } => await call.HintAsync(response, time).ConfigureAwait(false),
            { Exception: { } exception } when CallHandler.IsLost(exception) => new RetryHint(null),
            _ => null,
        };
    }

    private static bool IsUnanswered(Exception? exception) =>
        exception is HttpRequestException or IOException or TimeoutRejectedException;

    private static TimeSpan Break(int attempts)
    {
        var wait = TimeSpan.FromSeconds(5 * Math.Pow(2, Math.Min(attempts, 8)));
        return wait < LongestBreak ? wait : LongestBreak;
    }

    private static TenantCall CallOf(ResilienceContext context) =>
        TenantCall.Of(
            context.GetRequestMessage()
                ?? throw new InvalidOperationException("The pipeline was run without its request.")
        );
}
