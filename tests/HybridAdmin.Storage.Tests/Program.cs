using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Storage.Tests;

/// <summary>A second console on a data folder, as a separate process; see <see cref="SecondConsole"/>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is not [var verb, var folder, ..])
            return 2;

        if (verb == "make-fixture")
        {
            await Fixture.WriteAsync(new StorageOptions { Folder = folder });
            return 0;
        }

        if (verb == "lock-migrations-and-wait")
        {
            await MigrationLockTests.LockAndWaitAsync(new StorageOptions { Folder = folder });
            return 0;
        }

        using var store = new Store(
            new StorageOptions { Folder = folder, BusyTimeout = TimeSpan.FromSeconds(30) },
            TimeProvider.System
        );
        await store.Database.InitializeAsync(default);
        switch (verb)
        {
            case "append":
                for (var i = 0; i < int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture); i++)
                    await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
                return 0;

            case "begin-and-wait":
                var id = await store.Log.BeginAsync(
                    AuditSamples.AnIntent() with
                    {
                        Reason = "from a console that is killed",
                    },
                    default
                );
                await Console.Out.WriteLineAsync($"begun {id}");
                await Task.Delay(Timeout.Infinite);
                return 0;

            default:
                return 2;
        }
    }
}
