namespace HybridAdmin.Microsoft365;

/// <summary>Pauses that grow while something does not answer.</summary>
internal static class BackOff
{
    /// <summary>Doubles a pause with each failure.</summary>
    /// <param name="failures">In a row, before the present one; 0 gives the interval itself.</param>
    public static TimeSpan Doubled(TimeSpan interval, int failures, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Min(longest.Ticks, interval.Ticks << Math.Min(failures, 8)));
}
