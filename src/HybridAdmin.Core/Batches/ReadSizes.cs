using HybridAdmin.Core.Access;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>Sizes and items of the people whom somebody has before their eyes, one after the other.</summary>
public sealed class ReadSizes(ICurrentActor current, MigrationSizes sizes, RecipientIndex index)
{
    /// <summary>What is known of a person without asking anybody; null: nothing yet.</summary>
    public MigrationUserStatistics? Known(string user) => sizes.Known(user);

    /// <param name="users">As the batch's list has them; who lies outside the actor's scope is left out.</param>
    /// <param name="found">Called after each person about whom something new is known.</param>
    /// <exception cref="AccessDeniedException">The role may not read recipients.</exception>
    /// <exception cref="TenantFault">The tenant does not answer; the others were not asked about.</exception>
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
