using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class TenantRefreshTests
{
    [Fact]
    public async Task RunAsync_TenantDoesNotAnswer_IsAskedLessAndLessOften()
    {
        await using var rig = await TenantHarness.StartAsync();
        using var enough = new CancellationTokenSource();
        rig.Stub.On(
            "/v1.0/users/delta()",
            async context =>
            {
                if (rig.Stub.Count("/v1.0/users/delta()") > 7)
                    await enough.CancelAsync();
                context.Response.StatusCode = 500;
            }
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rig.Refresh.RunAsync(enough.Token));

        Assert.Equal([1, 2, 4, 8, 15, 15, 15], rig.Time.Waits.Select(w => w.TotalMinutes).Take(7));
        Assert.Equal(TenantState.Problem, rig.Tenant.Status.State);
    }

    [Fact]
    public async Task RunAsync_LongRetryAfter_IsKept()
    {
        await using var rig = await TenantHarness.StartAsync();
        using var enough = new CancellationTokenSource();
        rig.Stub.On(
            "/v1.0/users/delta()",
            async context =>
            {
                if (rig.Stub.Count("/v1.0/users/delta()") > 1)
                    await enough.CancelAsync();
                rig.Time.Now = rig.Time.Now.AddHours(1);
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "1200";
            }
        );

        var run = rig.Refresh.RunAsync(enough.Token);
        while (rig.Time.Waits.IsEmpty && !run.IsCompleted)
            await Task.Yield();
        rig.Time.Now = rig.Time.Now.AddHours(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.Equal(TimeSpan.FromMinutes(20), rig.Time.Waits.First());
    }

    [Fact]
    public async Task RunAsync_Bug_IsLoggedAndDoesNotEndTheLoop()
    {
        await using var rig = await TenantHarness.StartAsync();
        using var enough = new CancellationTokenSource();
        rig.Stub.On("/v1.0/users/delta()", 500, "");
        rig.Options.CertificateFile = "\0";

        var run = rig.Refresh.RunAsync(enough.Token);
        while (rig.Time.Waits.Count < 3 && !run.IsCompleted)
            await Task.Yield();
        Assert.False(run.IsCompleted);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);

        Assert.All(rig.Time.Waits.Take(3), w => Assert.Equal(TimeSpan.FromMinutes(15), w));
        Assert.Contains(rig.Lines, l => l.Contains("Refreshing the cloud objects failed", StringComparison.Ordinal));
    }
}
