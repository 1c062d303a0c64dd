using HybridAdmin.Core.Cloud;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Testing.Cloud;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>The adapter writes to the sandbox's tenant, over HTTP.</summary>
public sealed class SimulatedTenantWriteContractTests : TenantWriteContract, IAsyncLifetime
{
    private readonly SimulatedTenant simulated = new(new SandboxDirectory(null, TimeProvider.System), TimeProvider.System);
    private Microsoft365Tenant? tenant;

    public Task InitializeAsync() => simulated.StartAsync();

    public async Task DisposeAsync()
    {
        tenant?.Dispose();
        await simulated.DisposeAsync();
    }

    protected override void PublishProof(string domain) => Assert.True(simulated.PublishProof(domain));

    protected override async Task<(ITenant Tenant, CloudTarget Mailbox)> OpenAsync()
    {
        tenant = new Microsoft365Tenant(
            new TenantOptions
            {
                TenantId = SimulatedTenant.TenantId.ToString(),
                ClientId = SimulatedTenant.ClientId.ToString(),
                ClientSecret = SimulatedTenant.ClientSecret,
                GraphEndpoint = simulated.GraphEndpoint.GetLeftPart(UriPartial.Authority),
                ExchangeEndpoint = simulated.ExchangeEndpoint.GetLeftPart(UriPartial.Authority),
                LoginEndpoint = simulated.LoginEndpoint.GetLeftPart(UriPartial.Authority),
            },
            TimeProvider.System, NullLogger<Microsoft365Tenant>.Instance);
        await tenant.RefreshAsync(default);
        var mailbox = tenant.Index.Current.All.First(r => r is { OnPremisesSyncEnabled: true, Exchange: { IsMailbox: true, IsExchangeCloudManaged: not true } }
            && r.ProxyAddresses.Any(a => a.StartsWith("SMTP:", StringComparison.Ordinal)));
        return (tenant, CloudTarget.Of(mailbox)!.Value);
    }
}
