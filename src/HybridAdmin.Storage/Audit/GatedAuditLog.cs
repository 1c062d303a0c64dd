using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// Blocks the log until the data folder is known to belong to this console; without a log, nothing is changed and
/// nobody can sign in.
/// </summary>
/// <param name="log">The log behind the gate.</param>
/// <param name="problem">The reason why the log is blocked, as a sentence; null: it is open.</param>
public sealed class GatedAuditLog(AuditLog log, Func<string?> problem) : IAuditLog, IAuditIntents, IDisposable
{
    async Task<long> IAuditIntents.BeginAsync(AuditIntent intent, CancellationToken cancellationToken) =>
        await ((IAuditIntents)Open).BeginAsync(intent, cancellationToken).ConfigureAwait(false);

    public async Task EndAsync(long changeId, AuditEnd end, CancellationToken cancellationToken) =>
        await Open.EndAsync(changeId, end, cancellationToken).ConfigureAwait(false);

    public async Task<long> RecordAsync(AuditIntent intent, AuditEnd end, CancellationToken cancellationToken) =>
        await Open.RecordAsync(intent, end, cancellationToken).ConfigureAwait(false);

    public async Task<AuditPage> ListAsync(
        AuditQuery query,
        long? after,
        int take,
        CancellationToken cancellationToken
    ) => await Open.ListAsync(query, after, take, cancellationToken).ConfigureAwait(false);

    public async Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken) =>
        await Open.CountAsync(query, cancellationToken).ConfigureAwait(false);

    public async Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken) =>
        await Open.FindAsync(changeId, cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken) =>
        await Open.ListUnsettledAsync(cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<AuditDay>> CountByDayAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyList<DistinguishedName> scope,
        CancellationToken cancellationToken
    ) => await Open.CountByDayAsync(from, to, scope, cancellationToken).ConfigureAwait(false);

    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken) =>
        await Open.VerifyAsync(cancellationToken).ConfigureAwait(false);

    public void Dispose() => log.Dispose();

    private AuditLog Open => problem() is { } why ? throw new AuditUnavailableException(why) : log;
}
