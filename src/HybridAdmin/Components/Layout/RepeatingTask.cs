namespace HybridAdmin.Components.Layout;

/// <summary>
/// Does something again and again until it is disposed: one timer, never two runs at a time. Started on the renderer's
/// context, it stays there.
/// </summary>
internal sealed class RepeatingTask : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly PeriodicTimer _timer;

    private RepeatingTask(PeriodicTimer timer) => _timer = timer;

    /// <param name="period">From the start of a run to the start of the next; a run that takes longer is followed at
    /// once.</param>
    /// <param name="work">Handles its own faults: one that escapes ends the repetition.</param>
    public static RepeatingTask Start(TimeProvider time, TimeSpan period, Func<CancellationToken, Task> work)
    {
        var task = new RepeatingTask(new PeriodicTimer(period, time));
        _ = task.RunAsync(work);
        return task;
    }

    /// <summary>The timer ends at once, a run on its way is cancelled.</summary>
    public void Dispose()
    {
        if (_end.IsCancellationRequested)
            return;
        _timer.Dispose();
        _end.Cancel();
        _end.Dispose();
    }

    private async Task RunAsync(Func<CancellationToken, Task> work)
    {
        var end = _end.Token;
        try
        {
            while (await _timer.WaitForNextTickAsync(end))
                await work(end);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // Asked for.
        }
    }
}
