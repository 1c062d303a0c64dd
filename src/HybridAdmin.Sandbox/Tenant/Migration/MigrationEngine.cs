using HybridAdmin.Core.Migration;
using HybridAdmin.Sandbox.Tenant.Cloud;

namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// Lets batches go on as tenant time passes: people are validated, provisioned, copied, and completed when asked to, no
/// more at once than the endpoint allows; a batch's state follows from its people's. The caller holds the state's gate.
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

    /// <summary>After a long sleep no more is caught up on than this: everything has ended by then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private DateTimeOffset last = clock.Time.GetUtcNow();

    /// <summary>Brings everything up to the present.</summary>
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
                    || p.State
                        is MigrationUserState.Stopped
                            or MigrationUserState.Queued
                            or MigrationUserState.IncrementalStopped
                )
            )
        )
            Queue(move);
        batch.State = MigrationBatchState.Syncing;
        batch.Started ??= clock.Now;
    }

    /// <summary>From the beginning; what was copied is copied again quickly.</summary>
    public static void Queue(SimulatedMove move) =>
        (move.State, move.Error, move.Left) = (MigrationUserState.Queued, null, TimeSpan.Zero);

    public void Stop(SimulatedBatch batch)
    {
        foreach (var move in batch.People.Where(p => !p.IsFinal && !p.State.IsFailed()))
            move.State = MigrationUserState.Stopping;
        (batch.State, batch.Left) = (MigrationBatchState.Stopping, Passing);
    }

    public void Remove(SimulatedBatch batch)
    {
        if (batch.State == MigrationBatchState.Created)
            migration.Batches.Remove(batch);
        else
            (batch.State, batch.Left) = (MigrationBatchState.Removing, Passing);
    }

    public void Complete(SimulatedBatch batch)
    {
        batch.CompleteAfter = clock.Now;
        batch.State = MigrationBatchState.Completing;
        foreach (var move in batch.People.Where(p => p.State.IsSynced() && !(p.CompleteAfter > clock.Now)))
            BeginCompletion(move);
    }

    private bool IsMoving(SimulatedBatch batch) =>
        batch.State is MigrationBatchState.Waiting or MigrationBatchState.Stopping or MigrationBatchState.Removing
        || batch.State.IsRunning()
        || (batch.State.IsSynced() && batch.CompleteAfter is not null);

    private void Advance(SimulatedBatch batch, TimeSpan step)
    {
        if (batch.OddStatus is not null)
            return;
        switch (batch.State)
        {
            case MigrationBatchState.Waiting when batch.StartAfter <= clock.Now:
                Start(batch);
                break;
            case MigrationBatchState.Stopping when (batch.Left -= step) <= TimeSpan.Zero:
                foreach (var move in batch.People.Where(p => p.State == MigrationUserState.Stopping))
                    move.State = MigrationUserState.Stopped;
                batch.State = MigrationBatchState.Stopped;
                break;
            case MigrationBatchState.Removing when (batch.Left -= step) <= TimeSpan.Zero:
                migration.Batches.Remove(batch);
                break;
            case MigrationBatchState.Synced
            or MigrationBatchState.SyncedWithErrors when batch.IsRemoteMove && batch.CompleteAfter <= clock.Now:
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
                b.People.Count(p =>
                    p.State
                        is MigrationUserState.Validating
                            or MigrationUserState.Provisioning
                            or MigrationUserState.Syncing
                )
            );
        foreach (var move in batch.People)
        {
            if (move.State == MigrationUserState.Queued && room-- > 0)
                (move.State, move.Left) = (MigrationUserState.Validating, Validation);
            else if (IsTimed(move.State) && (move.Left -= step) <= TimeSpan.Zero)
                End(batch, move);
            if (move.State == MigrationUserState.Syncing && move.CopyTime > TimeSpan.Zero)
                move.Percent = (int)Math.Clamp(95 - (95 * (move.Left / move.CopyTime)), 0, 94);
        }

        Follow(batch);
    }

    private static bool IsTimed(MigrationUserState state) =>
        state
            is MigrationUserState.Validating
                or MigrationUserState.Provisioning
                or MigrationUserState.Syncing
                or MigrationUserState.Completing;

    /// <summary>The end of a phase: the next one, or a failure.</summary>
    private void End(SimulatedBatch batch, SimulatedMove move)
    {
        switch (move.State)
        {
            case MigrationUserState.Validating:
                if (!Fails(move, checks.AtValidation(batch, move)))
                    (move.State, move.Left) = (MigrationUserState.Provisioning, Provisioning);
                break;
            case MigrationUserState.Provisioning:
                (move.State, move.Left) = (MigrationUserState.Syncing, move.CopyTime);
                Say(move, "Copying begins.");
                break;
            case MigrationUserState.Syncing:
                if (Fails(move, MoveChecks.AtCopy(batch, move)))
                    break;
                (move.State, move.Percent, move.LastSync) = (MigrationUserState.Synced, 95, clock.Now);
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
                MigrationUserState.CompletionFailed,
                "MigrationDataConsistencyScoreException: The data consistency score is Investigate. Use "
                    + "ApproveSkippedItems to accept the skipped items."
            );
            Say(move, move.Error);
            return;
        }

        // The server's side first: the cloud would otherwise be told by the next synchronisation that nothing has
        // happened.
        onPremises.Convert(batch, move);
        var warning = checks.Land(batch, move, state);
        (move.State, move.Percent, move.Error) = (
            warning is null ? MigrationUserState.Completed : MigrationUserState.CompletedWithWarnings,
            100,
            warning
        );
        Say(move, "The move is completed.");
    }

    private bool Fails(SimulatedMove move, string? error)
    {
        if (error is null)
            return false;
        (move.State, move.Error) = (MigrationUserState.Failed, error);
        Say(move, error);
        return true;
    }

    private static void BeginCompletion(SimulatedMove move) =>
        (move.State, move.Left) = (MigrationUserState.Completing, Completion);

    private void Say(SimulatedMove move, string text) =>
        move.Report.Add($"{clock.Now.UtcDateTime:yyyy-MM-dd HH:mm:ss} [FR1PR01MB0001] {text}");

    /// <summary>The batch's state by its people's.</summary>
    private void Follow(SimulatedBatch batch)
    {
        if (batch.People.Exists(p => p.State == MigrationUserState.Queued || IsTimed(p.State)))
            return;
        var hasFailed = batch.People.Exists(p => p.State.IsFailed());
        var isOver =
            batch.People.TrueForAll(p => p.IsFinal || p.State.IsFailed()) && batch.People.Exists(p => p.IsFinal);
        if (isOver || batch.State == MigrationBatchState.Completing)
        {
            var isWhole = batch.People.TrueForAll(p => p.IsFinal);
            batch.State = isWhole ? MigrationBatchState.Completed : MigrationBatchState.CompletedWithErrors;
            batch.Finalized = clock.Now;
            return;
        }

        batch.State =
            batch.People.TrueForAll(p => p.State.IsFailed()) ? MigrationBatchState.Failed
            : hasFailed ? MigrationBatchState.SyncedWithErrors
            : MigrationBatchState.Synced;
        batch.InitialSync ??= clock.Now;
    }
}
