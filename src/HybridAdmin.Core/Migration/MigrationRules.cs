using System.Collections.Frozen;

namespace HybridAdmin.Core.Migration;

/// <summary>The actions on a batch.</summary>
public enum MigrationAction
{
    /// <summary>Start-MigrationBatch: starts, continues after a stop, or retries failed people.</summary>
    Start,
    Stop,

    /// <summary>Complete-MigrationBatch, or Set-MigrationBatch with CompleteAfter for a later time.</summary>
    Complete,

    /// <summary>Set-MigrationBatch: times, limits, notification addresses.</summary>
    Set,
    Remove,
}

/// <summary>The decision about an action: possible, or refused with the reason and the way forward.</summary>
/// <param name="Refusal">The reason for a refusal, as a sentence; null if the action is possible.</param>
/// <param name="Warning">A warning to show before the action; null if there is none.</param>
public readonly record struct MigrationDecision(string? Refusal, string? Warning)
{
    public bool IsAllowed => Refusal is null;
}

/// <summary>
/// The state machine: the actions that Exchange Online accepts for each kind and state (Manage migration batches; Get-,
/// Start-, Stop-, Complete- and Remove-MigrationBatch; the cells are derived from them). For an unknown kind or state
/// only reading is allowed. Pure.
/// </summary>
public static class MigrationRules
{
    /// <summary>The warning before a batch that is not a remote move is removed.</summary>
    public const string MailExchangerWarning =
        "Removing ends the synchronisation for good. First point the MX record at Microsoft 365 and wait "
        + "until no mail arrives at the old system any more (at least as long as the record's time to "
        + "live).";

    private static readonly FrozenDictionary<MigrationBatchState, MigrationAction[]> OfMoves = new Dictionary<
        MigrationBatchState,
        MigrationAction[]
    >
    {
        [MigrationBatchState.Created] = [MigrationAction.Start, MigrationAction.Set, MigrationAction.Remove],
        [MigrationBatchState.Waiting] = [MigrationAction.Stop, MigrationAction.Set],
        [MigrationBatchState.Starting] = [MigrationAction.Stop],
        [MigrationBatchState.Syncing] = [MigrationAction.Stop],
        [MigrationBatchState.IncrementalSyncing] = [MigrationAction.Stop],
        [MigrationBatchState.Synced] = [MigrationAction.Stop, MigrationAction.Complete, MigrationAction.Set],
        [MigrationBatchState.SyncedWithErrors] = [MigrationAction.Start, MigrationAction.Complete],
        [MigrationBatchState.Completing] = [],
        [MigrationBatchState.Completed] = [MigrationAction.Remove],
        [MigrationBatchState.CompletedWithErrors] = [MigrationAction.Start],
        [MigrationBatchState.Stopping] = [],
        [MigrationBatchState.Stopped] = [MigrationAction.Start, MigrationAction.Remove],
        [MigrationBatchState.Failed] = [MigrationAction.Start, MigrationAction.Remove],
        [MigrationBatchState.Removing] = [],
        [MigrationBatchState.Corrupted] = [MigrationAction.Remove],
        [MigrationBatchState.Unknown] = [],
    }.ToFrozenDictionary();

    /// <summary>The actions that are possible now, in the order of <see cref="MigrationAction"/>.</summary>
    public static IReadOnlyList<MigrationAction> Allowed(MigrationKind kind, MigrationBatchState state) =>
        [.. Enum.GetValues<MigrationAction>().Where(a => Decide(kind, state, a).IsAllowed)];

    public static MigrationDecision Decide(MigrationKind kind, MigrationBatchState state, MigrationAction action)
    {
        if (kind == MigrationKind.Unknown)
            return Refuse(
                "This is a kind of migration that the console does not know, so it only shows it. Use the "
                    + "Exchange admin center."
            );
        if (state == MigrationBatchState.Unknown)
            return Refuse(
                "The batch is in a state that the console does not know, so it only shows it. Use the "
                    + "Exchange admin center, or wait until the state changes."
            );
        if (!kind.IsRemoteMove())
        {
            if (action == MigrationAction.Complete)
                return Refuse(
                    "Only remote moves are completed. This migration ends when the batch is removed, after "
                        + "the MX record points at Microsoft 365."
                );
            // These kinds end with removal: from Synced, also with failed people.
            if (action == MigrationAction.Remove && state.IsSynced())
                return new MigrationDecision(null, MailExchangerWarning);
        }

        if (!OfMoves[state].Contains(action))
            return Refuse(Reason(kind, state, action));
        return new MigrationDecision(null, Warning(kind, state, action));
    }

