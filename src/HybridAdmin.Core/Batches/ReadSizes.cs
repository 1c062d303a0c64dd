using HybridAdmin.Core.Access;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>Reads size and item count of the people shown on a page, one after the other.</summary>
public sealed class ReadSizes(ICurrentActor current, MigrationSizes sizes, RecipientIndex index)
{
    /// <summary>Returns the cached data of a person without a request; null if there is none.</summary>
    public MigrationUserStatistics? Known(string user) => sizes.Known(user);

    /// <param name="users">Names as in the batch's list; people outside the actor's scope are left out.</param>
    /// <param name="found">Called after each person for whom new data is known.</param>
    /// <exception cref="AccessDeniedException">The role may not read recipients.</exception>
    /// <exception cref="TenantFault">The tenant does not answer; the remaining people were not read.</exception>
    public async Task ExecuteAsync(
        IReadOnlyList<MigrationUser> users,
        Action found,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        foreach (var user in users)
        {
            if (!actor.CoversPerson(index.Current, user.Identity))
                continue;
            var before = sizes.Known(user.Identity);
            if (await sizes.ReadAsync(user, cancellationToken).ConfigureAwait(false) != before)
                found();
        }
    }
}
