using HybridAdmin.Core.Access;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.SourceOfAuthority.Join;

namespace HybridAdmin.Core.Browsing;

/// <summary>Lists recipients from the index: those in the actor's scope.</summary>
public sealed class ListRecipients(ICurrentActor current, HybridRecipientIndex authorities)
{
    public const int MostAtOnce = 1000;

    /// <param name="skip">0 or more.</param>
    /// <param name="take">0 to 1000.</param>
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

    /// <summary>The values to filter by, of what the actor's scope covers.</summary>
    public async Task<RecipientFacets> GetFacetsAsync(CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        return authorities.Current.Facets(actor.Scope);
    }
}
