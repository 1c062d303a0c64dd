using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class MigrationSizesTests
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(1);
    private readonly MigrationBench bench = new();
    private readonly MigrationSizes sizes;

    public MigrationSizesTests() => sizes = new MigrationSizes(bench.Migration, bench.Time, Age);

    private MigrationUser Person(string status, string identity = MigrationBench.Kim)
    {
        var user = new MigrationUser { Identity = identity, Status = status };
        bench.WithBatch("Syncing", MigrationKind.Onboarding, user);
        return user;
    }

    [Fact]
    public async Task ReadAsync_BeingCopied_IsAskedAgainOnlyWhenOld()
    {
        var user = Person("Syncing");

        await sizes.ReadAsync(user, default);
        await sizes.ReadAsync(user, default);
        Assert.Single(bench.Migration.StatisticsAsked);
        bench.Time.Advance(Age);
        await sizes.ReadAsync(user, default);

        Assert.Equal(2, bench.Migration.StatisticsAsked.Count);
    }

    [Theory]
    [InlineData("Completed")]
    [InlineData("Failed")]
    [InlineData("Stopped")]
    [InlineData("Queued")]
    public async Task ReadAsync_AtRest_IsAskedAgainOnlyAfterAnotherState(string status)
    {
        var user = Person(status);

        await sizes.ReadAsync(user, default);
        bench.Time.Advance(TimeSpan.FromDays(1));
        await sizes.ReadAsync(user, default);
        Assert.Single(bench.Migration.StatisticsAsked);
        await sizes.ReadAsync(user with { Status = "Syncing" }, default);

        Assert.Equal(2, bench.Migration.StatisticsAsked.Count);
    }

    [Fact]
    public async Task ReadAsync_Throttled_AsksNobodyUntilTheTimeIsOver()
    {
        var (kim, bo) = (Person("Syncing"), Person("Syncing", "bo@contoso.example"));
        bench.Migration.ReadFault = new TenantFault(TenantFaultKind.Throttled, "Wait.")
        {
            RetryAfter = TimeSpan.FromMinutes(5),
        };
        await Assert.ThrowsAsync<TenantFault>(() => sizes.ReadAsync(kim, default));
        bench.Migration.ReadFault = null;

        bench.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("Wait.", (await Assert.ThrowsAsync<TenantFault>(() => sizes.ReadAsync(bo, default))).Message);
        Assert.Empty(bench.Migration.StatisticsAsked);
        bench.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.NotNull(await sizes.ReadAsync(bo, default));
    }

    [Fact]
    public async Task ExecuteAsync_Scope_LeavesOutWhoeverLiesOutside()
    {
        await bench.AddKimAsync();
        var users = new[] { Person("Synced"), Person("Synced", "stranger@contoso.example") };
        bench.Actor = bench.Actor with { Scope = [DistinguishedName.Parse("OU=Staff,DC=contoso,DC=test")] };
        var found = 0;

        await new ReadSizes(bench, sizes, bench.Index).ExecuteAsync(users, () => found++, default);

        Assert.Equal([MigrationBench.Kim], bench.Migration.StatisticsAsked);
        Assert.Equal(1, found);
    }
}
