using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Audit;
using HybridAdmin.Testing.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Storage.Tests;

/// <summary>A separate data folder and consoles on it. Removed at the end.</summary>
public sealed class StoreFolder : IDisposable
{
    private readonly List<Store> stores = [];

    public StoreFolder()
    {
        Root = Directory.CreateTempSubdirectory("hybridadmin-storage-").FullName;

        // Longer than the default: a hundred concurrent records on a busy machine are not a fault of the log.
        Options = new StorageOptions { Folder = Path.Combine(Root, "data"), BusyTimeout = TimeSpan.FromSeconds(30) };
    }

    public string Root { get; }

    public StorageOptions Options { get; set; }

    public FakeTimeProvider Clock { get; } = AuditSamples.AClock();

    /// <summary>Starts a console's store on the folder.</summary>
    public async Task<Store> OpenAsync(StorageOptions? options = null, TimeProvider? time = null)
    {
        var store = new Store(options ?? Options, time ?? Clock);
        lock (stores)
            stores.Add(store);
        await store.Database.InitializeAsync(default);
        return store;
    }

    /// <summary>Copies one of the folders of Data/ that an earlier version wrote.</summary>
    public void CopyFrom(string version)
    {
        Directory.CreateDirectory(Options.Folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Data", version)))
            File.Copy(file, Path.Combine(Options.Folder, Path.GetFileName(file)));
    }

    /// <summary>Executes SQL as a database tool would, without the console's settings.</summary>
    public int Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public T Query<T>(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    public SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Options.DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Drops the triggers, the first step of an attacker with access to the database.</summary>
    public void DropTriggers() =>
        Execute(
            string.Concat(
                from table in new[] { "AuditRecords", "AuditAttributes" }
                from rule in new[] { "NoUpdate", "NoDelete", "NoReplace" }
                select $"DROP TRIGGER {table}_{rule};"
            )
        );

    public void Dispose()
    {
        foreach (var store in stores)
            store.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}

/// <summary>One console's view of the store.</summary>
public sealed class Store : IDisposable
{
    public Store(StorageOptions options, TimeProvider time)
    {
        Database = new Database(options, NullLogger<Database>.Instance);
        Log = new AuditLog(Database, options, time);
        Health = new StorageHealth(Database, options);
    }

    public Database Database { get; }

    public AuditLog Log { get; }

    public IStorageHealth Health { get; }

    public void Dispose()
    {
        Log.Dispose();
        Database.Dispose();
    }
}
