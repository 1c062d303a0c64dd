using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.Core.Synchronization;

/// <summary>The result of a request for a synchronisation cycle.</summary>
/// <param name="IsStarted">True if the command ran successfully.</param>
/// <param name="Message">A sentence to be shown.</param>
public sealed record SyncStartResult(bool IsStarted, string Message);

/// <summary>
/// Stores the time of the hook's last run. One per process: the limit applies to all people together.
/// </summary>
public sealed class SyncRuns
{
    private readonly object gate = new();
    private DateTimeOffset? last;
    private bool isRunning;

    /// <summary>The time at which the last run began; null if there was none since the start.</summary>
    public DateTimeOffset? Last
    {
        get
        {
            lock (gate)
                return last;
        }
    }

    /// <returns>Null if the run may begin, and then it has to be ended; otherwise the reason for the refusal.</returns>
    internal string? TryBegin(DateTimeOffset now, TimeSpan interval)
    {
        lock (gate)
        {
            if (isRunning)
                return "A synchronisation is being started just now; wait until it ends.";
            if (last is { } at && now - at < interval)
                return $"The last one was started {(int)(now - at).TotalSeconds} seconds ago; another may be "
                    + $"started in {(int)Math.Ceiling((interval - (now - at)).TotalSeconds)} seconds.";
            (isRunning, last) = (true, now);
            return null;
        }
    }

    internal void End()
    {
        lock (gate)
            isRunning = false;
    }
}

/// <summary>
/// Starts a synchronisation cycle with the administrator's command. Requires a permission, is limited in frequency and
/// recorded before and after.
/// </summary>
public sealed class StartSync(ICurrentActor current, ISyncHook hook, SyncRuns runs, IAuditLog audit, TimeProvider time)
{
    /// <exception cref="AccessDeniedException">The role does not allow it.</exception>
    /// <exception cref="AuditUnavailableException">It could not be recorded; nothing was started.</exception>
    public async Task<SyncStartResult> ExecuteAsync(CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.StartSync, cancellationToken).ConfigureAwait(false);
        if (hook.Description is not { } what)
            return new SyncStartResult(
                false,
                "No command is configured that starts a synchronisation (Sync:Command). It runs automatically about "
                    + $"every {(int)hook.CycleInterval.TotalMinutes} minutes."
            );
        if (runs.TryBegin(time.GetUtcNow(), hook.MinimumInterval) is { } tooSoon)
            return new SyncStartResult(false, tooSoon);
        try
        {
            // Two records instead of an open intent: there is no object by which a crash in between could be settled.
            var intent = new AuditIntent
            {
                Actor = actor,
                Action = AuditAction.SyncRequested,
                CorrelationId = Guid.NewGuid(),
            };
            await audit
                .RecordAsync(
                    intent,
                    new AuditEnd(AuditOutcome.Applied, $"A synchronisation is requested by {what}"),
                    cancellationToken
                )
                .ConfigureAwait(false);
            // a run that has begun is not cancelled
            var end = await hook.RunAsync(CancellationToken.None).ConfigureAwait(false);
            var (outcome, message) = end switch
            {
                { Problem: { } problem, ExitCode: null } => (AuditOutcome.Unknown, problem),
                { Problem: { } problem } => (AuditOutcome.Failed, problem),
                _ => (
                    AuditOutcome.Applied,
                    "The synchronisation was started; its changes appear in the cloud within some minutes."
                ),
            };
            await audit
                .RecordAsync(
                    intent with
                    {
                        Action = AuditAction.SyncEnded,
                    },
                    new AuditEnd(outcome, end.ExitCode is { } code ? $"{message} (exit code {code})" : message),
                    CancellationToken.None
                )
                .ConfigureAwait(false);
            return new SyncStartResult(outcome == AuditOutcome.Applied, message);
        }
        finally
        {
            runs.End();
        }
    }
}
