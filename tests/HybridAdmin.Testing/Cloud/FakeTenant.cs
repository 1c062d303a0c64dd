using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Testing.Cloud;

/// <summary>A tenant in memory for tests of use cases; a fault can be set, and every read then throws it.</summary>
public sealed partial class FakeTenant : ITenant, ITenantWriter
{
    private readonly Dictionary<Guid, TenantRecipient> recipients = [];

    public TenantStatus Status { get; set; } = new(TenantState.Reachable, DateTimeOffset.UnixEpoch, null);

    public TenantIndex Index { get; } = new();

    public TenantDescription Description { get; set; } = CloudSamples.Tenant(DateTimeOffset.UnixEpoch);

    public IReadOnlyList<TenantDomain> Domains { get; set; } =
    [
        new()
        {
            Name = "contoso.example",
            IsVerified = true,
            IsDefault = true,
            AuthenticationType = "Managed",
        },
        new()
        {
            Name = CloudSamples.Initial,
            IsVerified = true,
            IsInitial = true,
        },
    ];

    /// <summary>Records by domain; a missing domain has none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TenantDnsRecord>> VerificationRecords { get; set; } =
        new Dictionary<string, IReadOnlyList<TenantDnsRecord>>
        {
            ["contoso.example"] = [new("Txt", "contoso.example", "MS=ms12345678")],
        };

    /// <summary>Records by domain; a missing domain has none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<TenantDnsRecord>> ServiceRecords { get; set; } =
        new Dictionary<string, IReadOnlyList<TenantDnsRecord>>
        {
            ["contoso.example"] =
            [
                new("Mx", "contoso.example", "contoso-example.mail.protection.outlook.com")
                {
                    Preference = 0,
                    SupportedService = "Email",
                },
                new("Txt", "contoso.example", "v=spf1 include:spf.protection.outlook.com -all")
                {
                    SupportedService = "Email",
                },
                new("CName", "autodiscover.contoso.example", "autodiscover.outlook.com") { SupportedService = "Email" },
            ],
        };

    public IReadOnlyList<TenantDkimSigning> DkimSigning { get; set; } = [];

    public IReadOnlyList<TenantCapability> Capabilities { get; set; } =
    [.. Enum.GetValues<TenantOperation>().Select(o => new TenantCapability(o, true, null))];

    public IReadOnlyList<TenantAcceptedDomain> AcceptedDomains { get; set; } = [];

    public IReadOnlyList<TenantRemoteDomain> RemoteDomains { get; set; } = [];

    public IReadOnlyList<TenantConnector> Connectors { get; set; } = [];

    public ExchangeOrganizationConfig OrganizationConfig { get; set; } = new("Contoso", false, false);

    /// <summary>Deleted objects that can be restored.</summary>
    public List<TenantRecipient> Deleted { get; } = [];

    /// <summary>The fault of every read; null: reads succeed.</summary>
    public TenantFault? Fault { get; set; }

    /// <summary>The fault of fresh descriptions only; a cached description is still returned.</summary>
    public TenantFault? FreshFault { get; set; }

    /// <summary>True if reads never end.</summary>
    public bool IsSilent { get; set; }

    /// <summary>The number of reads.</summary>
    public int Reads { get; private set; }

    /// <summary>A task that the list of domains waits for, to simulate a slow tenant.</summary>
    public Task DomainsAfter { get; set; } = Task.CompletedTask;

    public FakeTenant With(params TenantRecipient[] added)
    {
        foreach (var recipient in added)
            recipients[recipient.Id] = recipient;
        Index.Replace(recipients.Values, DateTimeOffset.UnixEpoch);
        return this;
    }

    public Task<TenantDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
        fresh && FreshFault is not null
            ? Task.FromException<TenantDescription>(FreshFault)
            : Answer(Description, cancellationToken);

    public Task<IReadOnlyList<TenantCapability>> ReadCapabilitiesAsync(
        bool fresh,
        CancellationToken cancellationToken
    ) => Answer(Capabilities, cancellationToken);

    public async Task<IReadOnlyList<TenantDomain>> ListDomainsAsync(CancellationToken cancellationToken)
    {
        await DomainsAfter.WaitAsync(cancellationToken);
        return await Answer(Domains, cancellationToken);
    }

    public Task<TenantRecipient?> ReadAsync(TenantRecipientKind kind, Guid id, CancellationToken cancellationToken) =>
        Answer(
            recipients.GetValueOrDefault(id) is { } found
                ? found with
                {
                    Exchange = HideExchange ? null : found.Exchange,
                    HasExchangeAnswered = !HideExchange,
                }
                : null,
            cancellationToken
        );

    public Task<IReadOnlyList<TenantDnsRecord>> ListVerificationRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => Answer(VerificationRecords.GetValueOrDefault(domain) ?? [], cancellationToken);

    public Task<IReadOnlyList<TenantDnsRecord>> ListServiceRecordsAsync(
        string domain,
        CancellationToken cancellationToken
    ) => Answer(ServiceRecords.GetValueOrDefault(domain) ?? [], cancellationToken);

    public Task<TenantDkimSigning?> ReadDkimSigningAsync(string domain, CancellationToken cancellationToken) =>
        Answer(DkimSigning.FirstOrDefault(d => d.Domain == domain), cancellationToken);

    public Task<IReadOnlyList<TenantRecipient>> FindByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) => Answer(Index.Current.FindByAddress(address), cancellationToken);

    public Task<IReadOnlyList<TenantRecipient>> FindDeletedByAddressAsync(
        string address,
        CancellationToken cancellationToken
    ) =>
        Answer<IReadOnlyList<TenantRecipient>>(
            [
                .. Deleted.Where(d =>
                    d.ProxyAddresses.Contains("smtp:" + address, StringComparer.OrdinalIgnoreCase)
                    || address.Equals(d.Mail, StringComparison.OrdinalIgnoreCase)
                ),
            ],
            cancellationToken
        );

    public Task<TenantRecipient?> FindByImmutableIdAsync(
        ImmutableId immutableId,
        CancellationToken cancellationToken
    ) => Answer(Index.Current.FindByImmutableId(immutableId), cancellationToken);

    public Task<IReadOnlyList<TenantAcceptedDomain>> ListAcceptedDomainsAsync(CancellationToken cancellationToken) =>
        Answer(AcceptedDomains, cancellationToken);

    public Task<IReadOnlyList<TenantRemoteDomain>> ListRemoteDomainsAsync(CancellationToken cancellationToken) =>
        Answer(RemoteDomains, cancellationToken);

    public Task<IReadOnlyList<TenantConnector>> ListConnectorsAsync(CancellationToken cancellationToken) =>
        Answer(Connectors, cancellationToken);

    public Task<ExchangeOrganizationConfig> ReadOrganizationConfigAsync(CancellationToken cancellationToken) =>
        Answer(OrganizationConfig, cancellationToken);

    private async Task<T> Answer<T>(T answer, CancellationToken cancellationToken = default)
    {
        Reads++;
        if (IsSilent)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return Fault is null ? answer : throw Fault;
    }
}
