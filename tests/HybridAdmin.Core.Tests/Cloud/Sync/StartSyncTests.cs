using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Cloud;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Core.Tests.Cloud.Sync;

public sealed class StartSyncTests
{
    private readonly ChangeTestContext bench = new();
    private readonly FakeTimeProvider time = new();
    private readonly FakeSyncHook hook = new() { Description = "start-sync" };
    private readonly SyncRuns runs = new();

    [Fact]
    public async Task ExecuteAsync_Runs_RecordsTheRequestBeforeAndTheEndAfter()
    {
        var result = await Use().ExecuteAsync(default);

        Assert.True(result.IsStarted);
        var records = (await bench.Audit.ListAsync(new AuditQuery(), null, 10, default)).Items;
        Assert.Equal([AuditAction.SyncEnded, AuditAction.SyncRequested], records.Select(r => r.Action));
        Assert.Single(records.Select(r => r.CorrelationId).Distinct());
        Assert.EndsWith("(exit code 0)", records[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExecuteAsync_TooSoonForAnybody_DoesNotRunAgain()
    {
        await Use().ExecuteAsync(default);
        time.Advance(TimeSpan.FromMinutes(4));

        var second = await Use().ExecuteAsync(default);
        time.Advance(TimeSpan.FromMinutes(2));
        var third = await Use().ExecuteAsync(default);

        Assert.Equal((false, true, 2), (second.IsStarted, third.IsStarted, hook.Runs));
        Assert.Contains("another may be started in 60 seconds", second.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "It ended with exit code 3.", AuditOutcome.Failed)]
    [InlineData(null, "It did not end in time.", AuditOutcome.Unknown)]
    public async Task ExecuteAsync_GoesWrong_IsRecordedAsItEnded(int? exitCode, string problem, AuditOutcome outcome)
    {
        hook.End = new SyncHookEnd(exitCode, problem);

        var result = await Use().ExecuteAsync(default);

        Assert.Equal((false, problem), (result.IsStarted, result.Message));
        Assert.Equal(
            outcome,
            (await bench.Audit.ListAsync(new AuditQuery { Action = AuditAction.SyncEnded }, null, 1, default))
                .Items[0]
                .Outcome
        );
    }

    [Theory]
    [InlineData(Role.Helpdesk)]
    [InlineData(Role.Auditor)]
    public async Task ExecuteAsync_RoleMayNot_IsDenied(Role role)
    {
        bench.Actor = bench.Actor with { Role = role };

        await Assert.ThrowsAsync<AccessDeniedException>(() => Use().ExecuteAsync(default));
        Assert.Equal(0, hook.Runs);
    }

    [Fact]
    public async Task ExecuteAsync_NothingConfigured_SaysSoAndRecordsNothing()
    {
        hook.Description = null;

        var result = await Use().ExecuteAsync(default);

        Assert.Contains("Sync:Command", result.Message, StringComparison.Ordinal);
        Assert.Empty((await bench.Audit.ListAsync(new AuditQuery(), null, 10, default)).Items);
    }

    [Fact]
    public async Task GetSyncStatus_CountsErrorsAndSaysWhenTheNextIsDue()
    {
        var at = time.GetUtcNow();
        var tenant = new FakeTenant { Description = CloudSamples.Tenant(at) };
        tenant.With(
            CloudSamples.User() with
            {
                ProvisioningErrors =
                [
                    new("PropertyConflict", "ProxyAddress", "smtp:a@c.example", null),
                    new("exchange", null, null, null),
                ],
            },
            CloudSamples.User("b@c.example") with
            {
                ProvisioningErrors = [new("PropertyConflict", "ProxyAddress", "smtp:b@c.example", null)],
            }
        );

        var status = await new GetSyncStatus(bench, tenant, hook, time).ExecuteAsync(default);

        Assert.Equal([new("Address in use", 2), new("Reported by a service", 1)], status.Errors!);
        Assert.Equal(
            (at.AddMinutes(30), SyncHealthLevel.Current, true),
            (status.NextDue, status.Health.Level, status.MayStart)
        );

        tenant.Fault = new TenantFault(TenantFaultKind.Unreachable, "away");
        Assert.Equal("away", (await new GetSyncStatus(bench, tenant, hook, time).ExecuteAsync(default)).Problem);
    }

    private StartSync Use() => new(bench, hook, runs, bench.Audit, time);
}
