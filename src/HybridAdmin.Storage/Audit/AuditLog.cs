using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Storage.Model;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// The audit log in hybridadmin.db. One for the process; call <see cref="Database.InitializeAsync"/> first.
/// </summary>
public sealed class AuditLog : IAuditLog, IAuditIntents, IDisposable
{
    private readonly AuditWriter writer;
    private readonly AuditReader reader;
    private readonly AuditVerifier verifier;

    public AuditLog(Database database, StorageOptions options, TimeProvider time)
    {
        writer = new AuditWriter(database, options, time);
        reader = new AuditReader(database, options);
        verifier = new AuditVerifier(database, options);
    }

    /// <inheritdoc/>
    Task<long> IAuditIntents.BeginAsync(AuditIntent intent, CancellationToken cancellationToken) =>
        writer.AppendAsync((_, sequence, ticks) => [Begin(intent, sequence, ticks)], cancellationToken);

    /// <inheritdoc/>
    public Task EndAsync(long changeId, AuditEnd end, CancellationToken cancellationToken) =>
        writer.AppendAsync(
            (connection, sequence, ticks) =>
            {
                var kinds = connection.KindsOf(changeId);
                if (!kinds.Contains(AuditRecordKind.Intent))
                    throw new InvalidOperationException($"There is no change {changeId} to end.");
                if (kinds.Contains(AuditRecordKind.Outcome))
                    throw new InvalidOperationException($"Change {changeId} has ended already.");

                return [End(end, changeId, sequence, ticks)];
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<long> RecordAsync(AuditIntent intent, AuditEnd end, CancellationToken cancellationToken) =>
        writer.AppendAsync(
            (_, sequence, ticks) => [Begin(intent, sequence, ticks), End(end, sequence, sequence + 1, ticks)],
            cancellationToken
        );

    /// <inheritdoc/>
    public Task<AuditPage> ListAsync(AuditQuery query, long? after, int take, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(take, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(take, 1000);
        return reader.ListAsync(query, after, take, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken) =>
        reader.CountAsync(query, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken) =>
        reader.FindAsync(changeId, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken) =>
        reader.ListUnsettledAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AuditDay>> CountByDayAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyList<DistinguishedName> scope,
        CancellationToken cancellationToken
    ) => reader.CountByDayAsync(from, to, scope, cancellationToken);

    /// <inheritdoc/>
    public Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken) =>
        verifier.VerifyAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private static AuditWriter.Draft Begin(AuditIntent intent, long sequence, long ticks) =>
        new(AuditRows.Intent(intent, sequence, ticks), intent.Changes);

    private static AuditWriter.Draft End(AuditEnd end, long changeId, long sequence, long ticks) =>
        new(AuditRows.Outcome(end, changeId, sequence, ticks), []);
}
