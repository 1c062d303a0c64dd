using HybridAdmin.ActiveDirectory;
using HybridAdmin.Configuration;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox;

namespace HybridAdmin.Hosting;

internal static class DirectoryServices
{
    /// <summary>The directory that is configured, else the sandbox's.</summary>
    public static IServiceCollection AddConsoleDirectory(this IServiceCollection services, ConsoleSettings settings)
    {
        if (settings.Directory is not { } options)
        {
            var stateFile = Path.Combine(settings.Storage.Folder, "sandbox.json");
            return services.AddSingleton<IDirectory>(s => new SandboxDirectory(stateFile, s.GetRequiredService<TimeProvider>()));
        }

        services.AddSingleton(s => new ActiveDirectoryDirectory(options, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<ActiveDirectoryDirectory>>()));
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<ActiveDirectoryDirectory>());
        services.AddSingleton<IDirectoryAccounts>(s => s.GetRequiredService<ActiveDirectoryDirectory>());
        return services;
    }
}
