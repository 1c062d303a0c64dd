using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;
using HybridAdmin.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// Appends records. One writer at a time in this process by the queue, and among processes because the head of the chain is read inside BEGIN IMMEDIATE,
/// which only one connection holds.
/// </summary>
internal sealed class AuditWriter(Database database, StorageOptions options, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim queue = new(1, 1);

    /// <summary>Works out the records to append, inside the transaction. Sequences start with the given one.</summary>
    internal delegate IReadOnlyList<Draft> Compose(HybridAdminContext context, long sequence, long ticks);

    /// <param name="Record">Without its hashes.</param>
    /// <param name="Changes">Of an intent: what its attribute rows are made from.</param>
    internal readonly record struct Draft(AuditRecord Record, IReadOnlyList<AttributeChange> Changes);

    /// <returns>The change id of the first record.</returns>
    internal async Task<long> AppendAsync(Compose compose, CancellationToken cancellationToken)
    {
        if (!await queue.WaitAsync(options.BusyTimeout, cancellationToken).ConfigureAwait(false))
            throw new AuditUnavailableException($"The audit log cannot be written: other records have been waiting for {options.DatabaseFile} for more than "
                + $"{options.BusyTimeout.TotalSeconds:0.#} s.");

        try
        {
            // SQLite has no asynchronous calls: waiting for its lock or the disk must not hold the caller's thread. Once begun it is not cancelled.
            return await Task.Run(() => Append(compose), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (StorageFaults.IsStorageFault(exception))
        {
            throw new AuditUnavailableException($"The audit log cannot be written. {StorageFaults.Describe(exception, options)}", exception);
        }
        finally
        {
            queue.Release();
        }
    }

    public void Dispose() => queue.Dispose();

    private long Append(Compose compose)
    {
        var file = database.Head;
        using var context = database.CreateContext();

        // Microsoft.Data.Sqlite begins with BEGIN IMMEDIATE unless it is told otherwise.
        using var transaction = context.Database.BeginTransaction();
        var last = context.AuditRecords.OrderByDescending(r => r.Sequence).Select(r => new { r.Sequence, r.Hash }).FirstOrDefault();
        var before = last?.Sequence ?? 0;
        var head = file.Read();
        if (file.Contradicts(head, before, context.HashOf) is { } problem) throw new AuditUnavailableException(problem);

        var drafts = compose(context, before + 1, time.GetUtcNow().UtcTicks);
        var previous = last?.Hash ?? AuditChain.Start;
        foreach (var (record, changes) in drafts)
        {
            database.Chain.Seal(record, previous);
            previous = record.Hash;
            context.Add(record);
            context.AddRange(AuditRows.Attributes(record, changes));
        }

        context.SaveChanges();
        var end = drafts[^1].Record;
        try
        {
            file.Prepare(end, head, before);
            transaction.Commit();
        }
        catch
        {
            file.Discard();
            throw;
        }

        file.Publish(end.Sequence);
        return drafts[0].Record.ChangeId;
    }
}
