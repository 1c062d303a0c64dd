using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Comparison.Addresses;

/// <summary>
/// Gathers the facts for checking the addresses of an open recipient. If the tenant is not reachable, only the facts
/// that it provides are missing.
/// </summary>
public sealed class GetAddressOutlook(ICurrentActor current, ITenant tenant, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>
    /// The preview; null if the cloud owns the addresses, or if the synchronisation does not include the object.
    /// </returns>
    /// <exception cref="AccessDeniedException">The role may not see recipients.</exception>
    public async Task<ProxyAddressPreview?> ExecuteAsync(RecipientDetails details, CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        if (details.IsInSyncScope == false || details.Tenant.IsCloudOwned)
            return null;
        return new ProxyAddressPreview(
            details.InDirectory,
            details.Tenant.Cloud,
            await DescribeAsync(cancellationToken).ConfigureAwait(false)
        );
    }

    private async Task<TenantDescription?> DescribeAsync(CancellationToken cancellationToken)
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return null;
        try
        {
            return await TenantTimeout
                .AskAsync(tenant, time, Patience, token => tenant.DescribeAsync(false, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (TenantFault)
        {
            return null; // the page reports elsewhere that the tenant is not reachable
        }
    }
}
