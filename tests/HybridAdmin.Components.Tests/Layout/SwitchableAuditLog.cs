using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Components.Tests.Layout;

/// <summary>A log that can be made unreadable, or set to a result of the verification.</summary>
internal sealed class SwitchableAuditLog(FakeAuditLog log) : IAuditLog, IAuditIntents
{
    /// <summary>The text with which every read throws while it is set.</summary>
    public string? Unreadable { get; set; }

    /// <summary>The tasks that the lists wait for, one each in order.</summary>
    public Queue<Task> ListGates { get; } = [];

    public AuditVerification? Verification { get; set; }

    public Task<long> BeginAsync(AuditIntent intent, CancellationToken cancellationToken) =>
        log.BeginAsync(intent, cancellationToken);

    public Task EndAsync(long changeId, AuditEnd end, CancellationToken cancellationToken) =>
        log.EndAsync(changeId, end, cancellationToken);

    public Task<long> RecordAsync(AuditIntent intent, AuditEnd end, CancellationToken cancellationToken) =>
        log.RecordAsync(intent, end, cancellationToken);

    public async Task<AuditPage> ListAsync(AuditQuery query, long? after, int take, CancellationToken cancellationToken)
    {
        if (ListGates.TryDequeue(out var gate))
            await gate;
        return await Readable.ListAsync(query, after, take, cancellationToken);
    }

    public Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken) =>
        Readable.CountAsync(query, cancellationToken);

    public Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken) =>
        Readable.FindAsync(changeId, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken) =>
        Readable.ListUnsettledAsync(cancellationToken);

    public Task<IReadOnlyList<AuditDay>> CountByDayAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyList<HybridAdmin.Core.Directory.DistinguishedName> scope,
        CancellationToken cancellationToken
    ) => Readable.CountByDayAsync(from, to, scope, cancellationToken);

    public Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken) =>
        Verification is { } found ? Task.FromResult(found) : Readable.VerifyAsync(cancellationToken);

    private FakeAuditLog Readable => Unreadable is { } why ? throw new AuditUnavailableException(why) : log;
}