    private static MigrationDecision Refuse(string sentence) => new(sentence, null);

    private static string? Warning(MigrationKind kind, MigrationBatchState state, MigrationAction action) =>
        (action, state) switch
        {
            (MigrationAction.Stop, MigrationBatchState.Synced) =>
                "Stopping ends the daily synchronisation of changes. Start goes on from there.",
            (MigrationAction.Stop, _) => "People who are being copied stop; people who are completed stay completed.",
            (
                MigrationAction.Start,
                MigrationBatchState.SyncedWithErrors
                    or MigrationBatchState.CompletedWithErrors
                    or MigrationBatchState.Failed
            ) => "Only those who failed are tried again.",
            (MigrationAction.Remove, MigrationBatchState.Completed) =>
                "The record of the moves is deleted with the batch. Export it first; the mailboxes stay as they are.",
            (MigrationAction.Remove, MigrationBatchState.Stopped or MigrationBatchState.Failed)
                when !kind.IsRemoteMove() => MailExchangerWarning,
            (MigrationAction.Remove, _) => "The data copied so far is discarded; a new batch starts again from zero.",
            _ => null,
        };

    private static string Reason(MigrationKind kind, MigrationBatchState state, MigrationAction action) =>
        (state, action) switch
        {
            (MigrationBatchState.Completing, _) => "The batch is completing. Wait until it is completed.",
            (MigrationBatchState.Stopping, _) => "The batch is stopping. Wait until it is stopped.",
            (MigrationBatchState.Removing, _) => "The batch is being removed. Nothing is left to do.",
            (MigrationBatchState.Corrupted, _) => "The batch is broken. Remove it, or ask Microsoft's support.",
            (MigrationBatchState.Created, MigrationAction.Stop) =>
                "The batch was not started yet, so there is nothing to stop.",
            (MigrationBatchState.Waiting, MigrationAction.Start) =>
                "The batch starts automatically at its time. Set another time to start earlier.",
            (MigrationBatchState.Waiting, MigrationAction.Remove) =>
                "The batch waits for its start. Stop it first, then remove it.",
            (MigrationBatchState.Synced, MigrationAction.Start) =>
                "The batch is synced, and changes are copied once a day. There is nobody to try again.",
            (MigrationBatchState.Synced, MigrationAction.Remove) =>
                "A synced move is completed, or stopped and then removed.",
            (MigrationBatchState.SyncedWithErrors, MigrationAction.Remove) =>
                "Some are synced. Complete the batch, or start it to try the others again.",
            (MigrationBatchState.SyncedWithErrors, MigrationAction.Set) =>
                "Some have failed. Start the batch to try them again, or complete it for the others.",
            (MigrationBatchState.SyncedWithErrors, MigrationAction.Stop) =>
                "Nothing is being copied. Start the batch to try those who failed again"
                    + (kind.IsRemoteMove() ? ", or complete it for the others." : "."),
            (MigrationBatchState.CompletedWithErrors, MigrationAction.Complete) =>
                "The batch was completed for those who could be moved. Start it to try the others again.",
            (MigrationBatchState.CompletedWithErrors, MigrationAction.Remove) =>
                "Some have not been moved. Start the batch to try them again, or remove them from it.",
            (MigrationBatchState.Completed or MigrationBatchState.CompletedWithErrors, _) => "The batch is completed.",
            (MigrationBatchState.Stopped or MigrationBatchState.Failed, MigrationAction.Stop) =>
                "Nothing is running, so there is nothing to stop.",
            (_, MigrationAction.Complete) => "Only a synced batch can be completed. Wait for the state Synced"
                + (state.IsRunning() ? "." : "; start the batch if it does not run."),
            (_, MigrationAction.Start) => "The batch is running already.",
            (_, MigrationAction.Set) => "The batch can be changed before its start and when it is synced.",
            (_, MigrationAction.Remove) => "A running batch is not removed. Stop it first.",
            _ => "Exchange Online does not do this in the batch's present state.",
        };
}
