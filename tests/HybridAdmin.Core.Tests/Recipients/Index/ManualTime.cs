namespace HybridAdmin.Core.Tests.Recipients;

/// <summary>
/// A clock that stands still until it is put forward; each wait is reported, so that a test can wait for it.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly object gate = new();
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = DateTimeOffset.UnixEpoch;
    private TaskCompletionSource<TimeSpan> nextWait = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override DateTimeOffset GetUtcNow() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var timer = new Timer(callback, state, now + dueTime);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return timer;
            timers.Add(timer);
            nextWait.TrySetResult(dueTime);
            return timer;
        }
    }

    /// <summary>
    /// Waits until somebody waits for the clock, and lets that wait end. Gives how long it was meant to be.
    /// </summary>
    /// <param name="meanwhile">What happens while they wait.</param>
    public async Task<TimeSpan> EndNextWaitAsync(Action? meanwhile = null)
    {
        var wait = await nextWait.Task.WaitAsync(TimeSpan.FromSeconds(60));
        meanwhile?.Invoke();
        Timer[] due;
        lock (gate)
        {
            nextWait = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            now += wait;
            due = timers.Where(t => t.Due <= now).ToArray();
            timers.RemoveAll(t => t.Due <= now);
        }

        foreach (var timer in due)
            timer.Fire();
        return wait;
    }

    public void Advance(TimeSpan by) => now += by;

    private sealed class Timer(TimerCallback callback, object? state, DateTimeOffset due) : ITimer
    {
        private bool disposed;

        public DateTimeOffset Due => due;

        public void Fire()
        {
            if (!disposed)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => disposed = true;

        public ValueTask DisposeAsync()
        {
            disposed = true;
            return default;
        }
    }
}
