using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Exchange;

/// <summary>Exchange Online's configuration: domains, connectors, the organisation's switches.</summary>
internal sealed class ExchangeConfiguration(IExchangeCmdlets exchange)
{
    public Task<IReadOnlyList<TenantAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken) =>
        ListAsync("Get-AcceptedDomain", ExchangeMapping.AcceptedDomain, cancellationToken);

    public Task<IReadOnlyList<TenantRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken) =>
        ListAsync("Get-RemoteDomain", ExchangeMapping.RemoteDomain, cancellationToken);

    public async Task<IReadOnlyList<TenantConnector>> ListConnectorsAsync(CancellationToken cancellationToken) =>
        [
            .. await ListAsync(
                    "Get-InboundConnector",
                    c => ExchangeMapping.Connector(c, isInbound: true),
                    cancellationToken
                )
                .ConfigureAwait(false),
            .. await ListAsync(
                    "Get-OutboundConnector",
                    c => ExchangeMapping.Connector(c, isInbound: false),
                    cancellationToken
                )
                .ConfigureAwait(false),
        ];

    public async Task<ExchangeOrganizationConfig> ReadOrganizationAsync(CancellationToken cancellationToken) =>
        (
            await ListAsync("Get-OrganizationConfig", ExchangeMapping.OrganizationConfig, cancellationToken)
                .ConfigureAwait(false)
        ).FirstOrDefault()
        ?? throw new TenantFault(TenantFaultKind.NotFound, "Exchange Online gave no organisation configuration.");

    /// <summary>
    /// Reads the DKIM signing of a domain. Reads all domains, since the cmdlet reports an error for an identity that
    /// does not exist.
    /// </summary>
    /// <returns>Null: it is not configured.</returns>
    public async Task<TenantDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken) =>
        (
            await ListAsync(
                    "Get-DkimSigningConfig",
                    item =>
                        domain.Equals(item.Text("Domain"), StringComparison.OrdinalIgnoreCase)
                            ? new TenantDkimSigning(
                                domain.ToLowerInvariant(),
                                item.Flag("Enabled"),
                                item.Text("Selector1CNAME"),
                                item.Text("Selector2CNAME")
                            )
                            : null,
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).FirstOrDefault();

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string cmdlet,
        Func<JsonElement, T?> map,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var found = new List<T>();
        await foreach (
            var item in exchange
                .InvokeAsync(cmdlet, new Dictionary<string, object?>(), [], cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (map(item) is { } one)
                found.Add(one);
        }

        return found;
    }
}
