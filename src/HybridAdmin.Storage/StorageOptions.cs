namespace HybridAdmin.Storage;

/// <summary>
/// The location of the store. Relative paths are resolved against the current directory: pass absolute ones.
/// </summary>
public sealed record StorageOptions
{
    /// <summary>
    /// Folder of hybridadmin.db, stamp.json and, by default, key and head of the audit chain. Created when absent.
    /// </summary>
    public required string Folder { get; init; }

    /// <summary>
    /// File with the key of the audit chain (32 bytes in Base64); null: audit.key in <see cref="Folder"/>. Created when
    /// absent, unlike its folder.
    /// </summary>
    public string? KeyFile { get; init; }

    /// <summary>
    /// File that receives the last record's number and hash with every commit; null: audit.head in
    /// <see cref="Folder"/>.
    /// </summary>
    public string? HeadFile { get; init; }

    /// <summary>The time that a writer waits for the database; 1 to 60 seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time limit of upgrading an older database, including the wait for another console.</summary>
    internal TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Run on every connection after the console's own settings; for tests, e.g. to simulate a full disk.
    /// </summary>
    internal string? FurtherPragmas { get; init; }

    internal string FullFolder => Path.GetFullPath(Folder);

    internal string DatabaseFile => Path.Combine(FullFolder, "hybridadmin.db");

    /// <summary>
    /// Locked while the database is migrated; empty, and never deleted. Its name excludes it from backups.
    /// </summary>
    internal string MigrationLockFile => DatabaseFile + "-lock";

    internal string StampFile => Path.Combine(FullFolder, "stamp.json");

    internal string FullKeyFile => Path.GetFullPath(KeyFile ?? Path.Combine(Folder, "audit.key"));

    internal string FullHeadFile => Path.GetFullPath(HeadFile ?? Path.Combine(Folder, "audit.head"));

    /// <summary>
    /// Indicates whether key and head are stored outside the folder, where access to the database alone does not
    /// include them.
    /// </summary>
    internal bool KeepsKeyAndHeadOutside => IsOutside(FullKeyFile) && IsOutside(FullHeadFile);

    /// <summary>Indicates whether a path, with all links resolved, leads out of <see cref="Folder"/>.</summary>
    public bool IsOutside(string file)
    {
        var relative = Path.GetRelativePath(FilePaths.Resolve(FullFolder), FilePaths.Resolve(file));
        return Path.IsPathRooted(relative)
            || relative == ".."
            || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
