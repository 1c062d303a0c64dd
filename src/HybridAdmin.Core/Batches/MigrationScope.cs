using HybridAdmin.Core.Access;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// Determines the people of a batch that an actor with a scope may see. Exchange Online does not know the console's
/// scopes (write scopes are not enforced for rows of a CSV), so the console looks them up in its own index. A person
/// who is not in the index is in no scope.
/// </summary>
internal static class MigrationScope
{
    public static bool CoversPerson(this Actor actor, RecipientSnapshot recipients, string address) =>
        actor.Scope.Count == 0
        || recipients
            .FindHolders(address)
            .Any(h => h.Attribute != RecipientAttributes.TargetAddress && recipients.Covers(h.Id, actor.Scope));

    /// <summary>
    /// Returns the reason why the actor may not act on the batch: a person in it is outside the scope. Null if nobody
    /// is.
    /// </summary>
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
                    + "cannot be changed by you.";
        }

        return null;
    }
}
