using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Components.Tests.Layout;

/// <summary>
/// A clock that counts the active timers, which <see cref="FakeTimeProvider"/> does not: a closed page must have none.
/// </summary>
internal sealed class CountingTime() : FakeTimeProvider(Noon)
{
    private readonly ConcurrentDictionary<CountedTimer, bool> _active = new();

    public static DateTimeOffset Noon { get; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public int ActiveTimers => _active.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(_active, callback, state);
        timer.Start(base.CreateTimer(timer.Fire, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class CountedTimer(
        ConcurrentDictionary<CountedTimer, bool> active,
        TimerCallback callback,
        object? state
    ) : ITimer
    {
        private ITimer? _timer;
        private bool _isPeriodic;

        public void Start(ITimer timer) => _timer = timer;

        public void Fire(object? none)
        {
            if (!_isPeriodic)
                active.TryRemove(this, out _);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _isPeriodic = period > TimeSpan.Zero;
            if (dueTime == Timeout.InfiniteTimeSpan)
                active.TryRemove(this, out _);
            else
                active[this] = true;
            return _timer!.Change(dueTime, period);
        }

        public void Dispose()
        {
            active.TryRemove(this, out _);
            _timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
