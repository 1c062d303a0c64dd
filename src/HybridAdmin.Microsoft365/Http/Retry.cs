using System.Net;
using System.Net.Http.Headers;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>When and how long a call waits before it is made again. One per call.</summary>
/// <param name="longest">All waits together.</param>
internal sealed class Retry(TimeSpan longest, TimeProvider time, Func<double> random)
{
    /// <summary>Attempts of one call, the first included.</summary>
    public const int Attempts = 5;

    private TimeSpan waited;
    private int attempt = 1;

    /// <summary>429, 503 and 504 are the service's own words for "later"; 502 is a proxy's.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    /// <summary>The wait that the service asks for, in seconds or until a time; null: it does not say.</summary>
    public static TimeSpan? After(RetryConditionHeaderValue? header, TimeProvider time) =>
        header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
            _ => null,
        };

    /// <summary>The wait before the next attempt; null: there is none.</summary>
    /// <param name="asked">What the service asked for; null: back off, doubling, with jitter.</param>
    public TimeSpan? Next(TimeSpan? asked)
    {
        if (attempt >= Attempts)
            return null;
        var wait = asked ?? TimeSpan.FromSeconds(Math.Pow(2, attempt - 1) * (0.5 + random()));
        if (waited + wait > longest)
            return null;
        attempt++;
        waited += wait;
        return wait;
    }

    public Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        Task.Delay(wait, time, cancellationToken);
}
