namespace HybridAdmin.Core.Access;

/// <summary>The permission check at the start of every use case.</summary>
public static class Guard
{
    /// <summary>Returns the actor if the role has the permission.</summary>
    /// <exception cref="AccessDeniedException">
    /// The role does not have the permission, or nobody is signed in.
    /// </exception>
    public static async ValueTask<Actor> RequireAsync(
        this ICurrentActor current,
        Permission permission,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        return actor.May(permission)
            ? actor
            : throw new AccessDeniedException(
                $"The role {actor.Role.Words()} may not do this: {permission.Words()}.",
                permission
            );
    }
}
