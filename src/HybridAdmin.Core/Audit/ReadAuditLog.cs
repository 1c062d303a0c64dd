using HybridAdmin.Core.Access;

namespace HybridAdmin.Core.Audit;

/// <summary>Reads the log. An actor with a scope reads only the records of objects in the scope.</summary>
public sealed class ReadAuditLog(ICurrentActor current, IAuditLog audit)
{
    public const int MostAtOnce = 1000;

    /// <exception cref="AuditUnavailableException">The log cannot be read.</exception>
    public async Task<AuditPage> ListAsync(AuditQuery query, long? after, int take, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadAudit, cancellationToken).ConfigureAwait(false);
        return await audit
            .ListAsync(query.For(actor), after, Math.Clamp(take, 1, MostAtOnce), cancellationToken)
            .ConfigureAwait(false);
    }

    public async Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadAudit, cancellationToken).ConfigureAwait(false);
        return await audit.CountAsync(query.For(actor), cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null if there is no such record, or if its object is outside the actor's scope.</returns>
    public async Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadAudit, cancellationToken).ConfigureAwait(false);
        return
            await audit.FindAsync(changeId, cancellationToken).ConfigureAwait(false) is { } entry && actor.Covers(entry)
            ? entry
            : null;
    }

    /// <summary>
    /// Returns the changes of one recipient, newest first. Available to everyone who may see the recipient.
    /// </summary>
    public async Task<AuditPage> HistoryAsync(
        Guid recipient,
        long? after,
        int take,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        return await audit
            .ListAsync(
                new AuditQuery { Target = recipient.ToString("D") }.For(actor),
                after,
                Math.Clamp(take, 1, MostAtOnce),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Checks the whole chain.</summary>
    public async Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.VerifyAudit, cancellationToken).ConfigureAwait(false);
        return await audit.VerifyAsync(cancellationToken).ConfigureAwait(false);
    }
}
