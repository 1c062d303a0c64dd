using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// Exports the people of a batch, within the actor's scope. The export is recorded; if the audit log is unavailable,
/// nothing is exported.
/// </summary>
public sealed class ExportBatch(ICurrentActor current, IMigration migration, RecipientIndex index, IAuditLog audit)
{
    /// <param name="id">The name or BatchGuid.</param>
    /// <param name="filter">The people to export; null for all.</param>
    /// <param name="words">The filter as text, for the record; null if there is no filter.</param>
    /// <returns>The batch and its people by address; null if there is no such batch.</returns>
    /// <exception cref="AccessDeniedException">The role may not export.</exception>
    /// <exception cref="AuditUnavailableException">The export could not be recorded.</exception>
    /// <exception cref="TenantFault">The tenant does not answer.</exception>
    public async Task<(MigrationBatch Batch, IReadOnlyList<MigrationUser> Users)?> ExecuteAsync(
        string id,
        Func<MigrationUser, bool>? filter,
        string? words,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ExportRecipients, cancellationToken).ConfigureAwait(false);
        if (await GetBatch.FindAsync(migration, id, cancellationToken).ConfigureAwait(false) is not { } batch)
            return null;
        var recipients = index.Current;
        var users = new List<MigrationUser>();
        await foreach (var user in migration.ListUsersAsync(batch.Identity, cancellationToken).ConfigureAwait(false))
        {
            if (actor.CoversPerson(recipients, user.Identity) && filter?.Invoke(user) != false)
                users.Add(user);
        }

        var intent = new AuditIntent
        {
            Actor = actor,
            Action = AuditAction.RecipientsExported,
            CorrelationId = Guid.NewGuid(),
        };
        var count =
            $"{users.Count.ToString("N0", CultureInfo.InvariantCulture)} {(users.Count == 1 ? "person" : "people")}";
        await audit
            .RecordAsync(
                intent,
                new AuditEnd(
                    AuditOutcome.Applied,
                    $"Exported {count} of the migration batch {batch.Identity} as CSV ({words ?? "no filter"})"
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return (batch, [.. users.OrderBy(u => u.Identity, StringComparer.OrdinalIgnoreCase)]);
    }
}
