using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HybridAdmin.Storage;

/// <summary>Converts errors of SQLite and the file system to a sentence with the file and the remedy.</summary>
internal static class StorageFaults
{
    private const int Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        InputOutput = 10,
        Corrupt = 11,
        Full = 13,
        CannotOpen = 14,
        NotADatabase = 26;

    /// <summary>Indicates whether the exception is a fault of the store and not a defect of the program.</summary>
    internal static bool IsStorageFault(Exception exception) =>
        exception
            is SqliteException
                or DbUpdateException { InnerException: SqliteException }
                or IOException
                or UnauthorizedAccessException;

    internal static string Describe(Exception exception, StorageOptions options)
    {
        var file = options.DatabaseFile;
        var sqlite = exception as SqliteException ?? exception.InnerException as SqliteException;
        if (sqlite is null)
            return $"A file of the store cannot be used: {exception.Message}";

        return sqlite.SqliteErrorCode switch
        {
            Busy or Locked => $"The database {file} has been locked by another program for more than "
                + $"{options.BusyTimeout.TotalSeconds:0.#} s. "
                + "End that program, or try again.",
            ReadOnly => $"The database {file} cannot be written: file or folder is read-only for the account that "
                + $"the console runs under.",
            Full => $"The disk of {file} is full. Make room on it.",
            CannotOpen => $"The database {file} cannot be opened: it, its folder or the right to them is missing.",
            Corrupt or NotADatabase =>
                $"The database {file} is damaged ({sqlite.Message}). Stop the console, put the damaged file "
                    + $"aside and restore "
                    + "hybridadmin.db from the backup, together with its -wal file if the backup has one.",
            InputOutput =>
                $"Reading or writing {file} failed: {sqlite.Message} Look at the disk and at the system's log.",
            _ => $"The database {file} refused: {sqlite.Message}",
        };
    }
}
