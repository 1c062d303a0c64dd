namespace HybridAdmin.Core.Domains;

/// <summary>Determines where a domain is missing although another source has it (RULES.md, Domains). Pure.</summary>
internal static class DomainGaps
{
    /// <param name="domain">The domain with its use and its sources.</param>
    /// <param name="isTenantKnown">True if the tenant returned its domains; only then can a domain be missing
    /// there.</param>
    /// <param name="isExchangeKnown">True if Exchange Online returned its accepted domains.</param>
    public static IReadOnlyList<string> Of(MailDomain domain, bool isTenantKnown, bool isExchangeKnown) =>
        [.. Find(domain, isTenantKnown, isExchangeKnown)];

    private static IEnumerable<string> Find(MailDomain domain, bool isTenantKnown, bool isExchangeKnown)
    {
        var isUsed = domain.Recipients + domain.UserPrincipalNames > 0;
        if (isTenantKnown && domain.Tenant is null && isUsed)
            yield return domain.UserPrincipalNames > 0
                ? "Sign-in names get the initial domain in the cloud: the tenant does not have this one."
                : "Its addresses are dropped in the cloud: the tenant does not have it.";
        if (domain.Tenant is { IsVerified: false })
            yield return "Not verified in the tenant.";
        if (
            isExchangeKnown
            && domain is { Tenant.IsVerified: true, Accepted: null }
            && domain.Tenant.SupportedServices.Contains("Email", StringComparer.OrdinalIgnoreCase)
        )
            yield return "Not an accepted domain in Exchange Online.";
        if (
            domain.UserPrincipalNames > 0
            && !domain.Origins.HasFlag(DomainOrigins.UpnSuffix)
            && !domain.Origins.HasFlag(DomainOrigins.DirectoryDomain)
        )
            yield return "Not a UPN suffix of the forest, though people sign in with it.";
    }
}
