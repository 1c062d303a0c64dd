using System.Collections.Frozen;

namespace HybridAdmin.Core.Migration;

/// <summary>The states of a batch that the console knows (Get-MigrationBatch, Status).</summary>
public enum MigrationBatchState
{
    /// <summary>An unknown state: read only.</summary>
    Unknown,
    Created,

    /// <summary>Waiting for StartAfter.</summary>
    Waiting,
    Starting,
    Syncing,
    IncrementalSyncing,
    Synced,
    SyncedWithErrors,
    Completing,
    Completed,
    CompletedWithErrors,
    Stopping,
    Stopped,
    Failed,
    Removing,
    Corrupted,
}

/// <summary>The states of one person in a batch (Get-MigrationUser, Status).</summary>
public enum MigrationUserState
{
    /// <summary>An unknown state: read only.</summary>
    Unknown,
    Queued,
    Validating,
    Provisioning,
    ProvisionUpdating,
    Syncing,
    Synced,
    Starting,
    Stopping,
    Stopped,
    IncrementalSyncing,
    IncrementalSynced,
    IncrementalFailed,
    IncrementalStopped,
    Completing,
    Completed,
    CompletedWithWarnings,
    CompletionSynced,
    CompletionFailed,
    Failed,
    Corrupted,
    Removing,
}

/// <summary>Maps Exchange's values to states, and states to display names.</summary>
public static class MigrationStates
{
    private static readonly FrozenDictionary<string, MigrationBatchState> Batches = Names<MigrationBatchState>();
    private static readonly FrozenDictionary<string, MigrationUserState> Users = Names<MigrationUserState>();

    /// <summary>Compared without case: the documentation itself prints SyncedwithErrors.</summary>
    public static MigrationBatchState OfBatch(string? word) => Batches.GetValueOrDefault(word?.Trim() ?? string.Empty);

    public static MigrationUserState OfUser(string? word) => Users.GetValueOrDefault(word?.Trim() ?? string.Empty);

    /// <summary>The display name; for an unknown state Exchange's own value.</summary>
    public static string Words(this MigrationBatchState state, string? word) =>
        state switch
        {
            MigrationBatchState.Unknown => string.IsNullOrWhiteSpace(word) ? "Unknown" : word.Trim(),
            MigrationBatchState.Created => "Not started",
            MigrationBatchState.Waiting => "Waiting for its start",
            MigrationBatchState.IncrementalSyncing => "Syncing changes",
            MigrationBatchState.SyncedWithErrors => "Synced, some failed",
            MigrationBatchState.CompletedWithErrors => "Completed, some failed",
            MigrationBatchState.Corrupted => "Broken",
            _ => state.ToString(),
        };

    /// <summary>Indicates whether mail is being copied or is about to be.</summary>
    public static bool IsRunning(this MigrationBatchState state) =>
        state
            is MigrationBatchState.Starting
                or MigrationBatchState.Syncing
                or MigrationBatchState.IncrementalSyncing
                or MigrationBatchState.Completing;

    public static bool IsSynced(this MigrationBatchState state) =>
        state is MigrationBatchState.Synced or MigrationBatchState.SyncedWithErrors;

    public static bool IsCompleted(this MigrationBatchState state) =>
        state is MigrationBatchState.Completed or MigrationBatchState.CompletedWithErrors;

    /// <summary>Indicates whether it needs attention: the copy or completion failed, or stopped half-way.</summary>
    public static bool IsFailed(this MigrationUserState state) =>
        state
            is MigrationUserState.Failed
                or MigrationUserState.IncrementalFailed
                or MigrationUserState.CompletionFailed
                or MigrationUserState.Corrupted;

    public static bool IsCompleted(this MigrationUserState state) =>
        state is MigrationUserState.Completed or MigrationUserState.CompletedWithWarnings;

    public static bool IsSynced(this MigrationUserState state) =>
        state
            is MigrationUserState.Synced
                or MigrationUserState.IncrementalSynced
                or MigrationUserState.CompletionSynced;

    private static FrozenDictionary<string, T> Names<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>()
            .Where(v => Convert.ToInt32(v, System.Globalization.CultureInfo.InvariantCulture) != 0)
            .ToFrozenDictionary(v => v.ToString(), v => v, StringComparer.OrdinalIgnoreCase);
}
