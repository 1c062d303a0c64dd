using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Model;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// The anchor of the chain's end: without it, records could be cut off the end and what is left would still be a whole chain.
/// <para>
/// It is drafted and flushed to disk inside the transaction, so that a full or read-only disk stops the record, and renamed into place after the
/// commit. So it never names a record that the database lost in a crash; it may be older than the database's end: after a crash between commit and rename,
/// after a power cut (the rename itself is not flushed), when a rename fails, or until the next record when two processes rename in the same moment. An older head whose record is still there is no forgery: the records
/// after it are chained with the key, only the end is not anchored, and <see cref="AuditVerifier"/> says since when. The next record moves the head on.
/// </para>
/// <para>
/// A head that is ahead of the database, or names another record than the database has, means that records were cut off or replaced (or that an older
/// backup was restored). Then nothing more is recorded, because the next record would overwrite the evidence, until somebody has looked into it and moved the
/// head file away. A log whose head file was missing begins a new one, which says for ever up to which record the end was not anchored.
/// </para>
/// </summary>
internal sealed class AuditHeadFile(StorageOptions options, AuditChain chain, ILogger logger)
{
    private const int RenameAttempts = 5;

    /// <summary>One name per object, so that two processes never write the same draft; they take turns only until the commit.</summary>
    private readonly string draft = $"{options.FullHeadFile}.{Guid.NewGuid():N}.new";

    internal string Path => options.FullHeadFile;

    /// <summary>Null when there is none.</summary>
    /// <exception cref="AuditUnavailableException">It is not one of ours.</exception>
    internal AuditHead? Read()
    {
        byte[] content;
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            content = new byte[stream.Length];
            stream.ReadExactly(content);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        return AuditHead.Parse(content, chain)
            ?? throw new AuditUnavailableException($"The head file {Path} was not written with this audit chain's key. Restore it from the backup; "
                + "if there is none, move it away, and the log goes on with its end unanchored until now.");
    }

    /// <summary>Puts the head that belongs to the record beside the present one.</summary>
    internal void Prepare(AuditRecord last, AuditHead? present, long recordsBefore)
    {
        var at = new DateTimeOffset(last.AtTicks, TimeSpan.Zero);
        var head = new AuditHead(last.Sequence, last.Hash, last.Mac, at, present?.UnanchoredUntil ?? recordsBefore, present?.BegunAt ?? at);
        FilePaths.WriteDurably(draft, head.ToJson(chain));
    }

    /// <summary>Takes the draft back. Says nothing when that fails: what went wrong before is what the caller has to hear.</summary>
    internal void Discard()
    {
        try
        {
            File.Delete(draft);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Left for RemoveOldDrafts.
        }
    }

    /// <summary>
    /// Puts the prepared head in place. The record is committed by then, so a failure is logged and not thrown: the caller would take the record for lost.
    /// </summary>
    internal void Publish(long sequence)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Another process may have committed and published after our commit: never turn the head back.
                if (Read() is { } present && present.Sequence >= sequence) Discard();
                else File.Move(draft, Path, overwrite: true);
                return;
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or AuditUnavailableException)
            {
                // On Windows a virus scanner or a backup may hold the file for a moment.
                if (attempt < RenameAttempts)
                {
                    Thread.Sleep(TimeSpan.FromMilliseconds(20 * attempt));
                    continue;
                }

                logger.HeadNotReplaced(exception, sequence, Path);
                return;
            }
        }
    }

    /// <summary>Removes drafts that killed processes left behind.</summary>
    internal void RemoveOldDrafts(DateTime olderThanUtc)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (!System.IO.Directory.Exists(folder)) return;

        foreach (var file in System.IO.Directory.EnumerateFiles(folder, System.IO.Path.GetFileName(Path) + ".*.new"))
            if (File.GetLastWriteTimeUtc(file) < olderThanUtc) File.Delete(file);
    }

    /// <summary>Null when the log may go on after the database's last record, else why not.</summary>
    /// <param name="head">What the file says.</param>
    /// <param name="lastSequence">Number of the database's last record; 0: none.</param>
    /// <param name="hashOf">The stored hash of a record; null: there is none.</param>
    internal string? Contradicts(AuditHead? head, long lastSequence, Func<long, byte[]?> hashOf)
    {
        if (head is null) return null;

        const string WayOut = "Restore the newest database from the backup. If this state is wanted, keep a copy of the head file and move it away.";
        if (head.Sequence > lastSequence)
            return $"The audit log ends with record {lastSequence}, but the head file {Path} names record {head.Sequence} of {head.At:u}: records were cut off. {WayOut}";

        return hashOf(head.Sequence) is { } hash && AuditChain.Same(hash, head.Hash)
            ? null
            : $"Audit record {head.Sequence} is not the one that the head file {Path} names: it was replaced. {WayOut}";
    }
}
