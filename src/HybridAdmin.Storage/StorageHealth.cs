using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Audit;
using HybridAdmin.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage;

/// <summary>Checks the preconditions of the next record: the write lock, the head file, and their agreement.</summary>
internal sealed class StorageHealth(Database database, StorageOptions options) : IStorageHealth
{
    public async Task<StorageStatus> CheckAsync(CancellationToken cancellationToken)
    {
        var problem = await Task.Run(FindProblem, cancellationToken).ConfigureAwait(false);
        var provider = database.SqliteVersion.Length == 0 ? "SQLite" : $"SQLite {database.SqliteVersion}";
        return new StorageStatus(provider, options.DatabaseFile, problem is null, problem, Size())
        {
            IsProof = options.KeepsKeyAndHeadOutside,
        };
    }

    private string? FindProblem()
    {
        try
        {
            using var context = database.CreateContext();
            using var transaction = context.Database.BeginTransaction();
            var last = context.AuditRecords.Max(r => (long?)r.Sequence) ?? 0;
            return database.Head.Contradicts(database.Head.Read(), last, context.HashOf);
        }
        catch (Exception exception) when (StorageFaults.IsStorageFault(exception))
        {
            return StorageFaults.Describe(exception, options);
        }
        catch (Exception exception) when (exception is AuditUnavailableException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    private long Size() =>
        new[] { options.DatabaseFile, options.DatabaseFile + "-wal" }
            .Select(path => new FileInfo(path))
            .Where(file => file.Exists)
            .Sum(file => file.Length);
}
