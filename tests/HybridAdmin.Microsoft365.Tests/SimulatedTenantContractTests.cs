using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>
/// The adapter and the sandbox's tenant, combined as in the console, satisfy the contract of tenants.
/// </summary>
public sealed class SimulatedTenantContractTests : TenantContract, IAsyncLifetime
{
    private SimulatedRig rig = null!; // set before any test by InitializeAsync

    public async Task InitializeAsync()
    {
        rig = await SimulatedRig.StartAsync();
        await rig.Refresh.RefreshAsync(CancellationToken.None);
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    [Fact]
    public async Task Indexed_SynchronisedPeople_JoinTheDirectoryByTheirSourceAnchor()
    {
        await using var session = await rig.Directory.OpenAsync(null, CancellationToken.None);
        var synchronised = rig
            .Tenant.Index.Current.All.Where(r => r is { Kind: TenantRecipientKind.User, OnPremisesSyncEnabled: true })
            .ToArray();

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
        Assert.Equal(TenantState.Reachable, rig.Tenant.Status.State);
        Assert.Empty(rig.Tenant.Status.Warnings);
    }

    protected override Task<ITenant> OpenAsync() => Task.FromResult<ITenant>(rig.Tenant);
}
