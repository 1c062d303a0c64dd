namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>
/// The values of Status of Get-MigrationBatch as the service writes them: SyncedwithErrors is its own spelling
/// (office-docs-powershell, Get-MigrationBatch). Deliberately not the console's list.
/// </summary>
internal enum BatchStatus
{
    Created,
    Waiting,
    Starting,
    Syncing,
    IncrementalSyncing,
    Synced,
    SyncedwithErrors,
    Completing,
    Completed,
    CompletedWithErrors,
    Stopping,
    Stopped,
    Failed,
    Removing,
    Corrupted,
}

/// <summary>The values of Status of Get-MigrationUser that the simulation reaches (office-docs-powershell).</summary>
internal enum MoveStatus
{
    Queued,
    Validating,
    Provisioning,
    Syncing,
    Synced,
    Stopping,
    Stopped,
    IncrementalStopped,
    Completing,
    Completed,
    CompletedWithWarnings,
    CompletionFailed,
    Failed,
    Removing,
}

/// <summary>Groups of status values.</summary>
internal static class MigrationStatus
{
    public static bool IsRunning(this BatchStatus status) =>
        status
            is BatchStatus.Starting
                or BatchStatus.Syncing
                or BatchStatus.IncrementalSyncing
                or BatchStatus.Completing;

    public static bool IsSynced(this BatchStatus status) =>
        status is BatchStatus.Synced or BatchStatus.SyncedwithErrors;

    public static bool IsFailed(this MoveStatus status) => status is MoveStatus.Failed or MoveStatus.CompletionFailed;

    public static bool IsSynced(this MoveStatus status) => status is MoveStatus.Synced;

    public static bool IsCompleted(this MoveStatus status) =>
        status is MoveStatus.Completed or MoveStatus.CompletedWithWarnings;
}
