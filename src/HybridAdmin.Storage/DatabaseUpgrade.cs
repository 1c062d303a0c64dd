using HybridAdmin.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Storage;

/// <summary>Applies the pending migrations of a database, one console at a time and within a time limit.</summary>
internal sealed class DatabaseUpgrade(StorageOptions options, Func<HybridAdminContext> open, ILogger logger)
{
    /// <summary>Upgrades the database. Takes no lock when nothing is pending, as on every ordinary start.</summary>
    /// <returns>The number of migrations applied.</returns>
    /// <exception cref="StorageException">A newer version wrote the database, or another console held the lock for
    /// longer than <see cref="StorageOptions.MigrationTimeout"/>.</exception>
    internal async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        using (var context = open())
        {
            if (CountPending(context) == 0)
                return 0;
        }

        using var limit = new CancellationTokenSource(options.MigrationTimeout);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await using var alone = await MigrationLock.AcquireAsync(options, waiting.Token).ConfigureAwait(false);

            // Once started, only the time limit ends it: a caller that cancels would otherwise undo the work.
            return await MigrateAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageException(
                $"{options.DatabaseFile} could not be brought up to date within "
                    + $"{options.MigrationTimeout.TotalSeconds:0.#} s, because another process holds "
                    + $"{options.MigrationLockFile}. Wait until that console has started, or end it, then start again."
            );
        }
    }

    private async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        using var context = open();
        var pending = CountPending(context);
        if (pending == 0)
            return 0; // another console has done it

        await RemoveAbandonedLockAsync(context, cancellationToken).ConfigureAwait(false);
        await context.Database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        return pending;
    }

    private int CountPending(HybridAdminContext context)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (context.Database.GetAppliedMigrations().LastOrDefault(m => !known.Contains(m)) is { } newer)
            throw new StorageException(
                $"{options.DatabaseFile} was written by a newer version (it has {newer}). Start that "
                    + $"version, or restore the backup made before the update."
            );

        return context.Database.GetPendingMigrations().Count();
    }

    /// <summary>
    /// Deletes the row of EF Core's lock that a killed process left, for which MigrateAsync would wait for ever. Only
    /// while <see cref="MigrationLock"/> is held: then no running console has it.
    /// </summary>
    private async Task RemoveAbandonedLockAsync(HybridAdminContext context, CancellationToken cancellationToken)
    {
        const string Exists = "SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'";
        if (await context.Database.SqlQueryRaw<int>(Exists).SingleAsync(cancellationToken).ConfigureAwait(false) == 0)
            return;
        var removed = await context
            .Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken)
            .ConfigureAwait(false);
        if (removed > 0)
            logger.AbandonedMigrationLock(options.DatabaseFile);
    }
}
