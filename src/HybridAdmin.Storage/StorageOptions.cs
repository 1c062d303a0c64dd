namespace HybridAdmin.Storage;

/// <summary>Where the store lies. Relative paths are taken from the current directory: pass absolute ones.</summary>
public sealed record StorageOptions
{
    /// <summary>
    /// Folder of hybridadmin.db, stamp.json and, by default, key and head of the audit chain. Created when absent.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>
    /// File with the key of the audit chain (32 bytes in Base64); null: audit.key in <see cref="Folder"/>. Created when
    /// absent, its folder is not.
    /// </summary>
    public string? KeyFile { get; init; }

    /// <summary>
    /// File that receives the last record's number and hash with every commit; null: audit.head in
    /// <see cref="Folder"/>.
    /// </summary>
    public string? HeadFile { get; init; }

    /// <summary>How long a writer waits for the database before it gives up; 1 to 60 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Longest time that bringing an older database up to date may take, waiting for another console included.
    /// </summary>
    internal TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Run on every connection after our own settings; for tests, e.g. to make the disk look full.</summary>
    internal string? FurtherPragmas { get; init; }

    internal string FullFolder => Path.GetFullPath(Folder);

    internal string DatabaseFile => Path.Combine(FullFolder, "hybridadmin.db");

    /// <summary>Locked while the database is migrated; empty, and kept. Its name leaves it out of backups.</summary>
    internal string MigrationLockFile => DatabaseFile + "-lock";

    internal string StampFile => Path.Combine(FullFolder, "stamp.json");

    internal string FullKeyFile => Path.GetFullPath(KeyFile ?? Path.Combine(Folder, "audit.key"));

    internal string FullHeadFile => Path.GetFullPath(HeadFile ?? Path.Combine(Folder, "audit.head"));

    /// <summary>
    /// Whether key and head lie where somebody who can write the database does not reach by that alone.
    /// </summary>
    internal bool KeepsKeyAndHeadOutside => IsOutside(FullKeyFile) && IsOutside(FullHeadFile);

    /// <summary>Whether a path, with every link on its way followed, leads out of <see cref="Folder"/>.</summary>
    public bool IsOutside(string file)
    {
        var relative = Path.GetRelativePath(FilePaths.Resolve(FullFolder), FilePaths.Resolve(file));
        return Path.IsPathRooted(relative)
            || relative == ".."
            || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
