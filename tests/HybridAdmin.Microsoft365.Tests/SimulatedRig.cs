using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter over the sandbox's tenant, combined as in the console.</summary>
internal sealed class SimulatedRig : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private SimulatedRig(SandboxDirectory directory, SimulatedTenant simulated)
    {
        (Directory, Simulated) = (directory, simulated);
        services = new ServiceCollection()
            .AddSingleton(
                new TenantOptions
                {
                    TenantId = SimulatedTenant.TenantId.ToString(),
                    ClientId = SimulatedTenant.ClientId.ToString(),
                    ClientSecret = SimulatedTenant.ClientSecret,
                    LoginEndpoint = simulated.LoginEndpoint.ToString(),
                    GraphEndpoint = simulated.GraphEndpoint.ToString(),
                    ExchangeEndpoint = simulated.ExchangeEndpoint.ToString(),
                    RoutingDomain = SandboxDirectory.RoutingDomain,
                }
            )
            .AddSingleton(TimeProvider.System)
            .AddLogging()
            .AddMicrosoft365()
            .BuildServiceProvider(validateScopes: true);
    }

    public SandboxDirectory Directory { get; }

    public SimulatedTenant Simulated { get; }

    public ITenant Tenant => services.GetRequiredService<ITenant>();

    public IMigration Migration => services.GetRequiredService<IMigration>();

    public TenantRefresh Refresh => services.GetRequiredService<TenantRefresh>();

    /// <param name="options">The behaviour of the tenant; null: as in the console.</param>
    public static async Task<SimulatedRig> StartAsync(SimulatedTenantOptions? options = null)
    {
        var directory = new SandboxDirectory(null, TimeProvider.System);
        var simulated = new SimulatedTenant(directory, TimeProvider.System, options);
        await simulated.StartAsync();
        return new SimulatedRig(directory, simulated);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Simulated.DisposeAsync();
    }
}
