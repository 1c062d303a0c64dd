using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;

namespace HybridAdmin.Hosting;

internal static class TenantServices
{
    /// <summary>
    /// Registers the configured tenant, or the sandbox's, refreshed in the background, otherwise none. Neither start
    /// nor health waits for it.
    /// </summary>
    public static IServiceCollection AddConsoleTenant(this IServiceCollection services, ConsoleSettings settings)
    {
        if (settings.Tenant is { } configured)
            services.AddSingleton(configured);
        else if (settings.IsSandbox)
            services.AddSandboxTenant(settings.SandboxSpeed);
        else
            return services.AddSingleton<ITenant, NoTenant>().AddSingleton<IMigration, NoMigration>();

        services.AddMicrosoft365();
        return services.AddHostedService<TenantFeedService>();
    }

    /// <summary>
    /// Starts the listener of the sandbox's tenant before its first use; does nothing with a real directory.
    /// </summary>
    public static Task StartSandboxTenantAsync(this IHost app, CancellationToken cancellationToken) =>
        app.Services.GetService<SimulatedTenant>()?.StartAsync(cancellationToken) ?? Task.CompletedTask;

    private static void AddSandboxTenant(this IServiceCollection services, int speed)
    {
        services.AddSingleton(s => new SimulatedTenant(
            s.GetRequiredService<SandboxDirectory>(),
            s.GetRequiredService<TimeProvider>(),
            new SimulatedTenantOptions { Speed = speed }
        ));
        services.AddSingleton(s => OptionsFor(s.GetRequiredService<SimulatedTenant>(), speed));
    }

    /// <summary>
    /// The same settings that a person would write for a real tenant; intervals of minutes or hours are shortened by
    /// the speed of the simulation.
    /// </summary>
    private static TenantOptions OptionsFor(SimulatedTenant tenant, int speed)
    {
        var real = new TenantOptions();
        return new TenantOptions
        {
            TenantId = SimulatedTenant.TenantId.ToString(),
            ClientId = SimulatedTenant.ClientId.ToString(),
            ClientSecret = SimulatedTenant.ClientSecret,
            LoginEndpoint = tenant.LoginEndpoint.ToString(),
            GraphEndpoint = tenant.GraphEndpoint.ToString(),
            ExchangeEndpoint = tenant.ExchangeEndpoint.ToString(),
            RoutingDomain = SandboxDirectory.RoutingDomain,
            RefreshInterval = Sooner(real.RefreshInterval, atLeast: TimeSpan.FromSeconds(5)),
            ExchangeInterval = Sooner(real.ExchangeInterval, atLeast: TimeSpan.FromSeconds(15)),
        };

        TimeSpan Sooner(TimeSpan interval, TimeSpan atLeast) => interval / speed < atLeast ? atLeast : interval / speed;
    }
}

/// <summary>Refreshes the cached state of the tenant for as long as the console runs.</summary>
internal sealed class TenantFeedService(TenantRefresh refresh, ILogger<TenantFeedService> logger)
    : ConsoleService(logger)
{
    protected override Task RunAsync(CancellationToken stoppingToken) => refresh.RunAsync(stoppingToken);
}
