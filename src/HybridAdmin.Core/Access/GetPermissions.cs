namespace HybridAdmin.Core.Access;

/// <summary>Returns the caller and the permissions of the caller's role.</summary>
public sealed class GetPermissions(ICurrentActor current)
{
    public async Task<(Actor Actor, IReadOnlyList<Permission> Permissions)> ExecuteAsync(
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        return (actor, PermissionMatrix.Of(actor.Role));
    }
}
