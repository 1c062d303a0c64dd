using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter writes to the sandbox's tenant, over HTTP.</summary>
public sealed class SimulatedTenantWriteContractTests : TenantWriteContract, IAsyncLifetime
{
    private SimulatedRig rig = null!; // set before any test by InitializeAsync

    public async Task InitializeAsync() => rig = await SimulatedRig.StartAsync();

    public async Task DisposeAsync() => await rig.DisposeAsync();

    protected override void PublishProof(string domain) => Assert.True(rig.Simulated.PublishProof(domain));

    protected override async Task<(ITenant Tenant, TenantTarget Mailbox)> OpenAsync()
    {
        var tenant = rig.Tenant;
        await rig.Refresh.RefreshAsync(default);
        var mailbox = tenant.Index.Current.All.First(r =>
            r is { OnPremisesSyncEnabled: true, Exchange: { IsMailbox: true, IsExchangeCloudManaged: not true } }
            && r.ProxyAddresses.Any(a => a.StartsWith("SMTP:", StringComparison.Ordinal))
        );
        return (tenant, TenantTarget.Of(mailbox)!.Value);
    }
}
