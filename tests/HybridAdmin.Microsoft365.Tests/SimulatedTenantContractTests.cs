using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Testing.Cloud;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter and the sandbox's tenant, as the console joins them, do what a tenant does.</summary>
public sealed class SimulatedTenantContractTests : TenantContract, IAsyncLifetime
{
    private readonly SandboxDirectory directory = new(null, TimeProvider.System);
    private SimulatedTenant simulated = null!; // set before any test by InitializeAsync
    private Microsoft365Tenant tenant = null!;

    public async Task InitializeAsync()
    {
        simulated = new SimulatedTenant(directory, TimeProvider.System);
        await simulated.StartAsync();
        tenant = new Microsoft365Tenant(
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
            NullLogger<Microsoft365Tenant>.Instance);
        await tenant.RefreshAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        tenant.Dispose();
        await simulated.DisposeAsync();
    }

    [Fact]
    public async Task Indexed_SynchronisedPeople_JoinTheDirectoryByTheirSourceAnchor()
    {
        await using var session = await directory.OpenAsync(null, CancellationToken.None);
        var synchronised = tenant.Index.Current.All.Where(r => r is { Kind: CloudRecipientKind.User, OnPremisesSyncEnabled: true }).ToArray();

        Assert.True(synchronised.Length > 900);
        foreach (var user in synchronised.Take(20))
        {
            Assert.True(ImmutableId.TryParse(user.OnPremisesImmutableId, out var anchor));
            Assert.True(anchor.TryGetGuid(out var id));
            Assert.NotNull(await session.ReadAsync(id, ["cn"], CancellationToken.None));
        }
    }

    [Fact]
    public void Status_AfterTheFirstPass_WarnsOfNothing()
    {
        Assert.Equal(TenantState.Reachable, tenant.Status.State);
        Assert.Empty(tenant.Status.Warnings);
    }

    protected override Task<ITenant> OpenAsync() => Task.FromResult<ITenant>(tenant);
}
