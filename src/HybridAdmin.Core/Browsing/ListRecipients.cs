using HybridAdmin.Core.Access;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority.Join;

namespace HybridAdmin.Core.Browsing;

/// <summary>Lists the recipients of the actor's scope from the index.</summary>
public sealed class ListRecipients(ICurrentActor current, HybridRecipientIndex authorities)
{
    public const int MostAtOnce = 1000;

    /// <param name="skip">The number of recipients to skip, 0 or more.</param>
    /// <param name="take">The number of recipients to return, 0 to 1000.</param>
    public async Task<RecipientPage> ExecuteAsync(
        RecipientQuery query,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        (skip, take) = (Math.Max(0, skip), Math.Clamp(take, 0, MostAtOnce));
        return authorities.Current.List(query, skip, take, actor.Scope);
    }

    /// <summary>Returns the values to filter by, limited to the actor's scope.</summary>
    public async Task<RecipientFacets> GetFacetsAsync(CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        return authorities.Current.Facets(actor.Scope);
    }
}
