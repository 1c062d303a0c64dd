using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Microsoft365.Exchange;
using HybridAdmin.Microsoft365.Feed;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;
using HybridAdmin.Microsoft365.SignIn;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365;

/// <summary>A tenant over Microsoft Graph and Exchange Online's cmdlets. One per process.</summary>
public sealed class Microsoft365Tenant : ITenant, ITenantWriter, IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly TenantOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly HttpClient client;
    private readonly GraphClient graph;
    private readonly IExchangeCmdlets exchange;
    private readonly TenantHealth health;
    private readonly TenantFeed feed;
    private readonly Kept<TenantDescription> description;
    private readonly Kept<IReadOnlyList<TenantCapability>> capabilities;
    private readonly Kept<IReadOnlyList<TenantDomain>> domains;
    private readonly Kept<CloudOrganizationConfig> organization;

    /// <param name="options">Validated.</param>
    public Microsoft365Tenant(TenantOptions options, TimeProvider time, ILogger<Microsoft365Tenant> logger)
    {
        (this.options, this.time, this.logger) = (options, time, logger);
        // Not of a factory: that would log every address with its query. Redirects are not followed, since the token
        // would go along.
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(10),
                ConnectTimeout = TimeSpan.FromSeconds(15),
                AutomaticDecompression = System.Net.DecompressionMethods.All,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var tokens = new TokenSource(() => Credentials.Create(options, client, time), time);
        graph = new GraphClient(new CloudHttp(client, options.GraphRoot, tokens, options, time, logger));
        exchange = new ExchangeCmdletClient(
            new CloudHttp(client, options.ExchangeRoot, tokens, options, time, logger),
            options.TenantId!
        );
        health = new TenantHealth(time, logger);
        feed = new TenantFeed(graph, exchange, Index, options, health, time, logger);
        description = new Kept<TenantDescription>(KeptFor, time, token => Watched(() => ReadDescriptionAsync(token)));
        capabilities = new Kept<IReadOnlyList<TenantCapability>>(
            KeptFor,
            time,
            token => Watched(() => new CapabilityReader(graph, exchange).ReadAsync(token))
        );
        domains = new Kept<IReadOnlyList<TenantDomain>>(KeptFor, time, token => Watched(() => ReadDomainsAsync(token)));
        organization = new Kept<CloudOrganizationConfig>(KeptFor, time, ReadOrganizationAsync);
    }

    public TenantStatus Status => health.Status;

    public TenantIndex Index { get; } = new();

    /// <summary>For callers inside the adapter.</summary>
    internal IExchangeCmdlets Exchange => exchange;

    public Task<TenantDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
        description.GetAsync(fresh, cancellationToken);

    public Task<IReadOnlyList<TenantCapability>> ReadCapabilitiesAsync(
        bool fresh,
        CancellationToken cancellationToken
    ) => capabilities.GetAsync(fresh, cancellationToken);

    public Task<IReadOnlyList<TenantDomain>> ListDomainsAsync(CancellationToken cancellationToken) =>
        domains.GetAsync(false, cancellationToken);

    public Task<IReadOnlyList<TenantDnsRecord>> ListVerificationRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => Watched(() => DomainRecords.ListAsync(graph, domain, "verificationDnsRecords", cancellationToken));

    public Task<IReadOnlyList<TenantDnsRecord>> ListServiceRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => Watched(() => DomainRecords.ListAsync(graph, domain, "serviceConfigurationRecords", cancellationToken));

    public Task<CloudDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken) =>
        Watched(() => DomainRecords.DkimAsync(exchange, domain, cancellationToken));

    public Task<CloudRecipient?> ReadAsync(CloudRecipientKind kind, Guid id, CancellationToken cancellationToken) =>
        Watched(() => new RecipientLookup(graph, exchange).ReadAsync(kind, id, cancellationToken));

    public Task<IReadOnlyList<CloudRecipient>> FindByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => Watched(() => new RecipientLookup(graph, exchange).FindByAddressAsync(address, cancellationToken));

    public Task<IReadOnlyList<CloudRecipient>> FindDeletedByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => Watched(() => new RecipientLookup(graph, exchange).FindDeletedByAddressAsync(address, cancellationToken));

    public Task<CloudRecipient?> FindByImmutableIdAsync(ImmutableId immutableId, CancellationToken cancellationToken) =>
        Watched(() => new RecipientLookup(graph, exchange).FindByImmutableIdAsync(immutableId, cancellationToken));

    public Task<IReadOnlyList<CloudAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken) =>
        Watched(() => ListAsync("Get-AcceptedDomain", ExchangeMapping.AcceptedDomain, cancellationToken));

    public Task<IReadOnlyList<CloudRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken) =>
        Watched(() => ListAsync("Get-RemoteDomain", ExchangeMapping.RemoteDomain, cancellationToken));

    public Task<IReadOnlyList<CloudConnector>> ListConnectorsAsync(CancellationToken cancellationToken) =>
        Watched<IReadOnlyList<CloudConnector>>(async () =>
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
            ]
        );

    public Task<CloudOrganizationConfig> ReadOrganizationConfigAsync(CancellationToken cancellationToken) =>
        Watched(() => ReadOrganizationAsync(cancellationToken));

    private async Task<CloudOrganizationConfig> ReadOrganizationAsync(CancellationToken cancellationToken) =>
        (
            await ListAsync("Get-OrganizationConfig", ExchangeMapping.OrganizationConfig, cancellationToken)
                .ConfigureAwait(false)
        ).FirstOrDefault()
        ?? throw new CloudFault(CloudFaultKind.NotFound, "Exchange Online gave no organisation configuration.");

    public Task<CloudValues?> ReadValuesAsync(CloudTarget target, CancellationToken cancellationToken) =>
        Watched(() => new TenantWriting(graph, exchange).ReadAsync(target, cancellationToken));

    Task ITenantWriter.SendAsync(TenantWrite write, CancellationToken cancellationToken) =>
        Watched(async () =>
        {
            try
            {
                await new TenantWriting(graph, exchange).SendAsync(write, cancellationToken).ConfigureAwait(false);
                return true;
            }
            finally
            {
                // Also after a lost answer: it may have been done.
                if (write.Target.Kind == CloudTargetKind.Domain)
                {
                    domains.Forget();
                    description.Forget();
                }
            }
        });

    /// <summary>
    /// Keeps the index and the status up to date until cancelled; a tenant that is away is asked less and less often,
    /// at least every 15 minutes.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = options.RefreshInterval;
            try
            {
                await RefreshAsync(cancellationToken).ConfigureAwait(false);
                failures = 0;
            }
            catch (CloudFault fault)
            {
                failures++;
                pause = TimeSpan.FromTicks(
                    Math.Min(LongestPause.Ticks, options.RefreshInterval.Ticks << Math.Min(failures - 1, 8))
                );
                if (fault.RetryAfter > pause)
                    pause = fault.RetryAfter.Value;
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is, it is the cloud's: on-premises work goes on.
                logger.RefreshFailed(exception);
                pause = LongestPause;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>One round of <see cref="RunAsync"/>.</summary>
    internal async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var warning = TenantCertificate.Warning(options, time.GetUtcNow());
        health.Warn(warning is null ? [] : [warning], feed.Missing);
        await Watched(async () =>
            {
                await feed.RefreshAsync(cancellationToken).ConfigureAwait(false);
                return true;
            })
            .ConfigureAwait(false);
        health.Warn(
            [
                .. warning is null ? [] : new[] { warning },
                .. Skew(),
                .. await DefaultsAsync(cancellationToken).ConfigureAwait(false),
            ],
            feed.Missing
        );
    }

    public void Dispose() => client.Dispose();

    /// <summary>
    /// Settings of the tenant that break what is done from on-premises. What cannot be read is not known, and no reason
    /// to stop.
    /// </summary>
    private async Task<IReadOnlyList<string>> DefaultsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await organization.GetAsync(false, cancellationToken).ConfigureAwait(false)).Warning is { } warning
                ? [warning]
                : [];
        }
        catch (CloudFault)
        {
            return [];
        }
    }

    private IEnumerable<string> Skew() =>
        graph.ClockSkew.Duration() < TimeSpan.FromMinutes(5)
            ? []
            :
            [
                $"The clock of this computer and that of Microsoft 365 differ by "
                    + $"{(int)graph.ClockSkew.Duration().TotalMinutes} minutes: sign-ins will fail. Set the "
                    + $"clock.",
            ];

    /// <summary>Each answer and each silence tells how the tenant is; what is kept from before tells nothing.</summary>
    private async Task<T> Watched<T>(Func<Task<T>> read)
    {
        var start = time.GetTimestamp();
        try
        {
            var answer = await read().ConfigureAwait(false);
            health.Answered();
            return answer;
        }
        catch (CloudFault fault)
        {
            health.Failed(fault);
            throw;
        }
        catch (OperationCanceledException)
            when (time.GetElapsedTime(start) is var waited && waited >= TenantPatience.WhileAway)
        {
            // Whoever asked has given up: the next page need not wait as long for the same silence.
            health.Silent(waited);
            throw;
        }
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string cmdlet,
        Func<System.Text.Json.JsonElement, T?> map,
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

    private async Task<TenantDescription> ReadDescriptionAsync(CancellationToken cancellationToken)
    {
        var organization = (
            await graph
                .GetAsync(
                    "organization?$select=id,displayName,verifiedDomains,onPremisesSyncEnabled,onPremisesLastSyncDateTime",
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
            .Items("value")
            .FirstOrDefault();
        if (organization.Id("id") is not { } id)
            throw new CloudFault(
                CloudFaultKind.Unreachable,
                "The answer of Microsoft Graph is not complete. It names no organisation."
            );
        var names = organization
            .Items("verifiedDomains")
            .Select(d => (Name: d.Text("name")?.ToLowerInvariant(), IsInitial: d.Flag("isInitial") == true))
            .Where(d => d.Name is not null)
            .ToArray();
        var initial = names.FirstOrDefault(d => d.IsInitial).Name;
        return new TenantDescription
        {
            TenantId = id,
            DisplayName = organization.Text("displayName") ?? options.TenantId!,
            InitialDomain = initial,
            RoutingDomain =
                options.RoutingDomain?.ToLowerInvariant()
                ?? names
                    .Select(d => d.Name!)
                    .OrderByDescending(n =>
                        n == initial?.Replace(".onmicrosoft.", ".mail.onmicrosoft.", StringComparison.Ordinal)
                    )
                    .FirstOrDefault(n => n.Contains(".mail.onmicrosoft.", StringComparison.Ordinal)),
            OnPremisesSyncEnabled = organization.Flag("onPremisesSyncEnabled"),
            OnPremisesLastSyncDateTime = organization.Time("onPremisesLastSyncDateTime"),
            VerifiedDomains = [.. names.Select(d => d.Name!)],
            ReadAt = time.GetUtcNow(),
            ClockSkew = graph.ClockSkew,
        };
    }

    private async Task<IReadOnlyList<TenantDomain>> ReadDomainsAsync(CancellationToken cancellationToken)
    {
        var found = new List<TenantDomain>();
        const string path =
            "domains?$select=id,authenticationType,isAdminManaged,isDefault,isInitial,isRoot,isVerified,supportedServices";
        await foreach (var item in graph.ListAsync(path, isAdvanced: false, cancellationToken).ConfigureAwait(false))
        {
            if (GraphMapping.Domain(item) is { } domain)
                found.Add(domain);
        }

        return found;
    }
}
