namespace HybridAdmin.Microsoft365;

/// <summary>Computes pauses that grow while a service does not answer.</summary>
internal static class BackOff
{
    /// <summary>Doubles a pause with each failure.</summary>
    /// <param name="failures">The number of consecutive failures before the current one; 0 returns the interval
    /// itself.</param>
    public static TimeSpan Doubled(TimeSpan interval, int failures, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Min(longest.Ticks, interval.Ticks << Math.Min(failures, 8)));
}
