using System.Reflection;
using System.Runtime.InteropServices;
using HybridAdmin.Options;

namespace HybridAdmin.Hosting;

/// <summary>
/// What the console is and runs on: for the log's first line, the banners, the home and settings pages.
/// </summary>
internal sealed record ConsoleFacts
{
    /// <summary>As 0.1.0.</summary>
    public static string Version { get; } =
        typeof(ConsoleFacts)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0.0.0";

    /// <summary>As .NET 8.0.11.</summary>
    public static string Framework => RuntimeInformation.FrameworkDescription;

    /// <summary>An invented organisation and no passwords: every page says so.</summary>
    public required bool IsSandbox { get; init; }

    /// <summary>"Sandbox" or "Production".</summary>
    public required string Mode { get; init; }

    public required SignInMode SignIn { get; init; }

    /// <summary>The servers as configured, or what stands in for them.</summary>
    public required string Directory { get; init; }

    /// <summary>What is known of Microsoft 365.</summary>
    public required string Tenant { get; init; }

    /// <summary>Folder of the cookies' keys.</summary>
    public required string Keys { get; init; }

    /// <summary>Whether they lie where somebody who can read the data folder does not reach by that alone.</summary>
    public required bool KeepsKeysOutside { get; init; }

    /// <summary>The data folder.</summary>
    public required string Storage { get; init; }

    public static ConsoleFacts Of(ConsoleSettings settings) =>
        new()
        {
            IsSandbox = settings.IsSandbox,
            Mode = settings.Mode,
            SignIn = settings.SignIn,
            Directory = settings.Directory is { } directory
                ? string.Join(", ", directory.Servers)
                : "the sandbox's, in memory",
            Tenant =
                settings.Tenant is { } tenant ? $"connected ({tenant.TenantId})"
                : settings.IsSandbox ? "simulated"
                : "not connected",
            Storage = settings.Storage.Folder,
            Keys = settings.KeyPath,
            KeepsKeysOutside = settings.Storage.IsOutside(settings.KeyPath),
        };
}
