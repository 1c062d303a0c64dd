using HybridAdmin.Core.Access;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud.Sync;

public sealed class GetSyncStatusTests : ICurrentActor
{
    private static readonly DateTimeOffset Cycle = DateTimeOffset.UtcNow - TimeSpan.FromMinutes(10);
    private readonly FakeTenant tenant = new() { Description = CloudSamples.Tenant(Cycle) };

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(Planning.Actor(Role.Helpdesk));

    [Fact]
    public async Task ExecuteAsync_TenantAwaySinceTheLastAnswer_KeepsTheCycleThatIsKnownAndSaysSo()
    {
        tenant.FreshFault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");

        var status = await new GetSyncStatus(this, tenant, new FakeSyncHook(), TimeProvider.System).ExecuteAsync(
            default
        );

        Assert.Equal((Cycle, "Microsoft 365 cannot be reached."), (status.LastSync, status.Problem));
        Assert.Equal(SyncHealthLevel.Current, status.Health.Level);
    }

    [Fact]
    public async Task ExecuteAsync_TenantThatNeverAnswered_KnowsNoCycle()
    {
        tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "Microsoft 365 cannot be reached.");

        var status = await new GetSyncStatus(this, tenant, new FakeSyncHook(), TimeProvider.System).ExecuteAsync(
            default
        );

        Assert.Equal((null, null, SyncHealthLevel.Unknown), (status.LastSync, status.NextDue, status.Health.Level));
    }
}
