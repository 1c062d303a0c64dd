using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Connections;

/// <summary>What the frame of every page tells of the connections.</summary>
/// <param name="Actor">Who asked.</param>
/// <param name="Directory">The directory as last seen.</param>
/// <param name="Kind">"Active Directory" or "Sandbox"; null while it has never answered.</param>
/// <param name="Domain">DNS name of the domain; null likewise.</param>
/// <param name="Index">How far the lists have got.</param>
public sealed record ConnectionStatus(
    Actor Actor,
    DirectoryStatus Directory,
    string? Kind,
    string? Domain,
    RecipientIndexStatus Index
)
{
    /// <summary>Microsoft 365 as last seen.</summary>
    public TenantStatus Tenant { get; init; } = TenantStatus.NotConnected;
}

/// <summary>
/// How the connections are, for everybody signed in. Cheap enough to be asked every few seconds by every page.
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
        // A directory that is away is not asked: the others who use it notice when it is back, and a page must not wait
        // for its time-outs.
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
