namespace HybridAdmin.Components.Layout;

/// <summary>
/// Runs an action repeatedly until it is disposed: one timer, never two runs at a time. If started on the renderer's
/// context, it stays on it.
/// </summary>
internal sealed class RepeatingTask : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly PeriodicTimer _timer;

    private RepeatingTask(PeriodicTimer timer) => _timer = timer;

    /// <param name="period">
    /// The time from the start of a run to the start of the next; after a longer run the next one follows at once.
    /// </param>
    /// <param name="work">The action. It handles its own faults; an unhandled exception ends the repetition.</param>
    public static RepeatingTask Start(TimeProvider time, TimeSpan period, Func<CancellationToken, Task> work)
    {
        var task = new RepeatingTask(new PeriodicTimer(period, time));
        _ = task.RunAsync(work);
        return task;
    }

    /// <summary>Stops the timer at once and cancels a current run.</summary>
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
            // Requested by Dispose.
        }
    }
}
