using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Architecture;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace HybridAdmin.Tests.Hosting;

/// <summary>
/// The console as a service of systemd, simulated by a shell of that name with a socket for notifications.
/// </summary>
public sealed partial class ServiceManagersTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Serve_StartedBySystemd_SaysWhenItListensAndWhenItStops()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var notices = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        notices.Bind(new UnixDomainSocketEndPoint(folder["notify"]));
        using var manager = StartByManager(["--Urls=http://127.0.0.1:0", $"--Storage:Path={folder["data"]}"]);
        var console = int.Parse((await ReadLineAsync(manager))!, CultureInfo.InvariantCulture);

        var ready = await NextAsync(notices);
        var listens = await AddressAsync(manager);
        using (var client = new HttpClient { BaseAddress = new Uri(listens) })
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        using (var kill = Process.Start("kill", ["-TERM", $"{console}"]))
            await kill.WaitForExitAsync();
        var stopping = await NextAsync(notices);
        await manager.WaitForExitAsync().WaitAsync(Patience);

        Assert.Equal(("READY=1", "STOPPING=1", 0), (ready, stopping, manager.ExitCode));
    }

    [Fact]
    public async Task Serve_StartedByAPerson_KeepsTheOrdinaryLifetime()
    {
        await using var host = await ConsoleHost.StartAsync();

        Assert.IsNotType<SystemdLifetime>(host.Services.GetRequiredService<IHostLifetime>());
    }

    [Fact]
    public void Unit_Type_IsNotifyWithoutAWatchdog()
    {
        var unit = File.ReadAllLines(Path.Combine(SourceTree.Root, "docker/package/hybridadmin.service"));

        Assert.Contains("Type=notify", unit);
        Assert.DoesNotContain(unit, l => l.StartsWith("WatchdogSec", StringComparison.Ordinal));
    }

    /// <summary>The framework checks the name of the parent process, which is that of the link.</summary>
    private Process StartByManager(string[] arguments)
    {
        var start = ConsoleProgram.Command(arguments);
        string[] command = [start.FileName, .. start.ArgumentList];
        start.FileName = folder["systemd"];
        File.CreateSymbolicLink(start.FileName, "/bin/sh");
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["-c", "\"$@\" & echo $!; wait $!", "sh", .. command])
            start.ArgumentList.Add(argument);
        start.Environment["NOTIFY_SOCKET"] = folder["notify"];
        start.RedirectStandardError = false;
        return Process.Start(start)!;
    }

    private static async Task<string> NextAsync(Socket notices)
    {
        var buffer = new byte[256];
        using var limit = new CancellationTokenSource(Patience);
        var length = await notices.ReceiveAsync(buffer, limit.Token);
        return Encoding.UTF8.GetString(buffer, 0, length).Trim();
    }

    /// <summary>
    /// The address of a console that is ready or, on a busy machine, listens and is still opening its data.
    /// </summary>
    private static async Task<string> AddressAsync(Process process)
    {
        while (await ReadLineAsync(process) is { } line)
        {
            if (Listens().Match(line) is { Success: true } match)
                return match.Groups["address"].Value;
        }

        throw new InvalidOperationException("The console ended.");
    }

    private static Task<string?> ReadLineAsync(Process process) =>
        process.StandardOutput.ReadLineAsync().WaitAsync(Patience);

    [GeneratedRegex("^HybridAdmin (is ready|runs) at (?<address>http://[0-9.:]+)")]
    private static partial Regex Listens();
}
