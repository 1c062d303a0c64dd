using System.Net.Http.Headers;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>A failure that may be temporary.</summary>
/// <param name="Wait">The wait that the service requested; null: none.</param>
internal readonly record struct RetryHint(TimeSpan? Wait)
{
    /// <summary>Reads a wait in seconds or until a time; null: the header is absent.</summary>
    public static TimeSpan? After(RetryConditionHeaderValue? header, TimeProvider time) =>
        header switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero,
            _ => null,
        };
}

/// <summary>Statuses that mean "later": 429, 503 and 504 come from the service, 502 from a proxy.</summary>
internal static class TransientStatus
{
    public static bool Contains(int status) => status is 429 or 502 or 503 or 504;
}
