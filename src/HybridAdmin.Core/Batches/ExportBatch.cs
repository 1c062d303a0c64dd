using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// The people of a batch as they leave the console: within the actor's scope, and recorded. Without the audit log
/// nothing leaves.
/// </summary>
public sealed class ExportBatch(ICurrentActor current, IMigration migration, RecipientIndex index, IAuditLog audit)
{
    /// <param name="id">Name or BatchGuid.</param>
    /// <param name="filter">Which of them; null: all.</param>
    /// <param name="words">The filter in words, for the record; null: none.</param>
    /// <returns>The batch and its people by address; null: there is no such batch.</returns>
    /// <exception cref="AccessDeniedException">The role may not export.</exception>
    /// <exception cref="AuditUnavailableException">It could not be recorded.</exception>
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
