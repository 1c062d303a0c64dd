using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Audit;
using HybridAdmin.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Storage;

/// <summary>The database of the console: hybridadmin.db in the data folder. One for the process, thread-safe.</summary>
public sealed class Database : IDisposable
{
    /// <summary>The size in octets above which the check at start would take noticeable time.</summary>
    private const long CheckedUpTo = 64 * 1024 * 1024;

    private readonly StorageOptions options;
    private readonly ILogger<Database> logger;
    private readonly SemaphoreSlim initializing = new(1, 1);
    private readonly DbContextOptions<HybridAdminContext> creating;
    private readonly DbContextOptions<HybridAdminContext> opening;
    private AuditChain? chain;
    private AuditHeadFile? head;

    public Database(StorageOptions options, ILogger<Database> logger)
    {
        if (options.BusyTimeout < TimeSpan.FromSeconds(1) || options.BusyTimeout > TimeSpan.FromMinutes(1))
            throw new ArgumentOutOfRangeException(nameof(options), "BusyTimeout is 1 to 60 seconds.");

        this.options = options;
        this.logger = logger;
        creating = BuildOptions(SqliteOpenMode.ReadWriteCreate);

        // After the start a missing file is a fault: SQLite would otherwise create an empty database.
        opening = BuildOptions(SqliteOpenMode.ReadWrite);
    }

    /// <summary>Version of the SQLite library, e.g. "3.53.3". Empty before <see cref="InitializeAsync"/>.</summary>
    public string SqliteVersion { get; private set; } = string.Empty;

    internal AuditChain Chain => chain ?? throw NotInitialized();

    internal AuditHeadFile Head => head ?? throw NotInitialized();

    /// <summary>
    /// Creates the missing parts (folder, database, tables, key), upgrades an older database and checks its integrity.
    /// A second call does nothing.
    /// </summary>
    /// <exception cref="StorageException">Folder, database or key cannot be used; the message names it and the
    /// remedy.</exception>
    public async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await initializing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (chain is null)
                await Task.Run(() => OpenAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            initializing.Release();
        }
    }

    /// <summary>Closes the pooled connections, so that the files can be moved.</summary>
    public void Dispose()
    {
        ClearPool(creating);
        ClearPool(opening);
        initializing.Dispose();
    }

    internal HybridAdminContext CreateContext() => chain is null ? throw NotInitialized() : new(opening);

    /// <summary>Opens a separate connection for the audit log's writer.</summary>
    internal AuditConnection OpenWriter()
    {
        using var context = CreateContext();
        return new AuditConnection(context, new ConnectionSettings(options));
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        CreateFolder();
        CheckHeadFile();
        try
        {
            // Also in a folder that others can access: SQLite gives its -wal and -shm files the same permissions.
            if (!File.Exists(options.DatabaseFile))
                FilePaths.TryCreateAtomically(options.DatabaseFile, []);

            var upgrade = new DatabaseUpgrade(options, () => new HybridAdminContext(creating), logger);
            var applied = await upgrade.ExecuteAsync(cancellationToken).ConfigureAwait(false);
            using var context = new HybridAdminContext(opening);
            context.Database.OpenConnection();
            SqliteVersion = Scalar(context, "SELECT sqlite_version()");
            CheckIntegrity(context);
            OpenChain(context);
            logger.Opened(SqliteVersion, options.DatabaseFile, applied);
        }
        catch (Exception exception) when (StorageFaults.IsStorageFault(exception))
        {
            throw new StorageException(StorageFaults.Describe(exception, options), exception);
        }
    }

    private void CreateFolder()
    {
        var folder = options.FullFolder;
        try
        {
            FilePaths.CreateFolder(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                $"The data folder {folder} cannot be created: {exception.Message} Correct Storage:Path, e.g. "
                    + $"/var/lib/hybridadmin.",
                exception
            );
        }
    }

    private void CheckHeadFile()
    {
        var file = options.FullHeadFile;
        if (!System.IO.Directory.Exists(Path.GetDirectoryName(file)))
            throw new StorageException(
                $"The folder of the audit chain's head file, {file}, does not exist. Create it, writable by "
                    + $"the console's account, "
                    + "or correct Audit:HeadFile, e.g. /var/lib/hybridadmin-anchor/audit.head."
            );

        if (System.IO.Directory.Exists(file))
            throw new StorageException(
                $"Audit:HeadFile, {file}, is a folder. Name a file in it, e.g. {Path.Combine(file, "audit.head")}."
            );
        if (file == options.FullKeyFile || file == options.DatabaseFile)
            throw new StorageException(
                $"Audit:HeadFile, {file}, is the name of another file of the store. Give it one of its own, "
                    + $"e.g. audit.head."
            );
    }

    private void CheckIntegrity(HybridAdminContext context)
    {
        // Stored in the file: readers do not wait for the writer, nor the writer for readers.
        Scalar(context, "PRAGMA journal_mode = WAL");
        if (new FileInfo(options.DatabaseFile).Length > CheckedUpTo)
            return;

        var result = Scalar(context, "PRAGMA quick_check(1)");
        if (result != "ok")
            throw new StorageException(StorageFaults.Describe(new SqliteException(result, 11), options));
    }

    private void OpenChain(HybridAdminContext context)
    {
        var last = context.AuditRecords.AsNoTracking().OrderByDescending(r => r.Sequence).FirstOrDefault();
        var opened = new AuditChain(AuditKey.LoadOrCreate(options, last is not null, logger));
        if (last is not null)
        {
            // A single invalid record may have been edited, which verification reports; if both ends are invalid, the
            // key is wrong.
            var first = context.AuditRecords.AsNoTracking().OrderBy(r => r.Sequence).First();
            if (!opened.HoldsMac(first) && !opened.HoldsMac(last))
                throw new StorageException(
                    $"{options.FullKeyFile} is not the key that the records in {options.DatabaseFile} were "
                        + $"written with. "
                        + "Restore the key file that belongs to the database, or correct Audit:KeyFile."
                );
        }

        var file = new AuditHeadFile(options, opened, logger);
        try
        {
            file.RemoveOldDrafts(DateTime.UtcNow.AddHours(-1));
            var problem = file.Contradicts(file.Read(), last?.Sequence ?? 0, context.HashOf);
            if (problem is not null)
                logger.AuditProblem(problem);
        }
        catch (AuditUnavailableException exception)
        {
            logger.AuditProblem(exception.Message);
        }

        head = file;
        chain = opened;
    }

    private DbContextOptions<HybridAdminContext> BuildOptions(SqliteOpenMode mode)
    {
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = options.DatabaseFile,
            Mode = mode,
            DefaultTimeout = (int)Math.Ceiling(options.BusyTimeout.TotalSeconds),
        };
        return new DbContextOptionsBuilder<HybridAdminContext>()
            .UseSqlite(connection.ToString())
            .AddInterceptors(new ConnectionSettings(options))
            // A test compares the model with its snapshot; doing so at the first start would cost a fifth of it.
            .ConfigureWarnings(w => w.Ignore(RelationalEventId.PendingModelChangesWarning))
            .Options;
    }

    private static void ClearPool(DbContextOptions<HybridAdminContext> options)
    {
        using var context = new HybridAdminContext(options);
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
    }

    private static string Scalar(HybridAdminContext context, string sql)
    {
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString() ?? string.Empty;
    }

    private static InvalidOperationException NotInitialized() =>
        new("Database.InitializeAsync has not been called, or has failed.");
}
