using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>
/// A clock that reports when a wait begins, which <see cref="FakeTimeProvider"/> does not: advancing it earlier would
/// have no effect.
/// </summary>
internal sealed class AwaitedTime : FakeTimeProvider
{
    private TaskCompletionSource<TimeSpan> nextWait = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
            nextWait.TrySetResult(dueTime);
        return timer;
    }

    /// <summary>Waits until there is a wait on the clock, and ends it.</summary>
    /// <param name="meanwhile">The action during the wait.</param>
    /// <returns>The requested duration of the wait.</returns>
    public async Task<TimeSpan> EndNextWaitAsync(Action? meanwhile = null)
    {
        var wait = await nextWait.Task.WaitAsync(TimeSpan.FromSeconds(60));
        meanwhile?.Invoke();
        nextWait = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        Advance(wait);
        return wait;
    }
}
