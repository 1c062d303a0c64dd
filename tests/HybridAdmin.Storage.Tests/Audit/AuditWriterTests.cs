using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Testing.Audit;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Storage.Tests.Audit;

/// <summary>Several writers, and stores that cannot be written.</summary>
public sealed class AuditWriterTests : IDisposable
{
    private static readonly AuditIntent Intent = AuditSamples.AnIntent();

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Trait(Category.Name, Category.Process)]
    [Fact]
    public async Task BeginAsync_TwoProcessesAtOnce_DoNotForkTheChain()
    {
        const int Each = 500;
        var store = await folder.OpenAsync();
        using var other = SecondConsole.Start("append", folder.Options.FullFolder, $"{Each}");

        for (var i = 0; i < Each; i++)
            await store.Log.BeginAsync(Intent, default);
        await other.WaitForExitAsync();

        var result = await store.Log.VerifyAsync(default);
        Assert.True(other.ExitCode == 0, await other.StandardError.ReadToEndAsync());
        Assert.Equal((true, 2L * Each), (result.IsValid, result.Records));
        Assert.Equal(2L * Each, folder.Query<long>("SELECT COUNT(DISTINCT PreviousHash) FROM AuditRecords"));
    }

    [Fact]
    public async Task BeginAsync_TwoStoresOnOneFolder_DoNotForkTheChain()
    {
        Store[] stores = [await folder.OpenAsync(), await folder.OpenAsync()];

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => stores[i % 2].Log.BeginAsync(Intent, default)));

        var result = await stores[0].Log.VerifyAsync(default);
        Assert.Equal((true, 200L), (result.IsValid, result.Records));
    }

    [Trait(Category.Name, Category.Process)]
    [Fact]
    public async Task ListUnsettledAsync_ProcessKilledBetweenIntentAndOutcome_ReturnsTheIntent()
    {
        using var console = SecondConsole.Start("begin-and-wait", folder.Options.FullFolder);
        Assert.Equal("begun 1", await console.StandardOutput.ReadLineAsync());
        console.Kill();
        await console.WaitForExitAsync();

        var store = await folder.OpenAsync();

        var open = Assert.Single(await store.Log.ListUnsettledAsync(default));
        Assert.Equal((1L, "from a console that is killed"), (open.Id, open.Reason));
        await store.Log.EndAsync(open.Id, new AuditEnd(AuditOutcome.Unknown, "The console was stopped."), default);
        Assert.Equal((true, 2L), (await store.Log.VerifyAsync(default)) is var r ? (r.IsValid, r.Records) : default);
    }

    [Fact]
    public async Task BeginAsync_DatabaseLocked_ThrowsAndWritesNothing()
    {
        var store = await folder.OpenAsync(folder.Options with { BusyTimeout = TimeSpan.FromSeconds(1) });
        using var other = folder.Connect();
        using var transaction = other.BeginTransaction();

        var exception = await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            store.Log.BeginAsync(Intent, default)
        );
        var health = await store.Health.CheckAsync(default);
        await transaction.RollbackAsync();

        Assert.Contains(
            $"{folder.Options.DatabaseFile} has been locked by another program for more than 1 s",
            exception.Message
        );
        Assert.False(health.IsUsable);
        Assert.Equal(0, folder.Query<long>("SELECT COUNT(*) FROM AuditRecords"));
        Assert.Equal(1, await store.Log.BeginAsync(Intent, default));
    }

    [Fact]
    public async Task ListAsync_DatabaseLockedByAWriter_StillReads()
    {
        var store = await folder.OpenAsync();
        await store.Log.BeginAsync(Intent, default);
        using var other = folder.Connect();
        using var transaction = other.BeginTransaction();

        Assert.Single((await store.Log.ListAsync(new AuditQuery(), null, 10, default)).Items);
    }

    [Fact]
    public async Task BeginAsync_DiskFull_ThrowsAndGoesOnWhenThereIsRoom()
    {
        await folder.OpenAsync();
        var pages = folder.Query<long>("PRAGMA page_count");
        var full = await folder.OpenAsync(folder.Options with { FurtherPragmas = $"PRAGMA max_page_count = {pages}" });
        var large = Intent with { Reason = new string('x', 100_000) };

        var exception = await Assert.ThrowsAsync<AuditUnavailableException>(() => full.Log.BeginAsync(large, default));

        Assert.Contains($"The disk of {folder.Options.DatabaseFile} is full", exception.Message);
        full.Dispose();
        var roomy = await folder.OpenAsync();
        Assert.Equal(1, await roomy.Log.BeginAsync(large, default));
        Assert.True((await roomy.Log.VerifyAsync(default)).IsValid);
    }

    [Fact]
    public async Task BeginAsync_HeadFileCannotBeWritten_ThrowsAndWritesNothing()
    {
        var outside = System.IO.Directory.CreateDirectory(Path.Combine(folder.Root, "outside"));
        var store = await folder.OpenAsync(
            folder.Options with
            {
                HeadFile = Path.Combine(outside.FullName, "audit.head"),
            }
        );
        outside.Delete();

        var exception = await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            store.Log.BeginAsync(Intent, default)
        );

        Assert.Contains("audit.head", exception.Message);
        Assert.Equal(0, folder.Query<long>("SELECT COUNT(*) FROM AuditRecords"));
    }

    [Fact]
    public async Task BeginAsync_DatabaseFileRemoved_ThrowsAndPutsNoEmptyOneInItsPlace()
    {
        await folder.OpenAsync();
        var store = await folder.OpenAsync();
        foreach (var file in System.IO.Directory.GetFiles(folder.Options.Folder, "hybridadmin.db*"))
            File.Delete(file);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        await Assert.ThrowsAsync<AuditUnavailableException>(() => store.Log.BeginAsync(Intent, default));

        Assert.False(File.Exists(folder.Options.DatabaseFile));
    }

    [Fact]
    public async Task BeginAsync_HeadOfAnOlderVersion_IsReadAndWrittenInItsPlace()
    {
        var store = await folder.OpenAsync();
        await store.Log.BeginAsync(Intent, default);
        var head = await File.ReadAllTextAsync(folder.Options.FullHeadFile);
        // Heads that were not padded to a sector.
        await File.WriteAllTextAsync(folder.Options.FullHeadFile, head.TrimEnd());
        store = await folder.OpenAsync();

        await store.Log.BeginAsync(Intent, default);

        Assert.Equal(
            (true, null, 2L),
            (await store.Log.VerifyAsync(default)) is var r ? (r.IsValid, r.Problem, r.Records) : default
        );
        Assert.Equal(512, new FileInfo(folder.Options.FullHeadFile).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(folder.Options.FullHeadFile)
            );
    }

    [Fact]
    public async Task BeginAsync_HeadFileCreatedAndNeverWritten_GoesOnAndSaysUpToWhere()
    {
        var store = await folder.OpenAsync();
        await store.Log.BeginAsync(Intent, default);
        await File.WriteAllTextAsync(folder.Options.FullHeadFile, new string(' ', 512));

        var before = await store.Log.VerifyAsync(default);
        await store.Log.BeginAsync(Intent, default);
        var after = await store.Log.VerifyAsync(default);

        Assert.Contains("End not anchored since record 1", before.Problem);
        Assert.Contains("End not anchored until record 1", after.Problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public async Task BeginAsync_HeadFileWithSomethingElse_ThrowsAndLeavesItAlone(int length)
    {
        var store = await folder.OpenAsync();
        await store.Log.BeginAsync(Intent, default);
        var other = new string('x', length);
        await File.WriteAllTextAsync(folder.Options.FullHeadFile, other);

        var exception = await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            store.Log.BeginAsync(Intent, default)
        );

        Assert.Contains(folder.Options.FullHeadFile, exception.Message);
        Assert.Equal(other, await File.ReadAllTextAsync(folder.Options.FullHeadFile));
        Assert.Equal(1, folder.Query<long>("SELECT COUNT(*) FROM AuditRecords"));
    }

    [Fact]
    public async Task BeginAsync_ManyRecords_LeavesNoDraftBehind()
    {
        var store = await folder.OpenAsync();

        for (var i = 0; i < 5; i++)
            await store.Log.BeginAsync(Intent, default);

        Assert.Empty(System.IO.Directory.GetFiles(folder.Options.Folder, "*.new"));
    }

    [Fact]
    public async Task BeginAsync_UnpairedSurrogates_AreReplacedAndTheChainHolds()
    {
        var store = await folder.OpenAsync();
        var change = new AttributeChange("displayName", [], [new DirectoryValue("a\uD800b")]);

        var id = await store.Log.BeginAsync(Intent with { Reason = "\uDC00 broken", Changes = [change] }, default);

        var entry = (await store.Log.FindAsync(id, default))!;
        Assert.Equal(("\uFFFD broken", "a\uFFFDb"), (entry.Reason, Assert.Single(entry.Changes).After[0].Text));
        Assert.True((await store.Log.VerifyAsync(default)).IsValid);
    }

    [Fact]
    public async Task CheckAsync_UsableStore_NamesProviderPathAndSize()
    {
        var store = await folder.OpenAsync();

        var health = await store.Health.CheckAsync(default);

        Assert.Equal((true, null, folder.Options.DatabaseFile), (health.IsUsable, health.Problem, health.Path));
        Assert.Matches(@"^SQLite 3\.\d+\.\d+$", health.Provider);
        Assert.True(health.Size > 0);
    }
}
