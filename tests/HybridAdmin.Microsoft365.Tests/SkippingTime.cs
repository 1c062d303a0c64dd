using System.Collections.Concurrent;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>
/// A clock whose waits end at once and are recorded; the time itself is set by hand. A FakeTimeProvider would have to
/// be advanced at the moment of each wait, which a test cannot know.
/// </summary>
internal sealed class SkippingTime : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    /// <summary>Selects timers that run in real time and are not recorded; none by default.</summary>
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
