using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Model;
using HybridAdmin.Testing.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace HybridAdmin.Storage.Tests;

public sealed class DatabaseTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task InitializeAsync_NoFolder_CreatesItForTheOwnerOnly()
    {
        await folder.OpenAsync();

        Assert.True(File.Exists(folder.Options.DatabaseFile));
        Assert.Equal(44, (await File.ReadAllTextAsync(folder.Options.FullKeyFile)).Trim().Length);
        if (OperatingSystem.IsWindows())
            return;

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(folder.Options.Folder)
        );
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Options.FullKeyFile));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Options.DatabaseFile));
    }

    [Fact]
    public async Task InitializeAsync_DraftOfAKilledConsole_RemovesItOnceItIsOld()
    {
        Directory.CreateDirectory(folder.Options.Folder);
        string[] drafts = [folder.Options.FullHeadFile + ".old.new", folder.Options.FullHeadFile + ".young.new"];
        foreach (var draft in drafts)
            await File.WriteAllTextAsync(draft, "{}");
        File.SetLastWriteTimeUtc(drafts[0], DateTime.UtcNow.AddDays(-1));

        await folder.OpenAsync();

        Assert.Equal([false, true], drafts.Select(File.Exists));
    }

    [Fact]
    public async Task InitializeAsync_SqliteVersion_Is350OrNewer()
    {
        var store = await folder.OpenAsync();

        Assert.True(Version.Parse(store.Database.SqliteVersion) >= new Version(3, 50), store.Database.SqliteVersion);
        Assert.Equal($"SQLite {store.Database.SqliteVersion}", (await store.Health.CheckAsync(default)).Provider);
    }

    [Fact]
    public async Task InitializeAsync_Restart_KeepsRecordsKeyAndChain()
    {
        using (var first = await folder.OpenAsync())
            await first.Log.RecordAsync(AuditSamples.AnIntent(), new AuditEnd(AuditOutcome.Applied), default);

        var second = await folder.OpenAsync();
        await second.Log.BeginAsync(AuditSamples.AnIntent(), default);

        var result = await second.Log.VerifyAsync(default);
        Assert.Equal((true, 3L, null), (result.IsValid, result.Records, result.Problem));
    }

    [Fact]
    public async Task InitializeAsync_TwoConsolesAtOnce_BothStart()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => folder.OpenAsync())));

        foreach (var store in stores)
            await store.Log.BeginAsync(AuditSamples.AnIntent(), default);

        Assert.Equal(
            (true, 4L),
            (await stores[0].Log.VerifyAsync(default)) is var r ? (r.IsValid, r.Records) : default
        );
    }

    [Fact]
    public async Task CreateContext_EveryConnection_WaitsForTheDiskAndUsesTheWriteAheadLog()
    {
        var store = await folder.OpenAsync();

        using var context = store.Database.CreateContext();
        context.Database.OpenConnection();
        var settings = new[]
        {
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "recursive_triggers",
            "busy_timeout",
        }.Select(name =>
        {
            using var command = context.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return command.ExecuteScalar()!.ToString();
        });

        Assert.Equal(["wal", "2", "1", "1", "30000"], settings);
    }

    [Fact]
    public async Task Snapshot_ComparedWithTheModel_HasNoDifference()
    {
        var store = await folder.OpenAsync();
        using var context = store.Database.CreateContext();
        var snapshot = context
            .GetService<IModelRuntimeInitializer>()
            .Initialize(
                ((IMutableModel)context.GetService<IMigrationsAssembly>().ModelSnapshot!.Model).FinalizeModel(),
                designTime: true
            );

        var differences = context
            .GetService<IMigrationsModelDiffer>()
            .GetDifferences(
                snapshot.GetRelationalModel(),
                context.GetService<IDesignTimeModel>().Model.GetRelationalModel()
            );

        Assert.Empty(differences);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096 * 3)]
    public async Task InitializeAsync_DamagedFile_NamesFileAndWayOut(int offset)
    {
        using (var store = await folder.OpenAsync())
            for (var i = 0; i < 20; i++)
                await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
        folder.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        await using (var file = File.OpenWrite(folder.Options.DatabaseFile))
        {
            file.Position = offset;
            file.Write(Enumerable.Repeat((byte)0xA5, 4096).ToArray());
        }

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync());

        Assert.Contains(folder.Options.DatabaseFile, exception.Message);
        Assert.Contains("restore", exception.Message);
    }

    [Fact]
    public async Task InitializeAsync_KeyMissingBesideRecords_RefusesToMakeAnother()
    {
        using (var store = await folder.OpenAsync())
            await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
        File.Delete(folder.Options.FullKeyFile);

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync());

        Assert.Contains(folder.Options.FullKeyFile, exception.Message);
        Assert.False(File.Exists(folder.Options.FullKeyFile));
    }

    [Fact]
    public async Task InitializeAsync_AnotherKey_Refuses()
    {
        using (var store = await folder.OpenAsync())
            await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
        await File.WriteAllTextAsync(folder.Options.FullKeyFile, Convert.ToBase64String(new byte[32]));

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync());

        Assert.Contains("is not the key", exception.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a key")]
    [InlineData("AAAA")]
    public async Task InitializeAsync_KeyFileWithoutAKey_Refuses(string content)
    {
        Directory.CreateDirectory(folder.Options.Folder);
        await File.WriteAllTextAsync(folder.Options.FullKeyFile, content);

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync());

        Assert.Contains("32 bytes in Base64", exception.Message);
    }

    [Fact]
    public async Task InitializeAsync_FolderOfTheKeyMissing_NamesTheSetting()
    {
        var options = folder.Options with { KeyFile = Path.Combine(folder.Root, "none", "audit.key") };

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync(options));

        Assert.Contains("Audit:KeyFile", exception.Message);
        Assert.False(Directory.Exists(Path.Combine(folder.Root, "none")));
    }

    [Theory]
    [InlineData("none/audit.head", "does not exist")]
    [InlineData("data", "is a folder")]
    [InlineData("data/audit.key", "another file of the store")]
    [InlineData("data/hybridadmin.db", "another file of the store")]
    public async Task InitializeAsync_UnfitHeadFile_NamesTheSetting(string headFile, string problem)
    {
        var options = folder.Options with { HeadFile = Path.Combine(folder.Root, headFile) };

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync(options));

        Assert.Contains("Audit:HeadFile", exception.Message);
        Assert.Contains(problem, exception.Message);
    }

    [Fact]
    public async Task InitializeAsync_FolderCannotBeCreated_NamesTheSetting()
    {
        var file = Path.Combine(folder.Root, "file");
        await File.WriteAllTextAsync(file, "no folder");

        var exception = await Assert.ThrowsAsync<StorageException>(() =>
            folder.OpenAsync(new StorageOptions { Folder = Path.Combine(file, "data") })
        );

        Assert.Contains("Storage:Path", exception.Message);
    }

    [Fact]
    public async Task InitializeAsync_DatabaseOfANewerVersion_Refuses()
    {
        using (await folder.OpenAsync())
            folder.Execute("INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')");

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync());

        Assert.Contains("newer version", exception.Message);
    }
}
