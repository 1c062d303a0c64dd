namespace HybridAdmin.Sandbox.Tenant.Migration;

/// <summary>A *-MigrationBatch cmdlet that changes a batch.</summary>
[Flags]
internal enum BatchCommand
{
    None = 0,
    Start = 1,
    Stop = 2,
    Complete = 4,
    Set = 8,
    Remove = 16,
}

/// <summary>
/// The commands that Exchange Online accepts for a batch in a state. Typed from Microsoft's pages and not from the
/// console's rules, which would otherwise be tested against themselves: "Manage migration batches"
/// (OfficeDocs-Exchange, mailbox-migration/manage-migration-batches.md: columns Status and Command) and Start-, Stop-,
/// Complete-, Set- and Remove-MigrationBatch (office-docs-powershell). The pages name no command for the transitional
/// states (Completing, Stopping, Removing), so none is accepted there.
/// </summary>
internal static class BatchCommands
{
    private static readonly Dictionary<BatchStatus, BatchCommand> OfMoves = new()
    {
        // "created but hasn't been started ... you can start, edit, or delete it"
        [BatchStatus.Created] = BatchCommand.Start | BatchCommand.Set | BatchCommand.Remove,
        // Pause: "started but has a status of Queued"; Set-MigrationBatch accepts StartAfter until then.
        [BatchStatus.Waiting] = BatchCommand.Stop | BatchCommand.Set,
        // Pause: "a migration batch that's currently running"
        [BatchStatus.Starting] = BatchCommand.Stop,
        [BatchStatus.Syncing] = BatchCommand.Stop,
        [BatchStatus.IncrementalSyncing] = BatchCommand.Stop,
        // Pause: "completed the initial synchronization phase and has a status of Synced"; Edit: "the finalization
        // semantics"; Complete-MigrationBatch: "has a status of Synced"
        [BatchStatus.Synced] = BatchCommand.Stop | BatchCommand.Complete | BatchCommand.Set,
        // Resume: "If there are errors for a migration batch, you can restart it"; a Synced batch "may contain errors".
        [BatchStatus.SyncedwithErrors] = BatchCommand.Start | BatchCommand.Complete,
        [BatchStatus.Completing] = BatchCommand.None,
        // Delete: "after you verify that all mailboxes in the migration batch have been successfully migrated"
        [BatchStatus.Completed] = BatchCommand.Remove,
        [BatchStatus.CompletedWithErrors] = BatchCommand.Start,
        [BatchStatus.Stopping] = BatchCommand.None,
        // "stopped after running for some period of time. In this state, you can start, edit, or delete it"
        [BatchStatus.Stopped] = BatchCommand.Start | BatchCommand.Set | BatchCommand.Remove,
        [BatchStatus.Failed] = BatchCommand.Start | BatchCommand.Remove,
        [BatchStatus.Removing] = BatchCommand.None,
        [BatchStatus.Corrupted] = BatchCommand.Remove,
    };

    /// <summary>Indicates whether the service accepts the command.</summary>
    /// <param name="isRemoteMove">"Finalization occurs only when you use remote move migrations." The others end with
    /// Remove, from Synced.</param>
    public static bool Allows(bool isRemoteMove, BatchStatus status, BatchCommand command)
    {
        var taken = OfMoves[status];
        if (!isRemoteMove)
        {
            taken &= ~BatchCommand.Complete;
            if (status.IsSynced())
                taken |= BatchCommand.Remove;
        }

        return taken.HasFlag(command);
    }
}
