namespace HybridAdmin.Core.Access;

/// <summary>What the caller is and may do.</summary>
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
