using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// Advances batches as tenant time passes: people are validated, provisioned, copied, and completed on request, with
/// the concurrency that the endpoint allows; a batch's state follows from its people's. The caller holds the state's
/// gate.
/// </summary>
internal sealed class MigrationEngine(
    MigrationState migration,
    MoveChecks checks,
    OnPremisesExchange onPremises,
    TenantState state,
    TenantClock clock
)
{
    private static readonly TimeSpan Validation = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Provisioning = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Completion = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan Passing = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    /// <summary>The limit of the time that is caught up on after a long sleep: everything has ended by then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private DateTimeOffset last = clock.Time.GetUtcNow();

    /// <summary>Brings all batches up to the present.</summary>
    public void Advance()
    {
        var now = clock.Time.GetUtcNow();
        var passed = clock.InTenant(now - last);
        last = now;
        if (passed > Longest)
            passed = Longest;
        for (; passed > TimeSpan.Zero; passed -= Step)
        {
            if (!migration.Batches.Exists(IsMoving))
                return;
            var step = passed < Step ? passed : Step;
            foreach (var batch in migration.Batches.ToList())
                Advance(batch, step);
        }
    }

    public void Start(SimulatedBatch batch)
    {
        foreach (
            var move in batch.People.Where(p =>
                !p.IsFinal
                && (
                    p.State.IsFailed()
                    || p.State is MoveStatus.Stopped or MoveStatus.Queued or MoveStatus.IncrementalStopped
                )
            )
        )
            Queue(move);
        batch.State = BatchStatus.Syncing;
        batch.Started ??= clock.Now;
    }

    /// <summary>Restarts the move from the beginning; data that was already copied is copied again quickly.</summary>
    public static void Queue(SimulatedMove move) =>
        (move.State, move.Error, move.Left) = (MoveStatus.Queued, null, TimeSpan.Zero);

    public void Stop(SimulatedBatch batch)
    {
        foreach (var move in batch.People.Where(p => !p.IsFinal && !p.State.IsFailed()))
            move.State = MoveStatus.Stopping;
        (batch.State, batch.Left) = (BatchStatus.Stopping, Passing);
    }

    public void Remove(SimulatedBatch batch)
    {
        if (batch.State == BatchStatus.Created)
            migration.Batches.Remove(batch);
        else
            (batch.State, batch.Left) = (BatchStatus.Removing, Passing);
    }

    public void Complete(SimulatedBatch batch)
    {
        batch.CompleteAfter = clock.Now;
        batch.State = BatchStatus.Completing;
        foreach (var move in batch.People.Where(p => p.State.IsSynced() && !(p.CompleteAfter > clock.Now)))
            BeginCompletion(move);
    }

    private bool IsMoving(SimulatedBatch batch) =>
        batch.State is BatchStatus.Waiting or BatchStatus.Stopping or BatchStatus.Removing
        || batch.State.IsRunning()
        || (batch.State.IsSynced() && batch.CompleteAfter is not null);

    private void Advance(SimulatedBatch batch, TimeSpan step)
    {
        if (batch.OddStatus is not null)
            return;
        switch (batch.State)
        {
            case BatchStatus.Waiting when batch.StartAfter <= clock.Now:
                Start(batch);
                break;
            case BatchStatus.Stopping when (batch.Left -= step) <= TimeSpan.Zero:
                foreach (var move in batch.People.Where(p => p.State == MoveStatus.Stopping))
                    move.State = MoveStatus.Stopped;
                batch.State = BatchStatus.Stopped;
                break;
            case BatchStatus.Removing when (batch.Left -= step) <= TimeSpan.Zero:
                migration.Batches.Remove(batch);
                break;
            case BatchStatus.Synced
            or BatchStatus.SyncedwithErrors when batch.IsRemoteMove && batch.CompleteAfter <= clock.Now:
                Complete(batch);
                break;
            case var running when running.IsRunning():
                Move(batch, step);
                break;
        }
    }

    private void Move(SimulatedBatch batch, TimeSpan step)
    {
        var room = migration.Endpoints.Find(e => e.Identity == batch.Endpoint)?.MaxConcurrentMigrations ?? 20;
        room -= migration
            .Batches.Where(b => b.Endpoint == batch.Endpoint)
            .Sum(b =>
                b.People.Count(p => p.State is MoveStatus.Validating or MoveStatus.Provisioning or MoveStatus.Syncing)
            );
        foreach (var move in batch.People)
        {
            if (move.State == MoveStatus.Queued && room-- > 0)
                (move.State, move.Left) = (MoveStatus.Validating, Validation);
            else if (IsTimed(move.State) && (move.Left -= step) <= TimeSpan.Zero)
                End(batch, move);
            if (move.State == MoveStatus.Syncing && move.CopyTime > TimeSpan.Zero)
                move.Percent = (int)Math.Clamp(95 - (95 * (move.Left / move.CopyTime)), 0, 94);
        }

        Follow(batch);
    }

    private static bool IsTimed(MoveStatus state) =>
        state is MoveStatus.Validating or MoveStatus.Provisioning or MoveStatus.Syncing or MoveStatus.Completing;

    /// <summary>Ends a phase: the next one follows, or a failure.</summary>
    private void End(SimulatedBatch batch, SimulatedMove move)
    {
        switch (move.State)
        {
            case MoveStatus.Validating:
                if (!Fails(move, checks.AtValidation(batch, move)))
                    (move.State, move.Left) = (MoveStatus.Provisioning, Provisioning);
                break;
            case MoveStatus.Provisioning:
                (move.State, move.Left) = (MoveStatus.Syncing, move.CopyTime);
                Say(move, "Copying begins.");
                break;
            case MoveStatus.Syncing:
                if (Fails(move, MoveChecks.AtCopy(batch, move)))
                    break;
                (move.State, move.Percent, move.LastSync) = (MoveStatus.Synced, 95, clock.Now);
                Say(move, $"Initial copy finished: {move.Items} items.");
                break;
            default:
                Finish(batch, move);
                break;
        }
    }

    private void Finish(SimulatedBatch batch, SimulatedMove move)
    {
        if (move.Skipped > 0 && !move.IsApproved)
        {
            (move.State, move.Error) = (
                MoveStatus.CompletionFailed,
                "MigrationDataConsistencyScoreException: The data consistency score is Investigate. Use "
                    + "ApproveSkippedItems to accept the skipped items."
            );
            Say(move, move.Error);
            return;
        }

        // The server's side first: otherwise the next synchronisation would report to the cloud that nothing has
        // changed.
        onPremises.Convert(batch, move);
        var warning = checks.Land(batch, move, state);
        (move.State, move.Percent, move.Error) = (
            warning is null ? MoveStatus.Completed : MoveStatus.CompletedWithWarnings,
            100,
            warning
        );
        Say(move, "The move is completed.");
    }

    private bool Fails(SimulatedMove move, string? error)
    {
        if (error is null)
            return false;
        (move.State, move.Error) = (MoveStatus.Failed, error);
        Say(move, error);
        return true;
    }

    private static void BeginCompletion(SimulatedMove move) =>
        (move.State, move.Left) = (MoveStatus.Completing, Completion);

    private void Say(SimulatedMove move, string text) =>
        move.Report.Add($"{clock.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss} [FR1PR01MB0001] {text}");

    /// <summary>Derives the batch's state from its people's.</summary>
    private void Follow(SimulatedBatch batch)
    {
        if (batch.People.Exists(p => p.State == MoveStatus.Queued || IsTimed(p.State)))
            return;
        var hasFailed = batch.People.Exists(p => p.State.IsFailed());
        var isOver =
            batch.People.TrueForAll(p => p.IsFinal || p.State.IsFailed()) && batch.People.Exists(p => p.IsFinal);
        if (isOver || batch.State == BatchStatus.Completing)
        {
            var isWhole = batch.People.TrueForAll(p => p.IsFinal);
            batch.State = isWhole ? BatchStatus.Completed : BatchStatus.CompletedWithErrors;
            batch.Finalized = clock.Now;
            return;
        }

        batch.State =
            batch.People.TrueForAll(p => p.State.IsFailed()) ? BatchStatus.Failed
            : hasFailed ? BatchStatus.SyncedwithErrors
            : BatchStatus.Synced;
        batch.InitialSync ??= clock.Now;
    }
}
