using HybridAdmin.Storage.Model;
using HybridAdmin.Testing.Audit;
using HybridAdmin.Testing.Running;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace HybridAdmin.Storage.Tests;

/// <summary>
/// Starts while the migration lock is taken. EF Core waits for ever for the row that a killed process left in
/// __EFMigrationsLock.
/// </summary>
public sealed class MigrationLockTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly StoreFolder folder = new();

    public MigrationLockTests() => folder.CopyFrom("v0.1-655f1e0");

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait(Category.Name, Category.Process)]
    public async Task InitializeAsync_LockOfAKilledConsole_IsRemovedAndTheDatabaseMigrated()
    {
        using var console = SecondConsole.Start("lock-migrations-and-wait", folder.Options.FullFolder);
        Assert.Equal("locked", await console.StandardOutput.ReadLineAsync());
        console.Kill();
        await console.WaitForExitAsync();
        Assert.Equal(1, folder.Query<long>("SELECT COUNT(*) FROM __EFMigrationsLock"));

        var store = await folder.OpenAsync().WaitAsync(Patience);

        Assert.Equal(0, folder.Query<long>("SELECT COUNT(*) FROM __EFMigrationsLock"));
        Assert.Equal((true, 22L), (await store.Log.VerifyAsync(default)) is var r ? (r.IsValid, r.Records) : default);
    }

    [Fact]
    [Trait(Category.Name, Category.Process)]
    public async Task InitializeAsync_SeveralConsolesStartOnAnEarlierFolder_AllStartAndTheChainHolds()
    {
        var others = Enumerable
            .Range(0, 3)
            .Select(_ => SecondConsole.Start("append", folder.Options.FullFolder, "5"))
            .ToArray();

        var store = await folder.OpenAsync().WaitAsync(Patience);
        await store.Log.BeginAsync(AuditSamples.AnIntent(), default);

        foreach (var other in others)
        {
            await other.WaitForExitAsync().WaitAsync(Patience);
            Assert.True(other.ExitCode == 0, await other.StandardError.ReadToEndAsync());
            other.Dispose();
        }

        Assert.Equal((true, 38L), (await store.Log.VerifyAsync(default)) is var r ? (r.IsValid, r.Records) : default);
        Assert.Equal(2, folder.Query<long>("SELECT COUNT(*) FROM __EFMigrationsHistory"));
    }

    [Fact]
    public async Task InitializeAsync_AnotherConsoleIsStillMigrating_WaitsForItAndThenSaysSo()
    {
        folder.Options = folder.Options with { MigrationTimeout = TimeSpan.FromSeconds(1) };
        var other = FilePaths.OpenExclusively(folder.Options.MigrationLockFile);

        var exception = await Assert.ThrowsAsync<StorageException>(() => folder.OpenAsync().WaitAsync(Patience));

        Assert.Contains(folder.Options.MigrationLockFile, exception.Message);
        Assert.Equal(1, folder.Query<long>("SELECT COUNT(*) FROM __EFMigrationsHistory"));
        folder.Options = folder.Options with { MigrationTimeout = Patience };
        var waiting = folder.OpenAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300));
        Assert.False(waiting.IsCompleted);
        await other.DisposeAsync();
        Assert.True((await (await waiting).Log.VerifyAsync(default)).IsValid);
    }

    [Fact]
    public async Task InitializeAsync_NothingPending_DoesNotNeedTheLock()
    {
        await folder.OpenAsync();
        using var other = FilePaths.OpenExclusively(folder.Options.MigrationLockFile);

        await folder.OpenAsync().WaitAsync(Patience);
    }

    /// <summary>Takes the lock like a console that migrates, reports it, and waits to be killed.</summary>
    internal static async Task LockAndWaitAsync(StorageOptions options)
    {
        await using var context = new HybridAdminContext(
            new DbContextOptionsBuilder<HybridAdminContext>().UseSqlite($"Data Source={options.DatabaseFile}").Options
        );
        await context.GetService<IHistoryRepository>().AcquireDatabaseLockAsync();
        await Console.Out.WriteLineAsync("locked");
        await Task.Delay(Timeout.Infinite);
    }
}
