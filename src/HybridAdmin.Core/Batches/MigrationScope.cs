using HybridAdmin.Core.Access;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// Who of a batch an actor with a scope may see: Exchange Online does not know the console's scopes (write scopes are
/// not enforced for rows of a CSV), so the console asks its own index. Somebody whom it does not know lies in nobody's
/// scope.
/// </summary>
internal static class MigrationScope
{
    public static bool CoversPerson(this Actor actor, RecipientSnapshot recipients, string address) =>
        actor.Scope.Count == 0
        || recipients
            .FindHolders(address)
            .Any(h => h.Attribute != RecipientAttributes.TargetAddress && recipients.Covers(h.Id, actor.Scope));

    /// <summary>Why the actor may not act on the batch: somebody of it lies outside; null: nobody does.</summary>
    public static async Task<string?> RefusalAsync(
        this Actor actor,
        RecipientSnapshot recipients,
        IMigration migration,
        string batch,
        CancellationToken cancellationToken
    )
    {
        if (actor.Scope.Count == 0)
            return null;
        await foreach (var user in migration.ListUsersAsync(batch, cancellationToken).ConfigureAwait(false))
        {
            if (!actor.CoversPerson(recipients, user.Identity))
                return "The batch has people outside the organisational units that your role covers, so it "
                    + "is not for you to act on.";
        }

        return null;
    }
}
