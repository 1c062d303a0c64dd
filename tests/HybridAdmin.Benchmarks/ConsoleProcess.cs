using System.Diagnostics;
using System.Globalization;

namespace HybridAdmin.Benchmarks;

/// <summary>The built console as a process of its own, on a port and a data folder of its own.</summary>
internal sealed class ConsoleProcess : IDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo data;

    private ConsoleProcess(Process process, DirectoryInfo data, Uri address)
    {
        this.process = process;
        this.data = data;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Memory in RAM, as the system counts it.</summary>
    public long ResidentBytes => Status("VmRSS");

    public long HighestResidentBytes => Status("VmHWM");

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<ConsoleProcess> StartAsync(params string[] settings)
    {
        var data = Directory.CreateTempSubdirectory("hybridadmin-bench-");
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "HybridAdmin"), ["--Urls=http://127.0.0.1:0", $"--Storage:Path={data.FullName}", .. settings])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            const string ready = "HybridAdmin is ready at ";
            if (!line.StartsWith(ready, StringComparison.Ordinal)) continue;
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
            var console = new ConsoleProcess(process, data, new Uri(line[ready.Length..]));
            await console.ReadyAsync();
            return console;
        }

        throw new InvalidOperationException("The console ended at once.");
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        data.Delete(recursive: true);
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient(new HttpClientHandler { UseProxy = false }) { BaseAddress = Address };
        while ((await client.GetAsync("/health/ready")).StatusCode != System.Net.HttpStatusCode.OK) await Task.Delay(10);
    }

    private long Status(string name) => 1024 * long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
