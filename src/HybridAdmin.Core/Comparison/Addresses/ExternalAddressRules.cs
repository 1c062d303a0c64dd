namespace HybridAdmin.Core.Comparison.Addresses;

/// <summary>One condition that an address has to meet.</summary>
/// <param name="IsMet">True if it is met; null if it cannot be determined now.</param>
/// <param name="Sentence">The present state, as a sentence to show.</param>
/// <param name="Domain">A domain that requires an action; null if there is none.</param>
public sealed record AddressCondition(bool? IsMet, string Sentence, string? Domain = null);

/// <summary>
/// Checks the three conditions for the external address of a mail user that represents a mailbox in another mail system
/// beside Microsoft 365 (Microsoft: plan to coexist with a third-party messaging system). They do not apply to remote
/// mailboxes, whose targetAddress is a routing address. Pure.
/// </summary>
public static class ExternalAddressRules
{
    /// <param name="external">ExternalEmailAddress (targetAddress), an SMTP address without its prefix.</param>
    /// <param name="primary">The primary SMTP address; null if there is none.</param>
    /// <param name="userPrincipalName">The sign-in name; null if there is none.</param>
    /// <param name="verified">The tenant's verified domains; null if not known.</param>
    public static IReadOnlyList<AddressCondition> Judge(
        string external,
        string? primary,
        string? userPrincipalName,
        IReadOnlyCollection<string>? verified
    )
    {
        var domain = DomainOf(external);
        var suffix = userPrincipalName is null ? null : DomainOf(userPrincipalName);
        var isPrimary = external.Equals(primary, StringComparison.OrdinalIgnoreCase);
        bool? isVerified = verified?.Contains(domain, StringComparer.OrdinalIgnoreCase);
        var isSuffix = domain.Equals(suffix, StringComparison.OrdinalIgnoreCase);
        return
        [
            new(
                isPrimary,
                isPrimary
                    ? "It is the primary address."
                    : $"It is not the primary address, which is {primary ?? "missing"}."
            ),
            new(
                isVerified,
                isVerified switch
                {
                    true => $"Its domain {domain} is verified in the tenant.",
                    false => $"Its domain {domain} is not verified in the tenant.",
                    null => $"Whether its domain {domain} is verified in the tenant is not known now.",
                },
                isVerified == false && isSuffix ? domain : null
            ), // an external domain is not checked
            new(
                isSuffix,
                isSuffix
                    ? "Its domain is that of the sign-in name."
                    : $"Its domain is not that of the sign-in name, {userPrincipalName ?? "which is missing"}."
            ),
        ];
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();
}
