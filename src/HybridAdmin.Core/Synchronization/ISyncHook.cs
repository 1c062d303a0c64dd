namespace HybridAdmin.Core.Synchronization;

/// <summary>The result of a run of the hook.</summary>
/// <param name="ExitCode">The exit code; null if the command was not started or did not end in time.</param>
/// <param name="Problem">The error, as a sentence; null if there is none.</param>
public sealed record SyncHookEnd(int? ExitCode, string? Problem);

/// <summary>
/// The port that starts a synchronisation cycle: the administrator's command (Sync:Command), or nothing. Only
/// <see cref="StartSync"/> runs it.
/// </summary>
public interface ISyncHook
{
    /// <summary>The command without its arguments, for display; null if none is configured.</summary>
    string? Description { get; }

    /// <summary>Sync:MinimumInterval: the minimum time between two runs.</summary>
    TimeSpan MinimumInterval { get; }

    /// <summary>The interval of automatic synchronisation; 30 minutes by default (Entra Connect: scheduler).</summary>
    TimeSpan CycleInterval { get; }

    /// <summary>Runs the command to its end, within a time limit. Throws only on cancellation.</summary>
    Task<SyncHookEnd> RunAsync(CancellationToken cancellationToken);
}
