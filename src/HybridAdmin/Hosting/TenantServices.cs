using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365;

namespace HybridAdmin.Hosting;

internal static class TenantServices
{
    /// <summary>The tenant that is configured, kept up to date in the background, else none. Neither start nor health waits for it.</summary>
    public static IServiceCollection AddConsoleTenant(this IServiceCollection services, ConsoleSettings settings)
    {
        if (settings.Tenant is not { } options) return services.AddSingleton<ITenant, NoTenant>();
        services.AddSingleton(s => new Microsoft365Tenant(options, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Microsoft365Tenant>>()));
        services.AddSingleton<ITenant>(s => s.GetRequiredService<Microsoft365Tenant>());
        return services.AddHostedService<TenantFeedService>();
    }
}

/// <summary>Keeps what is known of the tenant up to date for as long as the console runs.</summary>
internal sealed class TenantFeedService(Microsoft365Tenant tenant, ILogger<TenantFeedService> logger) : ConsoleService(logger)
{
    protected override Task RunAsync(CancellationToken stoppingToken) => tenant.RunAsync(stoppingToken);
}
