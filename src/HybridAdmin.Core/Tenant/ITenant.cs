using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Tenant;

/// <summary>
/// The port to a Microsoft 365 tenant: Microsoft Graph and Exchange Online, or none. Thread-safe; one per process. All
/// faults are <see cref="TenantFault"/>; cancellation is <see cref="OperationCanceledException"/>. A tenant that is not
/// connected answers every question with a fault of kind Denied and the setting to set, and its <see cref="Status"/>
/// says so without a question.
/// </summary>
public interface ITenant
{
    /// <summary>The connection as last seen; reading it costs nothing and never throws.</summary>
    TenantStatus Status { get; }

    /// <summary>
    /// All recipients of the tenant in memory, for lists and joins; as fresh as its status says. Empty until the first
    /// full pass is done.
    /// </summary>
    TenantIndex Index { get; }

    /// <summary>Who the tenant is. Kept for some minutes; <paramref name="fresh"/> reads it again.</summary>
    Task<TenantDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken);

    /// <summary>
    /// What this application may do here, operation by operation; none is missing from the answer. Kept likewise.
    /// </summary>
    Task<IReadOnlyList<TenantCapability>> ReadCapabilitiesAsync(bool fresh, CancellationToken cancellationToken);

    /// <summary>The domains of the tenant (Graph). Kept for some minutes.</summary>
    Task<IReadOnlyList<TenantDomain>> ListDomainsAsync(CancellationToken cancellationToken);

    /// <summary>The records that would prove the domain's ownership (Graph: verificationDnsRecords), live.</summary>
    Task<IReadOnlyList<TenantDnsRecord>> ListVerificationRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// The records that the tenant's services want in the domain's zone (Graph: serviceConfigurationRecords), live; a
    /// domain that is not verified has none.
    /// </summary>
    Task<IReadOnlyList<TenantDnsRecord>> ListServiceRecordsAsync(string domain, CancellationToken cancellationToken);

    /// <summary>Get-DkimSigningConfig; null: none was made for the domain.</summary>
    Task<TenantDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken);

    /// <summary>One object live, with what Exchange Online knows of it; null when it is not there.</summary>
    Task<TenantRecipient?> ReadAsync(TenantRecipientKind kind, Guid id, CancellationToken cancellationToken);

    /// <summary>
    /// Every object that holds the address as one of its proxyAddresses, as mail or as userPrincipalName, live: users,
    /// groups, contacts, and what only Exchange
    /// Online knows (dynamic groups, public folders).
    /// </summary>
    /// <param name="address">Without type prefix.</param>
    Task<IReadOnlyList<TenantRecipient>> FindByAddressAsync(string address, CancellationToken cancellationToken);

    /// <summary>
    /// Deleted users and Microsoft 365 groups, which can be restored for 30 days, that held the address: restored, they
    /// would hold it again. Their own address may be free meanwhile.
    /// </summary>
    /// <param name="address">Without type prefix.</param>
    Task<IReadOnlyList<TenantRecipient>> FindDeletedByAddressAsync(string address, CancellationToken cancellationToken);

    /// <summary>The user with this source anchor, live; null: none.</summary>
    Task<TenantRecipient?> FindByImmutableIdAsync(ImmutableId immutableId, CancellationToken cancellationToken);

    Task<IReadOnlyList<TenantAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<TenantRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<TenantConnector>> ListConnectorsAsync(CancellationToken cancellationToken);

    Task<ExchangeOrganizationConfig> ReadOrganizationConfigAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The present values of an object that can be written, live and from Exchange itself; null: it is not there.
    /// </summary>
    /// <exception cref="TenantFault">Among others Denied: the application may not read it.</exception>
    Task<TenantValues?> ReadValuesAsync(TenantTarget target, CancellationToken cancellationToken);
}
