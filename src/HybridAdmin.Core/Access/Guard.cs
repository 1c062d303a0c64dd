namespace HybridAdmin.Core.Access;

/// <summary>What every use case asks first.</summary>
public static class Guard
{
    /// <summary>The actor, if the role has the permission.</summary>
    /// <exception cref="AccessDeniedException">It has not, or nobody is signed in.</exception>
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
