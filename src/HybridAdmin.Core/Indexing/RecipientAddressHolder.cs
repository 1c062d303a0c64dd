namespace HybridAdmin.Core.Indexing;

/// <summary>An object that has an address.</summary>
/// <param name="Id">objectGUID.</param>
/// <param name="DisplayName">The display name as in lists.</param>
/// <param name="Attribute">LDAP name: proxyAddresses, mail, userPrincipalName or targetAddress.</param>
/// <param name="Value">The value as stored, prefix included.</param>
public sealed record RecipientAddressHolder(Guid Id, string DisplayName, string Attribute, string Value);
