using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Storage.Tests.Audit;

public sealed class AuditLogTests : AuditLogContract, IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override async Task<IAuditLog> CreateAsync() => (await folder.OpenAsync(time: Clock)).Log;
}

public sealed class AuditLogQueryTests : AuditLogQueryContract, IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override async Task<IAuditLog> CreateAsync() => (await folder.OpenAsync(time: Clock)).Log;
}

public sealed class FakeAuditLogTests : AuditLogContract
{
    [Fact]
    public async Task BeginAsync_ToldToFail_ThrowsOnceAndRecordsNothing()
    {
        var log = new FakeAuditLog(Clock) { FailNextBegin = "The disk is full." };

        await Assert.ThrowsAsync<AuditUnavailableException>(() => log.BeginAsync(AuditSamples.AnIntent(), default));

        Assert.Empty(log.Entries);
        Assert.Equal(1, await log.BeginAsync(AuditSamples.AnIntent(), default));
    }

    [Fact]
    public async Task EndAsync_ToldToFail_LeavesTheChangeOpen()
    {
        var log = new FakeAuditLog(Clock) { FailNextEnd = "The disk is full." };
        var id = await log.BeginAsync(AuditSamples.AnIntent(), default);

        await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            log.EndAsync(id, new AuditEnd(AuditOutcome.Applied), default)
        );

        Assert.Null(Assert.Single(log.Entries).Outcome);
    }

    protected override Task<IAuditLog> CreateAsync() => Task.FromResult<IAuditLog>(new FakeAuditLog(Clock));
}

public sealed class FakeAuditLogQueryTests : AuditLogQueryContract
{
    protected override Task<IAuditLog> CreateAsync() => Task.FromResult<IAuditLog>(new FakeAuditLog(Clock));
}
