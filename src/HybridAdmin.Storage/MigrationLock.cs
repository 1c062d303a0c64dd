namespace HybridAdmin.Storage;

/// <summary>
/// The right to migrate, held by one console at a time as an exclusive lock on hybridadmin.db-lock. The operating
/// system releases it with the process, unlike EF Core's own lock, which is a row in __EFMigrationsLock.
/// </summary>
internal static class MigrationLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits for the lock.</summary>
    /// <returns>The lock; disposing releases it.</returns>
    /// <exception cref="OperationCanceledException">Another console held it until the token was cancelled.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    internal static async Task<FileStream> AcquireAsync(StorageOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return FilePaths.OpenExclusively(options.MigrationLockFile);
            }
            catch (IOException exception) when (exception.GetType() == typeof(IOException))
            {
                // In use by another console; a missing folder or a full disk have other exception types or codes.
                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
