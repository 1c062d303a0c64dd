using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison;

/// <summary>The values from which Entra ID computes addresses.</summary>
public sealed record AddressInput
{
    public required TenantRecipientKind Kind { get; init; }

    /// <summary>The values in Active Directory, as stored.</summary>
    public IReadOnlyList<string> ProxyAddresses { get; init; } = [];

    public string? Mail { get; init; }

    public string? MailNickname { get; init; }

    public string? UserPrincipalName { get; init; }

    /// <summary>True if msExchRemoteRecipientType has a value.</summary>
    public bool IsRemoteRecipient { get; init; }

    /// <summary>The value of msExchRecipientDisplayType.</summary>
    public long? RecipientDisplayType { get; init; }

    /// <summary>True if msExchRecipientTypeDetails has a value.</summary>
    public bool HasRecipientType { get; init; }

    /// <summary>
    /// True if the user has an Exchange plan; null if not known, and results that depend on it are left open.
    /// </summary>
    public bool? HasExchangePlan { get; init; }

    /// <summary>The initial domain, for example contoso.onmicrosoft.com; null if not known.</summary>
    public string? InitialDomain { get; init; }

    /// <summary>The verified domains in lower case.</summary>
    public required IReadOnlyCollection<string> VerifiedDomains { get; init; }
}
