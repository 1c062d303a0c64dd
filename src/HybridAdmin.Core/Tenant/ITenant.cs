using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Tenant;

/// <summary>
/// The port to a Microsoft 365 tenant: Microsoft Graph and Exchange Online, or none. Thread-safe; one per process. All
/// faults are <see cref="TenantFault"/>; cancellation is <see cref="OperationCanceledException"/>. Without a connected
/// tenant every request fails with a fault of kind Denied that contains the required setting, and <see cref="Status"/>
/// reports it without a request.
/// </summary>
public interface ITenant
{
    /// <summary>The connection as last seen. Reading it is cheap and never throws.</summary>
    TenantStatus Status { get; }

    /// <summary>
    /// All recipients of the tenant in memory, for lists and joins; the status contains the age. Empty until the first
    /// full pass is complete.
    /// </summary>
    TenantIndex Index { get; }

    /// <summary>
    /// The description of the tenant. Cached for some minutes; <paramref name="fresh"/> reads it again.
    /// </summary>
    Task<TenantDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken);

    /// <summary>
    /// The operations that the application may perform, with one entry per operation. Cached for some minutes.
    /// </summary>
    Task<IReadOnlyList<TenantCapability>> ReadCapabilitiesAsync(bool fresh, CancellationToken cancellationToken);

    /// <summary>The domains of the tenant (Graph). Cached for some minutes.</summary>
    Task<IReadOnlyList<TenantDomain>> ListDomainsAsync(CancellationToken cancellationToken);

    /// <summary>The records that would prove the domain's ownership (Graph: verificationDnsRecords), live.</summary>
    Task<IReadOnlyList<TenantDnsRecord>> ListVerificationRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The records that the tenant's services require in the domain's zone (Graph: serviceConfigurationRecords), live;
    /// a domain that is not verified has none.
    /// </summary>
    Task<IReadOnlyList<TenantDnsRecord>> ListServiceRecordsAsync(string domain, CancellationToken cancellationToken);

    /// <summary>Get-DkimSigningConfig; null if there is none for the domain.</summary>
    Task<TenantDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken);

    /// <summary>One object, live, with Exchange Online's data about it; null if it does not exist.</summary>
    Task<TenantRecipient?> ReadAsync(TenantRecipientKind kind, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Every object that has the address as one of its proxyAddresses, as mail or as userPrincipalName, live: users,
    /// groups, contacts, and objects that only Exchange Online knows (dynamic groups, public folders).
    /// </summary>
    /// <param name="address">Without type prefix.</param>
    Task<IReadOnlyList<TenantRecipient>> FindByAddressAsync(string address, CancellationToken cancellationToken);

    /// <summary>
    /// Deleted users and Microsoft 365 groups that had the address. They can be restored for 30 days and would then
    /// have it again. Their own address may be free in the meantime.
    /// </summary>
    /// <param name="address">Without type prefix.</param>
    Task<IReadOnlyList<TenantRecipient>> FindDeletedByAddressAsync(string address, CancellationToken cancellationToken);

    /// <summary>The user with this source anchor, live; null if there is none.</summary>
    Task<TenantRecipient?> FindByImmutableIdAsync(ImmutableId immutableId, CancellationToken cancellationToken);

    Task<IReadOnlyList<TenantAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<TenantRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<TenantConnector>> ListConnectorsAsync(CancellationToken cancellationToken);

    Task<ExchangeOrganizationConfig> ReadOrganizationConfigAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The present writable values of an object, live and from Exchange itself; null if it does not exist.
    /// </summary>
    /// <exception cref="TenantFault">Among others Denied: the application may not read it.</exception>
    Task<TenantValues?> ReadValuesAsync(TenantTarget target, CancellationToken cancellationToken);
}
