using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tenant.Index;

/// <summary>The keys by which a recipient of the tenant is found.</summary>
internal static class TenantRecipientKeys
{
    public static IEnumerable<string> KeysOf(TenantRecipient recipient)
    {
        if (recipient.OnPremisesImmutableId is { } anchor)
            yield return "id:" + anchor;
        if (recipient.OnPremisesSecurityIdentifier is { } sid)
            yield return sid;
        foreach (var address in AddressesOf(recipient))
            yield return address;
    }

    public static IEnumerable<string> AddressesOf(TenantRecipient recipient) =>
        ProxyAddressCollection
            .SmtpAddressesOf(recipient.ProxyAddresses)
            .Append(recipient.Mail)
            .Append(recipient.UserPrincipalName)
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
