using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Core.Tests.Recipients.Index;

/// <summary>
/// A clock that tells when somebody begins to wait for it, which <see cref="FakeTimeProvider"/> does not: putting it
/// forward before that would change nothing.
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

    /// <summary>Waits until somebody waits for the clock, and lets that wait end.</summary>
    /// <param name="meanwhile">What happens while they wait.</param>
    /// <returns>The time that they meant to wait.</returns>
    public async Task<TimeSpan> EndNextWaitAsync(Action? meanwhile = null)
    {
        var wait = await nextWait.Task.WaitAsync(TimeSpan.FromSeconds(60));
        meanwhile?.Invoke();
        nextWait = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        Advance(wait);
        return wait;
    }
}
