using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Storage.Tests;

public sealed class StorageBackupTests : IDisposable
{
    private readonly StoreFolder folder = new();

    private string Target => Path.Combine(folder.Root, "backup");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task CopyAsync_WhileRecordsAreWritten_IsAWholeLogOfSomeMoment()
    {
        var store = await folder.OpenAsync();
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await store.Log.RecordAsync(AuditSamples.AnIntent(), new AuditEnd(AuditOutcome.Applied), default);
        });
        await UntilAsync(async () => await store.Log.CountAsync(new AuditQuery(), default) >= 20);

        var report = await StorageBackup.CopyAsync(folder.Options, Target, default);

        await enough.CancelAsync();
        await writing;
        var copy = await folder.OpenAsync(folder.Options with { Folder = Target });
        var verified = await copy.Log.VerifyAsync(default);
        // Possibly with an end that is not anchored, never with a head ahead of the records.
        Assert.True(verified.IsValid, verified.Problem);
        Assert.Equal(report.Records, verified.Records);
        Assert.InRange(report.Records, 40, long.MaxValue);
        await copy.Log.RecordAsync(AuditSamples.AnIntent(), new AuditEnd(AuditOutcome.Applied), default);
        Assert.Null((await copy.Log.VerifyAsync(default)).Problem);
    }

    [Fact]
    public async Task CopyAsync_FolderNextToTheDatabase_ComesAlongForItsOwnerOnly()
    {
        await folder.OpenAsync();
        Directory.CreateDirectory(Path.Combine(folder.Options.FullFolder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(folder.Options.FullFolder, "keys", "key-1.xml"), "<key/>");

        var report = await StorageBackup.CopyAsync(folder.Options, Target, default);

        Assert.Equal(["audit.key", Path.Combine("keys", "key-1.xml"), "hybridadmin.db"], report.Files);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(Target, "keys", "key-1.xml"))
            );
    }

    [Fact]
    public async Task CopyAsync_DatabaseDamaged_LeavesNothingThatLooksLikeABackup()
    {
        (await folder.OpenAsync()).Dispose();
        await File.WriteAllBytesAsync(folder.Options.DatabaseFile, new byte[8192]);

        await Assert.ThrowsAsync<StorageException>(() => StorageBackup.CopyAsync(folder.Options, Target, default));

        Assert.False(Directory.Exists(Target));
    }

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await holds())
            await Task.Delay(20, patience.Token);
    }
}
