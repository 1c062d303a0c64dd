using HybridAdmin.Core.Changes;

namespace HybridAdmin.Core.Cloud;

/// <summary>
/// In the place of a tenant where none is configured: every page says so calmly, and nothing is asked.
/// </summary>
public sealed class NoTenant : ITenant, ITenantWriter
{
    public TenantStatus Status => TenantStatus.NotConnected;

    public TenantIndex Index { get; } = new();

    public Task<TenantDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
        Refuse<TenantDescription>();

    public Task<IReadOnlyList<TenantCapability>> ReadCapabilitiesAsync(
        bool fresh,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyList<TenantCapability>>();

    public Task<IReadOnlyList<TenantDomain>> ListDomainsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<TenantDomain>>();

    public Task<IReadOnlyList<TenantDnsRecord>> ListVerificationRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyList<TenantDnsRecord>>();

    public Task<IReadOnlyList<TenantDnsRecord>> ListServiceRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyList<TenantDnsRecord>>();

    public Task<CloudDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken) =>
        Refuse<CloudDkimSigning?>();

    public Task<CloudRecipient?> ReadAsync(CloudRecipientKind kind, Guid id, CancellationToken cancellationToken) =>
        Refuse<CloudRecipient?>();

    public Task<IReadOnlyList<CloudRecipient>> FindByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyList<CloudRecipient>>();

    public Task<IReadOnlyList<CloudRecipient>> FindDeletedByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyList<CloudRecipient>>();

    public Task<CloudRecipient?> FindByImmutableIdAsync(ImmutableId immutableId, CancellationToken cancellationToken) =>
        Refuse<CloudRecipient?>();

    public Task<IReadOnlyList<CloudAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<CloudAcceptedDomain>>();

    public Task<IReadOnlyList<CloudRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<CloudRemoteDomain>>();

    public Task<IReadOnlyList<CloudConnector>> ListConnectorsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<CloudConnector>>();

    public Task<CloudOrganizationConfig> ReadOrganizationConfigAsync(CancellationToken cancellationToken) =>
        Refuse<CloudOrganizationConfig>();

    public Task<CloudValues?> ReadValuesAsync(CloudTarget target, CancellationToken cancellationToken) =>
        Refuse<CloudValues?>();

    Task ITenantWriter.SendAsync(TenantWrite write, CancellationToken cancellationToken) => Refuse<bool>();

    private static Task<T> Refuse<T>() =>
        Task.FromException<T>(
            new CloudFault(
                CloudFaultKind.Denied,
                "No Microsoft 365 tenant is connected. Set Tenant:TenantId to connect one."
            )
        );
}
