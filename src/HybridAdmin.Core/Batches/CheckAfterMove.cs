using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// Compares a person's AD object, read live, with its expected state after a completed move. Values that an edit can
/// correct are returned as one edit. Writes nothing.
/// </summary>
public sealed class CheckAfterMove(
    ICurrentActor current,
    IDirectory directory,
    IMigration migration,
    ITenant tenant,
    RecipientIndex index
)
{
    /// <summary>
    /// Returns the object's id and the result; null if nobody in the scope has the address, or if the person was not
    /// moved to the cloud or the move is not completed.
    /// </summary>
    /// <exception cref="AccessDeniedException">The role may not read recipients.</exception>
    /// <exception cref="TenantFault">The tenant does not answer.</exception>
    /// <exception cref="DirectoryFault">The directory does not answer.</exception>
    public async Task<(Guid Id, AfterMoveAnswer Answer)?> ExecuteAsync(string user, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var recipients = index.Current;
        var ids = recipients
            .FindHolders(user)
            .Where(h => h.Attribute != RecipientAttributes.TargetAddress && recipients.Covers(h.Id, actor.Scope))
            .Select(h => h.Id)
            .Distinct()
            .ToArray();
        if (ids is not [var id] || recipients.Container(id) is not { } place)
            return null;
        if (
            await migration.ReadUserAsync(user, cancellationToken).ConfigureAwait(false)
                is not { BatchId: { } name } moved
            || !moved.State.IsCompleted()
        )
            return null;
        if (
            await migration.ReadBatchAsync(name, cancellationToken).ConfigureAwait(false)
            is not { Kind: MigrationKind.Onboarding }
        )
            return null;
        await using var forest = new ForestSessions(directory, forWriting: false);
        var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var session = await forest.OpenAsync(place, cancellationToken).ConfigureAwait(false);
        if (
            await session
                .ReadAsync(id, description.Existing(RecipientAttributes.ForRecipient), cancellationToken)
                .ConfigureAwait(false)
            is not { } entry
        )
            return null;
        var candidate = (
            await migration.ReadCandidatesAsync([user], cancellationToken).ConfigureAwait(false)
        ).GetValueOrDefault(user);
        var routing = (await tenant.DescribeAsync(false, cancellationToken).ConfigureAwait(false)).RoutingDomain;
        return (id, AfterMove.Compare(entry, routing, candidate));
    }
}
