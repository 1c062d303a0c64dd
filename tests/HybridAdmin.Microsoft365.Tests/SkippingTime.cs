using System.Collections.Concurrent;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>
/// A clock whose waits are over at once, and are kept to be looked at; the time itself is set by hand. A
/// FakeTimeProvider would have to be put forward at the very moment of each wait, of which a test knows nothing.
/// </summary>
internal sealed class SkippingTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <summary>Timers that run as they are and are not kept; none unless said.</summary>
    public Func<TimeSpan, bool> IsReal { get; set; } = _ => false;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || IsReal(dueTime))
            return base.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
