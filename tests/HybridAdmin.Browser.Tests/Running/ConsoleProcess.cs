using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>A console on the sandbox as a process of its own, with a data folder of its own. It can be killed and started again.</summary>
public sealed class ConsoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("hybridadmin-browser-");
    private readonly List<string> log = [];
    private Process? process;

    private readonly string[] settings;

    private ConsoleProcess(string[] settings) => this.settings = settings;

    /// <summary>Where it listens, without a slash at the end; the same after a restart.</summary>
    public string Address { get; private set; } = "";

    /// <summary>What it wrote so far, errors included.</summary>
    public string Log
    {
        get
        {
            lock (log) return string.Join(Environment.NewLine, log);
        }
    }

    /// <summary>Starts one on a free port, and returns once it has loaded its recipients.</summary>
    /// <param name="settings">Further ones, as <c>--Key=value</c>.</param>
    public static async Task<ConsoleProcess> StartAsync(params string[] settings)
    {
        var console = new ConsoleProcess(settings);
        try
        {
            await console.RunAsync("http://127.0.0.1:0");
            return console;
        }
        catch
        {
            await console.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it at once, as a power failure does; its data stays.</summary>
    public async Task KillAsync()
    {
        if (process is null) return;
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>Starts it again on the same port and data.</summary>
    public Task StartAgainAsync() => RunAsync(Address);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        data.Delete(recursive: true);
    }

    private async Task RunAsync(string address)
    {
        var listening = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = process = new Process { StartInfo = ConsoleProgram.Command([$"--Urls={address}", $"--Storage:Path={data.FullName}", .. settings]), EnableRaisingEvents = true };
        started.OutputDataReceived += (_, line) => OnLine(line.Data);
        started.ErrorDataReceived += (_, line) => OnLine(line.Data);
        started.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"The console ended before it was ready.{Environment.NewLine}{Log}"));
        started.Start();
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        try
        {
            Address = await listening.Task.WaitAsync(Patience);
            await WaitForIndexAsync();
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The console was not ready after {Patience.TotalSeconds} seconds.{Environment.NewLine}{Log}");
        }

        void OnLine(string? line)
        {
            if (line is null) return;
            lock (log) log.Add(line);
            const string ready = "HybridAdmin is ready at ";
            if (line.StartsWith(ready, StringComparison.Ordinal)) listening.TrySetResult(line[ready.Length..].Trim().TrimEnd('/'));
        }
    }

    private async Task WaitForIndexAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        using var patience = new CancellationTokenSource(Patience);
        using var turns = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        try
        {
            do
            {
                var answer = await client.GetAsync("/health/ready", patience.Token);
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>(patience.Token);
                if (answer.IsSuccessStatusCode && body.GetProperty("index").GetProperty("state").GetString() == "Ready") return;
            }
            while (await turns.WaitForNextTickAsync(patience.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException();
        }
    }
}
