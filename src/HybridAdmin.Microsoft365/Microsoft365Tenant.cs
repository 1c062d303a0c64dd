using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Graph;

namespace HybridAdmin.Microsoft365;

/// <summary>
/// A tenant over Microsoft Graph and Exchange Online's cmdlets. Each response and each missing response is reported to
/// <see cref="TenantHealth"/>; a response from the cache is not.
/// </summary>
internal sealed class Microsoft365Tenant(
    GraphOrganization organization,
    ExchangeConfiguration configuration,
    RecipientLookup recipients,
    CapabilityReader capabilities,
    TenantWriting writing,
    TenantCache cache,
    TenantHealth health,
    TenantIndex index
) : ITenant, ITenantWriter
{
    private const string Description = "description";
    private const string Domains = "domains";

    public TenantStatus Status => health.Status;

    public TenantIndex Index => index;

    public Task<TenantDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
        GetAsync(Description, fresh, organization.DescribeAsync, cancellationToken);

    public Task<IReadOnlyList<TenantCapability>> ReadCapabilitiesAsync(
        bool fresh,
        CancellationToken cancellationToken
    ) => GetAsync("capabilities", fresh, capabilities.ReadAsync, cancellationToken);

    public Task<IReadOnlyList<TenantDomain>> ListDomainsAsync(CancellationToken cancellationToken) =>
        GetAsync(Domains, false, organization.ListDomainsAsync, cancellationToken);

    public Task<IReadOnlyList<TenantDnsRecord>> ListVerificationRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => TrackHealthAsync(() => organization.ListVerificationRecordsAsync(domain, cancellationToken));

    public Task<IReadOnlyList<TenantDnsRecord>> ListServiceRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => TrackHealthAsync(() => organization.ListServiceRecordsAsync(domain, cancellationToken));

    public Task<TenantDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken) =>
        TrackHealthAsync(() => configuration.ReadDkimSigningAsync(domain, cancellationToken));

    public Task<TenantRecipient?> ReadAsync(TenantRecipientKind kind, Guid id, CancellationToken cancellationToken) =>
        TrackHealthAsync(() => recipients.ReadAsync(kind, id, cancellationToken));

    public Task<IReadOnlyList<TenantRecipient>> FindByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => TrackHealthAsync(() => recipients.FindByAddressAsync(address, cancellationToken));

    public Task<IReadOnlyList<TenantRecipient>> FindDeletedByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => TrackHealthAsync(() => recipients.FindDeletedByAddressAsync(address, cancellationToken));

    public Task<TenantRecipient?> FindByImmutableIdAsync(
        ImmutableId immutableId,
        CancellationToken cancellationToken
    ) => TrackHealthAsync(() => recipients.FindByImmutableIdAsync(immutableId, cancellationToken));

    public Task<IReadOnlyList<TenantAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken) =>
        TrackHealthAsync(() => configuration.ListAcceptedDomainsAsync(cancellationToken));

    public Task<IReadOnlyList<TenantRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken) =>
        TrackHealthAsync(() => configuration.ListRemoteDomainsAsync(cancellationToken));

    public Task<IReadOnlyList<TenantConnector>> ListConnectorsAsync(CancellationToken cancellationToken) =>
        TrackHealthAsync(() => configuration.ListConnectorsAsync(cancellationToken));

    public Task<ExchangeOrganizationConfig> ReadOrganizationConfigAsync(CancellationToken cancellationToken) =>
        TrackHealthAsync(() => configuration.ReadOrganizationAsync(cancellationToken));

    public Task<TenantValues?> ReadValuesAsync(TenantTarget target, CancellationToken cancellationToken) =>
        TrackHealthAsync(() => writing.ReadAsync(target, cancellationToken));

    Task ITenantWriter.SendAsync(TenantWrite write, CancellationToken cancellationToken) =>
        TrackHealthAsync(async () =>
        {
            try
            {
                await writing.SendAsync(write, cancellationToken).ConfigureAwait(false);
                return true;
            }
            finally
            {
                // Also after a lost response: the write may have been carried out.
                if (write.Target.Kind == TenantTargetKind.Domain)
                {
                    await cache.ForgetAsync(Domains).ConfigureAwait(false);
                    await cache.ForgetAsync(Description).ConfigureAwait(false);
                }
            }
        });

    private Task<T> TrackHealthAsync<T>(Func<Task<T>> call) => health.TrackAsync(call);

    /// <summary>
    /// Tracks the health around the read itself, so that a cached response is not reported. A caller that cancelled is
    /// reported as well, because the read continues for the other callers that wait for it.
    /// </summary>
    private Task<T> GetAsync<T>(
        string name,
        bool fresh,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        health.TrackSilenceAsync(() =>
            cache.GetAsync(name, fresh, token => TrackHealthAsync(() => read(token)), cancellationToken)
        );
}
