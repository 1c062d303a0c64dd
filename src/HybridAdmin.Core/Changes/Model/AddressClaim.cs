using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>
/// An address that must be free in the forest before it is written. It is compared with proxyAddresses, mail,
/// userPrincipalName, targetAddress and legacyExchangeDN; SIP addresses only with SIP addresses (RULES.md, Uniqueness).
/// </summary>
/// <param name="Address">The address with its type.</param>
public sealed record AddressClaim(ProxyAddress Address)
{
    /// <summary>
    /// Returns a filter for every object that may hold the address. AD ignores diacritics, so <see cref="HeldBy"/>
    /// checks the results.
    /// </summary>
    public LdapFilter ToFilter() =>
        Address.Kind switch
        {
            ProxyAddressKind.Smtp => LdapFilter.Or(
                LdapFilter.Equal(RecipientAttributes.ProxyAddresses, Address.Text),
                LdapFilter.Equal(RecipientAttributes.Mail, Address.Value),
                LdapFilter.Equal(RecipientAttributes.UserPrincipalName, Address.Value),
                LdapFilter.Equal(RecipientAttributes.TargetAddress, Address.Text)
            ),
            ProxyAddressKind.X500 => LdapFilter.Or(
                LdapFilter.Equal(RecipientAttributes.ProxyAddresses, Address.Text),
                LdapFilter.Equal(RecipientAttributes.LegacyExchangeDN, Address.Value)
            ),
            _ => LdapFilter.Equal(RecipientAttributes.ProxyAddresses, Address.Text),
        };

    /// <summary>Returns every attribute by which the entry holds the address.</summary>
    public IEnumerable<AddressHolder> HeldBy(DirectoryEntry entry)
    {
        foreach (var (attribute, wanted) in Attributes())
        {
            foreach (var value in entry.Texts(attribute))
            {
                if (!value.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                    continue;
                yield return new AddressHolder(entry.Id, Recipient.NameOf(entry), attribute, value)
                {
                    Dn = entry.Dn,
                    IsContact = entry.IsOfClass("contact"),
                };
            }
        }
    }

    private IEnumerable<(string Attribute, string Value)> Attributes()
    {
        yield return (RecipientAttributes.ProxyAddresses, Address.Text);
        if (Address.Kind == ProxyAddressKind.Smtp)
        {
            yield return (RecipientAttributes.Mail, Address.Value);
            yield return (RecipientAttributes.UserPrincipalName, Address.Value);
            yield return (RecipientAttributes.TargetAddress, Address.Text);
        }
        else if (Address.Kind == ProxyAddressKind.X500)
        {
            yield return (RecipientAttributes.LegacyExchangeDN, Address.Value);
        }
    }
}
