using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter over the sandbox's tenant, as the console joins them.</summary>
internal sealed class SimulatedRig : IAsyncDisposable
{
    private SimulatedRig(SandboxDirectory directory, SimulatedTenant simulated)
    {
        (Directory, Simulated) = (directory, simulated);
        Tenant = new Microsoft365Tenant(
            new TenantOptions
            {
                TenantId = SimulatedTenant.TenantId.ToString(),
                ClientId = SimulatedTenant.ClientId.ToString(),
                ClientSecret = SimulatedTenant.ClientSecret,
                LoginEndpoint = simulated.LoginEndpoint.ToString(),
                GraphEndpoint = simulated.GraphEndpoint.ToString(),
                ExchangeEndpoint = simulated.ExchangeEndpoint.ToString(),
                RoutingDomain = SandboxDirectory.RoutingDomain,
            },
            TimeProvider.System,
            NullLogger<Microsoft365Tenant>.Instance
        );
    }

    public SandboxDirectory Directory { get; }

    public SimulatedTenant Simulated { get; }

    public Microsoft365Tenant Tenant { get; }

    /// <param name="options">How the tenant runs; null: as in the console.</param>
    public static async Task<SimulatedRig> StartAsync(SimulatedTenantOptions? options = null)
    {
        var directory = new SandboxDirectory(null, TimeProvider.System);
        var simulated = new SimulatedTenant(directory, TimeProvider.System, options);
        await simulated.StartAsync();
        return new SimulatedRig(directory, simulated);
    }

    public async ValueTask DisposeAsync()
    {
        Tenant.Dispose();
        await Simulated.DisposeAsync();
    }
}
