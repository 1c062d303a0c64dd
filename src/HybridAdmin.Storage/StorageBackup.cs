using Microsoft.Data.Sqlite;

namespace HybridAdmin.Storage;

/// <summary>The content of a backup.</summary>
/// <param name="Records">The number of records of the audit log in it.</param>
/// <param name="Files">Relative to its folder.</param>
public sealed record BackupReport(long Records, IReadOnlyList<string> Files);

/// <summary>
/// Copies the data folder while a console writes to it. The head of the chain is copied before the database: in the
/// copy it then names the last record or an older one, which verification reports and the next record corrects. A head
/// ahead of its database would mean that records were removed.
/// </summary>
public static class StorageBackup
{
    /// <param name="target">A folder that does not exist, or is empty.</param>
    /// <exception cref="StorageException">There is nothing to copy, the target is in use, or a file cannot be read or
    /// written.</exception>
    public static Task<BackupReport> CopyAsync(
        StorageOptions options,
        string target,
        CancellationToken cancellationToken
    ) => Task.Run(() => Copy(options, Path.GetFullPath(target), cancellationToken), cancellationToken);

    private static BackupReport Copy(StorageOptions options, string target, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.DatabaseFile))
            throw new StorageException(
                $"There is nothing to back up: {options.DatabaseFile} does not exist. Set Storage:Path to "
                    + $"the data folder of the console."
            );
        if (!options.IsOutside(target))
            throw new StorageException(
                $"{target} lies in the data folder itself; name a folder elsewhere, best on another disk."
            );
        if (
            File.Exists(target)
            || (System.IO.Directory.Exists(target) && System.IO.Directory.EnumerateFileSystemEntries(target).Any())
        )
            throw new StorageException(
                $"{target} is there already and not empty, and a backup overwrites nothing; name a new folder."
            );

        var existed = System.IO.Directory.Exists(target);
        try
        {
            FilePaths.CreateFolder(target);
            var files = CopyFiles(options.FullFolder, target, cancellationToken);
            return new BackupReport(
                CopyDatabase(options, Path.Combine(target, Path.GetFileName(options.DatabaseFile))),
                [.. files, Path.GetFileName(options.DatabaseFile)]
            );
        }
        catch (Exception exception)
        {
            Remove(target, existed); // a partial backup looks like a complete one
            if (!StorageFaults.IsStorageFault(exception))
                throw;
            throw new StorageException(
                $"The backup failed, and its partial copy was removed. {exception.Message}",
                exception
            );
        }
    }

    /// <summary>Copies everything except the database, temporary files and SQLite's companion files.</summary>
    private static List<string> CopyFiles(string folder, string target, CancellationToken cancellationToken)
    {
        var copied = new List<string>();
        foreach (
            var file in System
                .IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(folder, file);
            if (
                name.StartsWith("hybridadmin.db", StringComparison.Ordinal)
                || name.EndsWith(".new", StringComparison.Ordinal)
            )
                continue;
            using var source = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var content = new byte[source.Length];
            source.ReadExactly(content);
            var copy = Path.Combine(target, name);
            FilePaths.CreateFolder(Path.GetDirectoryName(copy)!);
            FilePaths.WriteDurably(copy, content);
            copied.Add(name);
        }

        return copied;
    }

    /// <summary>
    /// Copies the database by SQLite's own backup, as of one moment; migrations are not run on it, because they would
    /// change it.
    /// </summary>
    private static long CopyDatabase(StorageOptions options, string copy)
    {
        FilePaths.WriteDurably(copy, []); // with access for its owner only
        using var source = Open(options.DatabaseFile, options.BusyTimeout);
        using var target = Open(copy, options.BusyTimeout);
        source.BackupDatabase(target);
        Scalar(target, "PRAGMA journal_mode = DELETE"); // one file, without a -wal beside it
        var check = Scalar(target, "PRAGMA quick_check(1)");
        if (check as string != "ok")
            throw new StorageException(
                $"The database is damaged, and so is its copy: {check}. The older backups are not touched."
            );
        return (long)Scalar(target, "SELECT COUNT(*) FROM AuditRecords")!;
    }

    private static SqliteConnection Open(string file, TimeSpan patience)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                DefaultTimeout = (int)Math.Ceiling(patience.TotalSeconds),
            }.ToString()
        );
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Remove(string target, bool keepFolder)
    {
        try
        {
            if (!System.IO.Directory.Exists(target))
                return;
            System.IO.Directory.Delete(target, recursive: true);
            if (keepFolder)
                FilePaths.CreateFolder(target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first problem is the one to report.
        }
    }
}
