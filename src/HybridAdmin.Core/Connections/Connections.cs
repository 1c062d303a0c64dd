using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Connections;

/// <summary>All data about the connections, for the settings page.</summary>
public sealed record ConnectionsReport
{
    public required DirectoryStatus Directory { get; init; }

    /// <summary>The directory; null if it does not answer now.</summary>
    public DirectoryDescription? Description { get; init; }

    /// <summary>The domains; null if they cannot be determined because the directory does not answer.</summary>
    public IReadOnlyList<OfferedDomain>? Domains { get; init; }

    /// <summary>The last known state of Microsoft 365.</summary>
    public TenantStatus Tenant { get; init; } = TenantStatus.NotConnected;

    /// <summary>The tenant; null if it does not answer now, or if none is connected.</summary>
    public TenantDescription? TenantDescription { get; init; }

    /// <summary>
    /// The application's capabilities; null if the tenant does not answer now, or if none is connected.
    /// </summary>
    public IReadOnlyList<TenantCapability>? Capabilities { get; init; }

    public required StorageStatus Storage { get; init; }

    public required RecipientIndexStatus Index { get; init; }
}

/// <summary>
/// Gathers the data about the connections. Parts that cannot be read are missing; the others are shown.
/// </summary>
public sealed class GetConnections(
    ICurrentActor current,
    IDirectory directory,
    RecipientIndex index,
    ListOfferedDomains domains,
    IStorageHealth storage,
    TimeProvider time,
    ITenant tenant
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<ConnectionsReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ReadSettings, cancellationToken).ConfigureAwait(false);
        DirectoryDescription? description = null;
        IReadOnlyList<OfferedDomain>? offered = null;
        try
        {
            description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
            offered = await domains.ExecuteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault)
        {
            // The status, read below, states the reason.
        }

        var (described, capabilities) = await AskTenantAsync(cancellationToken).ConfigureAwait(false);
        return new ConnectionsReport
        {
            Tenant = tenant.Status,
            TenantDescription = described,
            Capabilities = capabilities,
            Directory = directory.Status,
            Description = description,
            Domains = offered,
            Storage = await storage.CheckAsync(cancellationToken).ConfigureAwait(false),
            Index = index.Status,
        };
    }

    /// <summary>
    /// Queries the tenant within a time limit. The status, which is read afterwards, states the problem.
    /// </summary>
    private async Task<(TenantDescription?, IReadOnlyList<TenantCapability>?)> AskTenantAsync(
        CancellationToken cancellationToken
    )
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return (null, null);
        TenantDescription? described = null;
        try
        {
            var capabilities = await TenantTimeout
                .AskAsync(tenant, time, Patience, ReadAsync, cancellationToken)
                .ConfigureAwait(false);
            return (described, capabilities);
        }
        catch (TenantFault)
        {
            return (described, null);
        }

        async Task<IReadOnlyList<TenantCapability>> ReadAsync(CancellationToken token)
        {
            described = await tenant.DescribeAsync(false, token).ConfigureAwait(false);
            return await tenant.ReadCapabilitiesAsync(false, token).ConfigureAwait(false);
        }
    }
}
