using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Storage.Model;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// Appends records. Writers are serialised by a queue within this process, and between processes because the head of
/// the chain is read inside BEGIN IMMEDIATE, which only one connection can hold.
/// </summary>
internal sealed class AuditWriter(Database database, StorageOptions options, TimeProvider time) : IDisposable
{
    /// <summary>
    /// The idle time after which a connection is reopened, so that files that were moved or replaced meanwhile are
    /// noticed.
    /// </summary>
    private static readonly TimeSpan KeptOpen = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim queue = new(1, 1);
    private AuditConnection? connection;
    private long lastUsed;

    /// <summary>Composes the records to append, inside the transaction. Sequences start with the given one.</summary>
    internal delegate IReadOnlyList<Draft> Compose(AuditConnection connection, long sequence, long ticks);

    /// <param name="Record">Without its hashes.</param>
    /// <param name="Changes">The source of the attribute rows of an intent.</param>
    internal readonly record struct Draft(AuditRecord Record, IReadOnlyList<AttributeChange> Changes);

    /// <returns>The change id of the first record.</returns>
    internal async Task<long> AppendAsync(Compose compose, CancellationToken cancellationToken)
    {
        if (!await queue.WaitAsync(options.BusyTimeout, cancellationToken).ConfigureAwait(false))
            throw new AuditUnavailableException(
                $"The audit log cannot be written: other records have been waiting for "
                    + $"{options.DatabaseFile} for more than "
                    + $"{options.BusyTimeout.TotalSeconds:0.#} s."
            );

        try
        {
            // SQLite has no asynchronous calls: waiting for its lock or the disk must not block the caller's thread.
            // Not cancelled once started.
            return await Task.Run(() => Append(compose), CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (StorageFaults.IsStorageFault(exception))
        {
            throw new AuditUnavailableException(
                $"The audit log cannot be written. {StorageFaults.Describe(exception, options)}",
                exception
            );
        }
        finally
        {
            queue.Release();
        }
    }

    public void Dispose()
    {
        connection?.Dispose();
        queue.Dispose();
    }

    private long Append(Compose compose)
    {
        if (connection is not null && time.GetElapsedTime(lastUsed) > KeptOpen)
            Close();
        try
        {
            connection ??= database.OpenWriter();
            return Append(connection, compose);
        }
        catch
        {
            // The state of the connection is uncertain: the next record uses a new one.
            Close();
            throw;
        }
        finally
        {
            lastUsed = time.GetTimestamp();
        }
    }

    private long Append(AuditConnection rows, Compose compose)
    {
        var file = database.Head;
        using var handle = file.OpenForWriting();
        rows.Begin();
        var last = rows.Last();
        var before = last?.Sequence ?? 0;
        var head = file.Read(handle);
        if (
            file.Contradicts(head, before, sequence => sequence == before ? last?.Hash : rows.HashOf(sequence)) is
            { } problem
        )
            throw new AuditUnavailableException(problem);

        var drafts = compose(rows, before + 1, time.GetUtcNow().UtcTicks);
        var previous = last?.Hash ?? AuditChain.Start;
        foreach (var (record, changes) in drafts)
        {
            database.Chain.Seal(record, previous);
            previous = record.Hash;
            rows.Add(record);
            foreach (var attribute in AuditRows.Attributes(record, changes))
                rows.Add(attribute);
        }

        var end = AuditHeadFile.Of(drafts[^1].Record, head, before);
        rows.Commit();
        file.Write(handle, end);
        return drafts[0].Record.ChangeId;
    }

    private void Close()
    {
        connection?.Dispose();
        connection = null;
    }
}
