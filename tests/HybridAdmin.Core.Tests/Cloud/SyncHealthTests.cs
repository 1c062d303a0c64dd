using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Cloud;

public sealed class SyncHealthTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, SyncHealthLevel.Current)]
    [InlineData(59, SyncHealthLevel.Current)]
    [InlineData(60, SyncHealthLevel.Late)]
    [InlineData(180, SyncHealthLevel.Late)]
    [InlineData(181, SyncHealthLevel.Stopped)]
    [InlineData(7 * 24 * 60, SyncHealthLevel.Stopped)]
    [InlineData((7 * 24 * 60) + 1, SyncHealthLevel.Critical)]
    [InlineData(-4, SyncHealthLevel.Current)]
    [InlineData(-6, SyncHealthLevel.Unknown)]
    public void Of_Age(int minutes, SyncHealthLevel expected) =>
        Assert.Equal(expected, SyncHealth.Of(CloudSamples.Tenant(Now.AddMinutes(-minutes)), Now).Level);

    [Fact]
    public void Of_OurClockIsBehind_IsJudgedByTheTenants()
    {
        var tenant = CloudSamples.Tenant(Now) with { ClockSkew = TimeSpan.FromMinutes(70) };

        Assert.Equal(SyncHealthLevel.Late, SyncHealth.Of(tenant, Now).Level);
    }

    [Theory]
    [InlineData(null, SyncHealthLevel.Off)]
    [InlineData(false, SyncHealthLevel.Off)]
    public void Of_SyncIsOff_SaysSo(bool? enabled, SyncHealthLevel expected) =>
        Assert.Equal(
            expected,
            SyncHealth.Of(CloudSamples.Tenant(Now) with { OnPremisesSyncEnabled = enabled }, Now).Level
        );

    [Fact]
    public void Of_NothingKnown_IsUnknown()
    {
        Assert.Equal(SyncHealthLevel.Unknown, SyncHealth.Of(null, Now).Level);
        Assert.Equal(
            SyncHealthLevel.Unknown,
            SyncHealth.Of(CloudSamples.Tenant(Now) with { OnPremisesLastSyncDateTime = null }, Now).Level
        );
    }
}
