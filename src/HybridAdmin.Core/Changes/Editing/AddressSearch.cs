using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>Searches the forest for holders of an address, always live, never in the index.</summary>
public static class AddressSearch
{
    private static readonly string[] Attributes =
    [
        RecipientAttributes.ObjectClass,
        RecipientAttributes.DisplayName,
        RecipientAttributes.ProxyAddresses,
        RecipientAttributes.Mail,
        RecipientAttributes.UserPrincipalName,
        RecipientAttributes.TargetAddress,
        RecipientAttributes.LegacyExchangeDN,
    ];

    /// <summary>
    /// Returns every object except <paramref name="except"/> that holds one of the addresses, with the attribute that
    /// contains it. Searches each domain separately instead of the global catalogue, which contains proxyAddresses only
    /// where Exchange added it. There are few enough recipients for the indexes of each domain.
    /// </summary>
    /// <exception cref="DirectoryFault">
    /// A domain could not be searched, so it is not known whether the address is free.
    /// </exception>
    public static async Task<IReadOnlyList<AddressHolder>> FindHoldersAsync(
        ForestSessions forest,
        IReadOnlyList<AddressClaim> claims,
        Guid? except,
        CancellationToken cancellationToken
    )
    {
        if (claims.Count == 0)
            return [];
        var directory = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        var search = new DirectorySearch
        {
            Filter = Known(LdapFilter.Or(claims.Select(c => c.ToFilter()).ToArray()), directory)!,
            Attributes = Attributes.Where(directory.HasAttribute).ToArray(),
        };
        var found = await forest.SearchEverywhereAsync(search, cancellationToken).ConfigureAwait(false);
        return found.Where(e => e.Id != except).SelectMany(e => claims.SelectMany(c => c.HeldBy(e))).ToArray();
    }

    /// <summary>Returns other objects that have the alias.</summary>
    public static async Task<IReadOnlyList<AddressHolder>> FindAliasHoldersAsync(
        ForestSessions forest,
        string alias,
        Guid except,
        CancellationToken cancellationToken
    )
    {
        var directory = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
        if (!directory.HasAttribute(RecipientAttributes.MailNickname))
            return [];
        var search = new DirectorySearch
        {
            Filter = LdapFilter.Equal(RecipientAttributes.MailNickname, alias),
            Attributes = [RecipientAttributes.DisplayName, RecipientAttributes.MailNickname],
        };
        var found = await forest.SearchEverywhereAsync(search, cancellationToken).ConfigureAwait(false);
        return found
            .Where(e =>
                e.Id != except
                && string.Equals(e.Text(RecipientAttributes.MailNickname), alias, StringComparison.OrdinalIgnoreCase)
            )
            .Select(e => new AddressHolder(
                e.Id,
                Recipient.NameOf(e),
                RecipientAttributes.MailNickname,
                e.Text(RecipientAttributes.MailNickname)!
            )
            {
                Dn = e.Dn,
            })
            .ToArray();
    }

    /// <summary>
    /// Returns the filter without the terms on attributes that are missing from the schema: AD evaluates such a term as
    /// undefined, Samba matches anything.
    /// </summary>
    private static LdapFilter? Known(LdapFilter filter, DirectoryDescription directory) =>
        filter switch
        {
            OrFilter or => LdapFilter.Or(or.Parts.Select(p => Known(p, directory)).OfType<LdapFilter>().ToArray()),
            EqualFilter equal => directory.HasAttribute(equal.Attribute) ? equal : null,
            _ => filter,
        };
}
