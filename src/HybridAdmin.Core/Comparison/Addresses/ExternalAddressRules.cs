namespace HybridAdmin.Core.Comparison.Addresses;

/// <summary>One condition that an address has to meet.</summary>
/// <param name="IsMet">Null: it cannot be told now.</param>
/// <param name="Sentence">How it is here, to be shown.</param>
/// <param name="Domain">A domain in which something is to be done; null: none.</param>
public sealed record AddressCondition(bool? IsMet, string Sentence, string? Domain = null);

/// <summary>
/// The three conditions for the external address of a mail user that stands for a mailbox in another mail system beside
/// Microsoft 365 (Microsoft: plan to coexist with a third-party messaging system). They are not about remote mailboxes,
/// whose targetAddress is a routing address. Pure.
/// </summary>
public static class ExternalAddressRules
{
    /// <param name="external">ExternalEmailAddress (targetAddress), an SMTP address without its prefix.</param>
    /// <param name="primary">The primary SMTP address; null: none.</param>
    /// <param name="userPrincipalName">Null: none.</param>
    /// <param name="verified">The tenant's verified domains; null: not known.</param>
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
            ), // a domain of somebody outside is none of ours to look at
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
