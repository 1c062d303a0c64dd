using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes;

/// <summary>Asks the forest who holds an address: live, never the index.</summary>
public static class AddressSearch
{
    private static readonly string[] Attributes =
    [
        RecipientAttributes.ObjectClass, RecipientAttributes.DisplayName, RecipientAttributes.ProxyAddresses, RecipientAttributes.Mail,
        RecipientAttributes.UserPrincipalName, RecipientAttributes.TargetAddress, RecipientAttributes.LegacyExchangeDN,
    ];

    /// <summary>Every object but <paramref name="except"/> that holds one of the addresses, with the attribute by which it does. One search.</summary>
    public static async Task<IReadOnlyList<AddressHolder>> FindHoldersAsync(
        IDirectorySession session, DirectoryDescription directory, IReadOnlyList<AddressClaim> claims, Guid? except, CancellationToken cancellationToken)
    {
        if (claims.Count == 0) return [];
        var holders = new List<AddressHolder>();
        var search = new DirectorySearch
        {
            Filter = Known(LdapFilter.Or(claims.Select(c => c.ToFilter()).ToArray()), directory)!,
            Attributes = Attributes.Where(directory.HasAttribute).ToArray(),
        };
        await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Id != except) holders.AddRange(claims.SelectMany(c => c.HeldBy(entry)));
        }

        return holders;
    }

    /// <summary>Other objects with the alias.</summary>
    public static async Task<IReadOnlyList<AddressHolder>> FindAliasHoldersAsync(
        IDirectorySession session, DirectoryDescription directory, string alias, Guid except, CancellationToken cancellationToken)
    {
        if (!directory.HasAttribute(RecipientAttributes.MailNickname)) return [];
        var holders = new List<AddressHolder>();
        var search = new DirectorySearch
        {
            Filter = LdapFilter.Equal(RecipientAttributes.MailNickname, alias),
            Attributes = [RecipientAttributes.DisplayName, RecipientAttributes.MailNickname],
        };
        await foreach (var entry in session.SearchAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Id != except && entry.Text(RecipientAttributes.MailNickname) is { } held && held.Equals(alias, StringComparison.OrdinalIgnoreCase))
                holders.Add(new AddressHolder(entry.Id, Recipient.NameOf(entry), RecipientAttributes.MailNickname, held) { Dn = entry.Dn });
        }

        return holders;
    }

    /// <summary>A filter without the terms on attributes that the schema does not have: AD takes such a term for undefined, Samba for anything.</summary>
    private static LdapFilter? Known(LdapFilter filter, DirectoryDescription directory) => filter switch
    {
        OrFilter or => LdapFilter.Or(or.Parts.Select(p => Known(p, directory)).OfType<LdapFilter>().ToArray()),
        EqualFilter equal => directory.HasAttribute(equal.Attribute) ? equal : null,
        _ => filter,
    };
}
