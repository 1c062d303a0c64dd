using System.Runtime.CompilerServices;
using HybridAdmin.Core.Access;

namespace HybridAdmin.Core.Audit;

/// <summary>
/// Exports all matching changes, newest first. They are read page by page, so that the log is never in memory as a
/// whole.
/// </summary>
public sealed class ExportAuditLog(ICurrentActor current, IAuditLog audit)
{
    private const int PageSize = 1000;

    /// <summary>Checks the permission at once; the entries are read while they are enumerated.</summary>
    /// <exception cref="AccessDeniedException">The role may not export.</exception>
    public async Task<IAsyncEnumerable<AuditEntry>> ExecuteAsync(AuditQuery query, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.VerifyAudit, cancellationToken).ConfigureAwait(false);
        return ReadAsync(query.For(actor), cancellationToken);
    }

    private async IAsyncEnumerable<AuditEntry> ReadAsync(
        AuditQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        long? after = null;
        do
        {
            var page = await audit.ListAsync(query, after, PageSize, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Items)
                yield return entry;
            after = page.Next;
        } while (after is not null);
    }
}
