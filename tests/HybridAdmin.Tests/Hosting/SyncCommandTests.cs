using HybridAdmin.Core.Synchronization;
using HybridAdmin.Hosting;
using HybridAdmin.Options;

namespace HybridAdmin.Tests.Hosting;

/// <summary>The command that starts a synchronisation, on systems with a shell.</summary>
public sealed class SyncCommandTests
{
    [Fact]
    public async Task RunAsync_Arguments_ArePassedAsTheyAreAndSettingsOfOursAreNot()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        Environment.SetEnvironmentVariable("Tenant__SyncCommandTests", "secret");
        try
        {
            var end = await Command(
                    folder,
                    "printf '%s|' \"$@\" > out; env | grep -c SyncCommandTests >> out; exit 0",
                    ["-PolicyType", "a b; rm -rf *", "$HOME"]
                )
                .RunAsync(default);

            Assert.Equal(new(0, null), end);
            Assert.Equal("-PolicyType|a b; rm -rf *|$HOME|0", (await File.ReadAllTextAsync(folder["out"])).Trim());
        }
        finally
        {
            Environment.SetEnvironmentVariable("Tenant__SyncCommandTests", null);
        }
    }

    [Fact]
    public async Task RunAsync_Fails_TellsTheCodeAndNotWhatItPrinted()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();

        var end = await Command(folder, "head -c 1000000 /dev/zero; echo password=secret >&2; exit 7", [])
            .RunAsync(default);

        Assert.Equal(7, end.ExitCode);
        Assert.Contains("exit code 7", end.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", end.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_DoesNotEnd_IsStoppedAndUnknown()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();

        var end = await Command(folder, "sleep 600", [], TimeSpan.FromMilliseconds(300)).RunAsync(default);

        Assert.Null(end.ExitCode);
        Assert.Contains("did not end within", end.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NoProgram_SaysSo()
    {
        using var folder = new TemporaryFolder();
        var settings = new SyncSettings(folder["nothing"], [], TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30));

        Assert.Contains(
            "could not be started",
            (await new SyncCommand(settings, TimeSpan.FromMinutes(30)).RunAsync(default)).Problem,
            StringComparison.Ordinal
        );
    }

    private static SyncCommand Command(
        TemporaryFolder folder,
        string script,
        IReadOnlyList<string> arguments,
        TimeSpan? timeout = null
    )
    {
        var path = folder["start-sync"];
        File.WriteAllText(path, "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new SyncCommand(
            new SyncSettings(path, arguments, TimeSpan.FromMinutes(5), timeout ?? TimeSpan.FromSeconds(30)),
            TimeSpan.FromMinutes(30)
        );
    }
}
