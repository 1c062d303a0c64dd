using System.Diagnostics;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>The certified OpenID provider of tests/openid, as a separate process.</summary>
public sealed class OpenIdProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process process;
    private readonly TaskCompletionSource<string> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> errors = [];

    private OpenIdProcess(string node)
    {
        var start = new ProcessStartInfo(node, ["provider.js"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            const string at = "Listening at ";
            if (line.Data?.StartsWith(at, StringComparison.Ordinal) == true)
                listening.TrySetResult(line.Data[at.Length..]);
            else if (line.Data == "Ready")
                ready.TrySetResult();
        };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
                errors.Add(line.Data ?? "");
        };
        process.Exited += (_, _) =>
        {
            var ended = new InvalidOperationException($"The OpenID provider ended: {Errors}");
            listening.TrySetException(ended);
            ready.TrySetException(ended);
        };
    }

    /// <summary>The reason why there is no provider; null: there is one.</summary>
    public static string? MissingReason =>
        Node is null ? "Node.js is not in the PATH: the OpenID provider of the tests needs it."
        : Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider")) ? null
        : "The OpenID provider is not installed: run npm ci in tests/openid.";

    /// <summary>Its issuer.</summary>
    public string Address { get; private set; } = "";

    private static string Folder => Path.Combine(ConsoleProgram.Repository, "tests", "openid");

    private static string? Node =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
            .FirstOrDefault(File.Exists);

    private string Errors
    {
        get
        {
            lock (errors)
                return string.Join(Environment.NewLine, errors);
        }
    }

    /// <summary>Starts listening, and waits for <see cref="ServeAsync"/>.</summary>
    public static async Task<OpenIdProcess> StartAsync()
    {
        var provider = new OpenIdProcess(Node ?? throw new InvalidOperationException(MissingReason));
        provider.process.Start();
        provider.process.BeginOutputReadLine();
        provider.process.BeginErrorReadLine();
        try
        {
            provider.Address = await provider.listening.Task.WaitAsync(Patience);
            return provider;
        }
        catch
        {
            await provider.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends it the address of the console.</summary>
    public async Task ServeAsync(string console)
    {
        await process.StandardInput.WriteLineAsync(console);
        await process.StandardInput.FlushAsync();
        await ready.Task.WaitAsync(Patience);
    }

    /// <param name="mode">A mode of provider.js: the deviation of the next responses.</param>
    public async Task BendAsync(string mode)
    {
        using var client = new HttpClient();
        (await client.PostAsync(new Uri($"{Address}/test/mode"), new StringContent(mode))).EnsureSuccessStatusCode();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
