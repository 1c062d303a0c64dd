using System.Reflection;
using System.Runtime.InteropServices;
using HybridAdmin.Options;

namespace HybridAdmin.Hosting;

/// <summary>
/// Facts about the console and its environment, for the first line of the log, the banners, the home and settings
/// pages.
/// </summary>
internal sealed record ConsoleFacts
{
    /// <summary>The version, such as 0.1.0.</summary>
    public static string Version { get; } =
        typeof(ConsoleFacts)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "0.0.0";

    /// <summary>The framework, such as .NET 8.0.11.</summary>
    public static string Framework => RuntimeInformation.FrameworkDescription;

    /// <summary>True for an invented organisation without passwords: every page says so.</summary>
    public required bool IsSandbox { get; init; }

    /// <summary>"Sandbox" or "Production".</summary>
    public required string Mode { get; init; }

    public required SignInMode SignIn { get; init; }

    /// <summary>The servers as configured, or their replacement.</summary>
    public required string Directory { get; init; }

    /// <summary>The known facts about Microsoft 365.</summary>
    public required string Tenant { get; init; }

    /// <summary>The folder of the cookies' keys.</summary>
    public required string Keys { get; init; }

    /// <summary>
    /// Indicates whether the keys are stored where read access to the data folder alone does not reach them.
    /// </summary>
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
