namespace HybridAdmin.Core.Synchronization;

/// <summary>How a run of the hook ended.</summary>
/// <param name="ExitCode">Null: it was not started, or did not end in time.</param>
/// <param name="Problem">What went wrong, as a sentence; null: nothing.</param>
public sealed record SyncHookEnd(int? ExitCode, string? Problem);

/// <summary>
/// What starts a cycle of the synchronisation: a command of the administrator's (Sync:Command), or nothing. The port;
/// nobody but <see cref="StartSync"/> runs it.
/// </summary>
public interface ISyncHook
{
    /// <summary>What is run, in words without arguments; null: nothing is configured.</summary>
    string? Description { get; }

    /// <summary>Sync:MinimumInterval: a run is not begun sooner after the last.</summary>
    TimeSpan MinimumInterval { get; }

    /// <summary>
    /// How often the synchronisation runs by itself; 30 minutes by default (Entra Connect: scheduler).
    /// </summary>
    TimeSpan CycleInterval { get; }

    /// <summary>Runs it to its end, at most for a bounded time. Does not throw but for cancellation.</summary>
    Task<SyncHookEnd> RunAsync(CancellationToken cancellationToken);
}
