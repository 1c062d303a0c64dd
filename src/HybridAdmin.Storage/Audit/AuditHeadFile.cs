using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Model;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// The anchor of the chain's end. Without it, records could be removed from the end and the rest would still be a valid
/// chain.
/// <para>
/// It is opened for writing before the transaction, so that a file that is missing, read-only or unavailable stops the
/// record, and overwritten in place after the commit: 512 octets, which a disk writes as a whole or not at all.
/// Therefore it never names a record that the database lost in a crash. It may be older than the database's end: after
/// a crash between commit and write, after a power cut (the write is not flushed), when a write fails, or until the
/// next record if two processes write at the same moment. An older head whose record still exists is not a forgery: the
/// records after it are chained with the key, only the end is not anchored, and <see cref="AuditVerifier"/> reports
/// since when. The next record updates the head.
/// </para>
/// <para>
/// A head that is ahead of the database, or names another record than the database has, means that records were removed
/// or replaced (or that an older backup was restored). Then nothing more is recorded, because the next record would
/// overwrite the evidence, until somebody has investigated and moved the head file elsewhere. If the head file of a log
/// was missing, a new one is created, which permanently states up to which record the end was not anchored.
/// </para>
/// </summary>
internal sealed class AuditHeadFile(StorageOptions options, AuditChain chain, ILogger logger)
{
    /// <summary>One sector. The content is JSON of some 400 octets, padded with blanks.</summary>
    private const int Length = 512;

    private const int OpenAttempts = 5;
    private const int ReadAttempts = 5;
    private const byte Blank = (byte)' ';

    private Known? known;

    internal string Path => options.FullHeadFile;

    /// <summary>Null when there is none, or nothing was written to it yet.</summary>
    /// <exception cref="AuditUnavailableException">It is not a head of this log.</exception>
    internal AuditHead? Read()
    {
        try
        {
            using var file = Open(FileAccess.Read);
            return Read(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Opens the file for <see cref="Read(SafeFileHandle)"/> and <see cref="Write"/>; a missing file is created empty,
    /// with access for its owner only.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    internal SafeFileHandle OpenForWriting()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return Open(FileAccess.ReadWrite);
            }
            catch (FileNotFoundException) when (attempt < OpenAttempts)
            {
                FilePaths.TryCreateAtomically(Path, Enumerable.Repeat(Blank, Length).ToArray());
            }
            catch (IOException exception)
                when (attempt < OpenAttempts && exception is not (FileNotFoundException or DirectoryNotFoundException))
            {
                // On Windows a virus scanner or a backup may hold the file for a moment.
                Thread.Sleep(TimeSpan.FromMilliseconds(20 * attempt));
            }
        }
    }

    /// <summary>Null when nothing was written to it yet.</summary>
    /// <exception cref="AuditUnavailableException">It is not a head of this log.</exception>
    internal AuditHead? Read(SafeFileHandle file)
    {
        for (var attempt = 1; ; attempt++)
        {
            var content = Content(file);

            // The seal covers the content: equal octets are the same head.
            if (Volatile.Read(ref known) is { } before && content.AsSpan().SequenceEqual(before.Content))
                return before.Head;
            if (content.Length > 0 && !content.AsSpan().ContainsAnyExcept(Blank))
                return null;
            if (AuditHead.Parse(content, chain) is { } head)
            {
                Volatile.Write(ref known, new Known(content, head));
                return head;
            }

            // Another process may be writing it at this moment.
            if (attempt == ReadAttempts)
                throw new AuditUnavailableException(
                    $"The head file {Path} was not written with this audit chain's key. Restore it from the backup; "
                        + "if there is none, move it elsewhere, and the log goes on with its end unanchored until now."
                );
            Thread.Sleep(1);
        }
    }

    /// <summary>The head that belongs to the record.</summary>
    internal static AuditHead Of(AuditRecord last, AuditHead? present, long recordsBefore)
    {
        var at = new DateTimeOffset(last.AtTicks, TimeSpan.Zero);
        return new AuditHead(
            last.Sequence,
            last.Hash,
            last.Mac,
            at,
            present?.UnanchoredUntil ?? recordsBefore,
            present?.BegunAt ?? at
        );
    }

    /// <summary>
    /// Writes the head of a record that is already committed. A failure is therefore logged and not thrown: the caller
    /// would assume that the record is lost.
    /// </summary>
    internal void Write(SafeFileHandle file, AuditHead head)
    {
        try
        {
            // Another process may have committed and written after this commit: the head must never go back.
            if (Read(file) is { } present && present.Sequence >= head.Sequence)
                return;
            var json = head.ToJson(chain);
            var content = new byte[Math.Max(Length, RandomAccess.GetLength(file))];
            content.AsSpan().Fill(Blank);
            json.CopyTo(content, 0);
            RandomAccess.Write(file, content, 0);
            Volatile.Write(ref known, new Known(content, head));
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or AuditUnavailableException)
        {
            logger.HeadNotWritten(exception, head.Sequence, Path);
        }
    }

    /// <summary>Removes temporary files of new heads that killed processes left behind.</summary>
    internal void RemoveOldDrafts(DateTime olderThanUtc)
    {
        var folder = System.IO.Path.GetDirectoryName(Path)!;
        if (!System.IO.Directory.Exists(folder))
            return;

        foreach (var file in System.IO.Directory.EnumerateFiles(folder, System.IO.Path.GetFileName(Path) + ".*.new"))
            if (File.GetLastWriteTimeUtc(file) < olderThanUtc)
                File.Delete(file);
    }

    /// <summary>
    /// Null when the log may continue after the database's last record, otherwise the reason why not.
    /// </summary>
    /// <param name="head">The head in the file.</param>
    /// <param name="lastSequence">Number of the database's last record; 0: none.</param>
    /// <param name="hashOf">The stored hash of a record; null: there is none.</param>
    internal string? Contradicts(AuditHead? head, long lastSequence, Func<long, byte[]?> hashOf)
    {
        if (head is null)
            return null;

        const string WayOut =
            "Restore the newest database from the backup. If this state is wanted, keep a copy of the head "
            + "file and move it elsewhere.";
        if (head.Sequence > lastSequence)
            return $"The audit log ends with record {lastSequence}, but the head file {Path} names record "
                + $"{head.Sequence} of {head.At:u}: records were cut off. {WayOut}";

        return hashOf(head.Sequence) is { } hash && AuditChain.Same(hash, head.Hash)
            ? null
            : $"Audit record {head.Sequence} is not the one that the head file {Path} names: it was replaced. {WayOut}";
    }

    private SafeFileHandle Open(FileAccess access) =>
        File.OpenHandle(Path, FileMode.Open, access, FileShare.ReadWrite | FileShare.Delete);

    private static byte[] Content(SafeFileHandle file)
    {
        // The read is limited: a large file at this path is reported as invalid and not read.
        var content = new byte[Math.Min(RandomAccess.GetLength(file), 8 * Length)];
        var length = RandomAccess.Read(file, content, 0);
        return length == content.Length ? content : content[..length];
    }

    /// <summary>
    /// The head that was read or written last, so that the next record need not parse and verify the same octets again.
    /// </summary>
    private sealed record Known(byte[] Content, AuditHead Head);
}
