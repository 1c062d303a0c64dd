using HybridAdmin.ActiveDirectory;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox;
using HybridAdmin.SignIn;

namespace HybridAdmin.Hosting;

internal static class DirectoryServices
{
    /// <summary>Registers the configured directory, otherwise the sandbox with its personas.</summary>
    public static IServiceCollection AddConsoleDirectory(this IServiceCollection services, ConsoleSettings settings)
    {
        if (settings.Directory is not { } options)
        {
            services.AddSingleton(
                new SandboxPersonas([
                    .. SandboxPersona.All.Select(p => new Persona(p.Name, Enum.Parse<Role>(p.Role), p.Description)),
                ])
            );
            var stateFile = Path.Combine(settings.Storage.Folder, "sandbox.json");
            services.AddSingleton(s => new SandboxDirectory(stateFile, s.GetRequiredService<TimeProvider>()));
            return services.AddSingleton<IDirectory>(s => s.GetRequiredService<SandboxDirectory>());
        }

        services.AddSingleton(new SandboxPersonas([]));
        services.AddSingleton(s => new ActiveDirectoryDirectory(
            options,
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<ActiveDirectoryDirectory>>()
        ));
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<ActiveDirectoryDirectory>());
        services.AddSingleton<IDirectoryAccounts>(s => s.GetRequiredService<ActiveDirectoryDirectory>());
        return services;
    }
}
