using System.ComponentModel;
using System.Diagnostics;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Options;
using HybridAdmin.Sandbox.Tenant;

namespace HybridAdmin.Hosting;

internal static class SyncHooks
{
    /// <summary>
    /// Registers the command of Sync:Command; in the sandbox its simulated synchronisation; otherwise none.
    /// </summary>
    public static IServiceCollection AddConsoleSync(this IServiceCollection services, ConsoleSettings settings) =>
        settings switch
        {
            { Sync: { } sync } => services.AddSingleton<ISyncHook>(
                new SyncCommand(sync, settings.Changes.SyncInterval)
            ),
            { IsSandbox: true } => services.AddSingleton<ISyncHook>(s => new SandboxSync(
                s.GetRequiredService<SimulatedTenant>(),
                settings.Changes.SyncInterval / settings.SandboxSpeed
            )),
            _ => services.AddSingleton<ISyncHook>(new NoSync(settings.Changes.SyncInterval)),
        };
}

/// <summary>No synchronisation command is configured.</summary>
internal sealed class NoSync(TimeSpan cycle) : ISyncHook
{
    public string? Description => null;

    public TimeSpan MinimumInterval => TimeSpan.Zero;

    public TimeSpan CycleInterval => cycle;

    public Task<SyncHookEnd> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new SyncHookEnd(null, "No command is configured (Sync:Command)."));
}

/// <summary>The sandbox's simulated synchronisation.</summary>
internal sealed class SandboxSync(SimulatedTenant tenant, TimeSpan cycle) : ISyncHook
{
    public string? Description => "the sandbox's simulated synchronisation";

    public TimeSpan MinimumInterval => TimeSpan.FromSeconds(5);

    public TimeSpan CycleInterval => cycle;

    public Task<SyncHookEnd> RunAsync(CancellationToken cancellationToken)
    {
        tenant.Synchronize();
        return Task.FromResult(new SyncHookEnd(0, null));
    }
}

/// <summary>
/// Runs the administrator's command: no shell, arguments as configured, no settings of the console in its environment.
/// Its output is discarded, since it may contain secrets.
/// </summary>
internal sealed class SyncCommand(SyncSettings settings, TimeSpan cycle) : ISyncHook
{
    public string? Description => Path.GetFileName(settings.Command);

    public TimeSpan MinimumInterval => settings.MinimumInterval;

    public TimeSpan CycleInterval => cycle;

    public async Task<SyncHookEnd> RunAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(settings.Command)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(settings.Command) ?? string.Empty,
        };
        foreach (var argument in settings.Arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToArray())
            start.Environment.Remove(name);
        try
        {
            using var process = Process.Start(start) ?? throw new InvalidOperationException("No process was started.");
            return await EndAsync(process, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            return new SyncHookEnd(null, $"{Description} could not be started: {exception.Message}");
        }
    }

    private async Task<SyncHookEnd> EndAsync(Process process, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timeout);
        process.StandardInput.Close();
        // The output is read and discarded: a full pipe would stop the command.
        var output = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, patience.Token),
            process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token)
        );
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? new SyncHookEnd(0, null)
                : new SyncHookEnd(
                    process.ExitCode,
                    $"{Description} ended with exit code {process.ExitCode}: no synchronisation was started. "
                        + $"Run it by hand to see its output."
                );
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            return new SyncHookEnd(
                null,
                $"{Description} did not end within {settings.Timeout.TotalSeconds:0} seconds and was "
                    + $"stopped; whether a synchronisation was started is not known."
            );
        }
        finally
        {
            _ = output.ContinueWith(
                static t => _ = t.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
        }
    }

    /// <summary>
    /// Indicates whether a variable is a setting of the console, such as Tenant__ClientSecret, which the command must
    /// not receive.
    /// </summary>
    private static bool IsOurs(string name) =>
        name.IndexOf("__", StringComparison.Ordinal) is var at and > 0
        && KnownSettings.Sections.Contains(name[..at], StringComparer.OrdinalIgnoreCase);
}
