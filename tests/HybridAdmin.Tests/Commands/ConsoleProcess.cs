using System.Collections.Concurrent;
using System.Diagnostics;

namespace HybridAdmin.Tests.Commands;

/// <summary>The built program as a process of its own, started from a folder that has nothing to do with it.</summary>
internal sealed class ConsoleProcess : IDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> errors = new();

    private ConsoleProcess(ProcessStartInfo start)
    {
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Keep(output, e.Data);
        process.ErrorDataReceived += (_, e) => Keep(errors, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output => string.Join('\n', output);

    public string Errors => string.Join('\n', errors);

    /// <param name="folder">Where the program lies; null: as built for these tests.</param>
    public static ConsoleProcess Start(string[] args, IReadOnlyDictionary<string, string>? environment = null, string? folder = null)
    {
        var program = Path.Combine(folder ?? AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "HybridAdmin.exe" : "HybridAdmin");
        var start = new ProcessStartInfo(program, args) { WorkingDirectory = Path.GetTempPath(), RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ConsoleProcess(start);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(string[] args, IReadOnlyDictionary<string, string>? environment = null)
    {
        using var console = Start(args, environment);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await console.process.WaitForExitAsync(patience.Token);
        return (console.process.ExitCode, console.Output, console.Errors);
    }

    /// <summary>Waits for a line that begins so, and returns the rest of it.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        string? line = null;
        await Hosting.ConsoleHost.UntilAsync(
            () =>
            {
                Assert.False(process.HasExited, $"The console ended: {Output}{Errors}");
                return Task.FromResult((line = output.FirstOrDefault(l => l.StartsWith(beginning, StringComparison.Ordinal))) is not null);
            },
            $"\"{beginning}\" in the output");
        return line![beginning.Length..];
    }

    /// <summary>Asks it to end, as a service manager does (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
