using System.Net;
using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Tests.Commands;

/// <summary>Backs up a running console, restores it elsewhere and continues.</summary>
[Trait(Category.Name, Category.Process)]
public sealed class BackupTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Backup_OfARunningConsole_RestoredElsewhere_HoldsAndGoesOn()
    {
        string cookies;
        long before;
        await using (var host = await ConsoleHost.StartAsync(folder: folder["data"]))
        {
            using var visitor = host.Visit();
            await visitor.SignInAsync("Auditor");
            cookies = string.Join("; ", visitor.Cookies.Select(c => $"{c.Name}={c.Value}"));
            before = await CountAsync(host);

            var (code, output, errors) = await RunAsync("backup", folder["backup"]);

            Assert.True(code == 0, output + errors);
            Assert.Contains("records of the audit log", output, StringComparison.Ordinal);
            await visitor.SignInAsync("Helpdesk"); // the original continues; not in the backup
        }

        await using var restored = await ConsoleHost.StartAsync(folder: folder["backup"]);
        var audit = restored.Services.GetRequiredService<IAuditLog>();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, restored.Address)
        {
            Headers = { { "Cookie", cookies } },
        };

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode); // the keys were copied
        using var later = restored.Visit();
        await later.SignInAsync("Administrator");
        var verified = await audit.VerifyAsync(CancellationToken.None);
        Assert.True(verified.IsValid, verified.Problem);
        Assert.Null(verified.Problem); // head and database match, and the next record updated the head
        Assert.Equal(before + 2, await CountAsync(restored)); // its own start, and the sign-in
        if (!OperatingSystem.IsWindows())
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(folder["backup"], "hybridadmin.db"))
            );
    }

    [Fact]
    public async Task Backup_HeadKeptElsewhere_AnOlderDatabaseContradictsItUntilSomebodyDecides()
    {
        Directory.CreateDirectory(folder["anchor"]);
        var head = $"Audit:HeadFile={folder["anchor/audit.head"]}";
        await using (var host = await ConsoleHost.StartAsync([head], folder: folder["data"]))
        {
            using var before = host.Visit();
            // The start's own record may not be written yet; the backup has to contain one.
            await before.SignInAsync("Auditor");
            var (code, output, _) = await RunAsync("backup", folder["backup"], "--" + head);
            Assert.Equal(0, code);
            Assert.Contains(
                $"Not in it, because it is kept apart on purpose: {folder["anchor/audit.head"]}",
                output,
                StringComparison.Ordinal
            );
            using var visitor = host.Visit();
            await visitor.SignInAsync("Auditor");
        }

        var (verify, told, _) = await RunVerifyAsync("--" + head);
        File.Move(folder["anchor/audit.head"], folder["anchor/audit.head.before"]);
        await using (var host = await ConsoleHost.StartAsync([head], folder: folder["backup"]))
        {
            using var visitor = host.Visit();
            await visitor.SignInAsync("Auditor");
        }

        var (again, toldThen, _) = await RunVerifyAsync("--" + head);

        Assert.Equal(1, verify); // the head names records that the restored database does not have
        Assert.Contains("NOT hold", told, StringComparison.Ordinal);
        Assert.Equal(0, again);
        Assert.Contains("not anchored until", toldThen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_IntoAFolderInUse_IsRefusedAndTouchesNothing()
    {
        await (await ConsoleHost.StartAsync(folder: folder["data"])).DisposeAsync();
        Directory.CreateDirectory(folder["backup"]);
        File.WriteAllText(folder["backup/mine"], "mine");

        var (code, output, errors) = await RunAsync("backup", folder["backup"]);

        Assert.Equal(1, code);
        Assert.Contains("overwrites nothing", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.Equal([folder["backup/mine"]], Directory.GetFileSystemEntries(folder["backup"]));
    }

    [Theory]
    [InlineData("data/inside")]
    public async Task Backup_IntoTheDataFolder_IsRefused(string target)
    {
        await (await ConsoleHost.StartAsync(folder: folder["data"])).DisposeAsync();

        var (code, _, errors) = await RunAsync("backup", folder[target]);

        Assert.Equal(1, code);
        Assert.Contains("lies in the data folder itself", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backup_NothingThere_SaysWhatToSet()
    {
        var (code, _, errors) = await RunAsync("backup", folder["backup"]);

        Assert.Equal(1, code);
        Assert.Contains("Storage:Path", errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["backup"]));
    }

    [Fact]
    public async Task Backup_WithoutAFolder_IsNoCommand() =>
        Assert.Equal(2, (await ConsoleProcess.RunAsync(["backup"])).ExitCode);

    [Fact]
    public async Task Health_RunningAndNot_TellsByItsExitCode()
    {
        string[] settings;
        await using (var host = await ConsoleHost.StartAsync(folder: folder["data"]))
        {
            settings =
            [
                "health",
                $"--Urls={host.Address.GetLeftPart(UriPartial.Authority)}",
                $"--Storage:Path={folder["data"]}",
            ];
            Assert.Equal(0, (await ConsoleProcess.RunAsync(settings)).ExitCode);

            File.WriteAllText(Path.Combine(folder["data"], "audit.head"), "{}");
            var (code, output, _) = await ConsoleProcess.RunAsync(settings);
            Assert.Equal(1, code);
            Assert.Contains("answers 503", output, StringComparison.Ordinal);
        }

        Assert.Equal(1, (await ConsoleProcess.RunAsync(settings)).ExitCode);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args) =>
        ConsoleProcess.RunAsync([.. args, $"--Storage:Path={folder["data"]}"]);

    private Task<(int ExitCode, string Output, string Errors)> RunVerifyAsync(string setting) =>
        ConsoleProcess.RunAsync(["audit", "verify", setting, $"--Storage:Path={folder["backup"]}"]);

    private static Task<long> CountAsync(ConsoleHost host) =>
        host.Services.GetRequiredService<IAuditLog>().CountAsync(new AuditQuery(), CancellationToken.None);
}
