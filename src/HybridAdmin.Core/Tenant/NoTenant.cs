using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Tenant;

/// <summary>
/// The implementation for a console without a configured tenant: every page states it without an alarm, and no requests
/// are sent.
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

    public Task<TenantDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken) =>
        Refuse<TenantDkimSigning?>();

    public Task<TenantRecipient?> ReadAsync(TenantRecipientKind kind, Guid id, CancellationToken cancellationToken) =>
        Refuse<TenantRecipient?>();

    public Task<IReadOnlyList<TenantRecipient>> FindByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyList<TenantRecipient>>();

    public Task<IReadOnlyList<TenantRecipient>> FindDeletedByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => Refuse<IReadOnlyList<TenantRecipient>>();

    public Task<TenantRecipient?> FindByImmutableIdAsync(
        ImmutableId immutableId,
        CancellationToken cancellationToken
    ) => Refuse<TenantRecipient?>();

    public Task<IReadOnlyList<TenantAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<TenantAcceptedDomain>>();

    public Task<IReadOnlyList<TenantRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<TenantRemoteDomain>>();

    public Task<IReadOnlyList<TenantConnector>> ListConnectorsAsync(CancellationToken cancellationToken) =>
        Refuse<IReadOnlyList<TenantConnector>>();

    public Task<ExchangeOrganizationConfig> ReadOrganizationConfigAsync(CancellationToken cancellationToken) =>
        Refuse<ExchangeOrganizationConfig>();

    public Task<TenantValues?> ReadValuesAsync(TenantTarget target, CancellationToken cancellationToken) =>
        Refuse<TenantValues?>();

    Task ITenantWriter.SendAsync(TenantWrite write, CancellationToken cancellationToken) => Refuse<bool>();

    private static Task<T> Refuse<T>() =>
        Task.FromException<T>(
            new TenantFault(
                TenantFaultKind.Denied,
                "No Microsoft 365 tenant is connected. Set Tenant:TenantId to connect one."
            )
        );
}
