using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>Reads the source of authority of an object (onPremisesSyncBehavior).</summary>
internal static class SourceOfAuthority
{
    /// <returns>Null: it cannot be read, or this kind of object does not have it.</returns>
    public static async Task<bool?> ReadAsync(
        GraphClient graph,
        TenantRecipient recipient,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ReadAsync(graph, recipient.Kind, recipient.Id.ToString(), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TenantFault fault) when (!fault.IsAway)
        {
            return null;
        }
    }

    /// <returns>Null: the response does not state it.</returns>
    /// <exception cref="TenantFault">It cannot be read, or the object does not have it.</exception>
    public static async Task<bool?> ReadAsync(
        GraphClient graph,
        TenantRecipientKind kind,
        string id,
        CancellationToken cancellationToken
    )
    {
        string[] select = ["isCloudManaged"];
        var behavior = await graph
            .ReadAsync(g =>
                kind switch
                {
                    TenantRecipientKind.User => g.Users[id]
                        .OnPremisesSyncBehavior.GetAsync(c => c.QueryParameters.Select = select, cancellationToken),
                    TenantRecipientKind.Group => g.Groups[id]
                        .OnPremisesSyncBehavior.GetAsync(c => c.QueryParameters.Select = select, cancellationToken),
                    _ => g.Contacts[id]
                        .OnPremisesSyncBehavior.GetAsync(c => c.QueryParameters.Select = select, cancellationToken),
                }
            )
            .ConfigureAwait(false);
        return behavior.IsCloudManaged;
    }
}
