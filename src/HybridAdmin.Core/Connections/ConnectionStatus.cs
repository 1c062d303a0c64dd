using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Connections;

/// <summary>The state of the connections, as shown in the frame of every page.</summary>
/// <param name="Actor">The caller.</param>
/// <param name="Directory">The last known state of the directory.</param>
/// <param name="Kind">"Active Directory" or "Sandbox"; null if the directory has never answered.</param>
/// <param name="Domain">The DNS name of the domain; null if the directory has never answered.</param>
/// <param name="Index">The progress of loading the lists.</param>
public sealed record ConnectionStatus(
    Actor Actor,
    DirectoryStatus Directory,
    string? Kind,
    string? Domain,
    RecipientIndexStatus Index
)
{
    /// <summary>The last known state of Microsoft 365.</summary>
    public TenantStatus Tenant { get; init; } = TenantStatus.NotConnected;
}

/// <summary>
/// Returns the state of the connections to every signed-in user. Cheap enough for every page to call it every few
/// seconds.
/// </summary>
public sealed class GetConnectionStatus(
    ICurrentActor current,
    IDirectory directory,
    RecipientIndex index,
    ITenant tenant
)
{
    public async Task<ConnectionStatus> ExecuteAsync(CancellationToken cancellationToken)
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        // An unreachable directory is not queried: other callers notice when it is back, and a page must not wait for
        // its time-outs.
        var description =
            directory.Status.IsReachable != false ? await DescribeAsync(cancellationToken).ConfigureAwait(false) : null;
        return new ConnectionStatus(actor, directory.Status, description?.Kind, description?.DnsName, index.Status)
        {
            Tenant = tenant.Status,
        };
    }

    private async Task<DirectoryDescription?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault)
        {
            return null;
        }
    }
}
