namespace HybridAdmin.Core.Directory;

/// <summary>The definition of an attribute in the schema.</summary>
/// <param name="Name">lDAPDisplayName.</param>
/// <param name="IsSingleValued">isSingleValued.</param>
/// <param name="RangeUpper">rangeUpper: the longest value in characters (or the largest number); null if
/// unlimited.</param>
/// <param name="IsOctets">True if the values are octets (2.5.5.10, 2.5.5.15, 2.5.5.17) and not text.</param>
/// <param name="IsLink">True if the values are DNs that the directory maintains (linkID present).</param>
/// <param name="IsConstructed">True if the directory computes the attribute on request (systemFlags 4). It cannot be
/// filtered on or written.</param>
public sealed record AttributeDefinition(
    string Name,
    bool IsSingleValued,
    int? RangeUpper = null,
    bool IsOctets = false,
    bool IsLink = false,
    bool IsConstructed = false
);

/// <summary>A mail domain that the Exchange organisation in the configuration partition accepts.</summary>
/// <param name="Name">The domain; a leading "*." includes its subdomains.</param>
/// <param name="Flags">msExchAcceptedDomainFlags: 0 in the lowest two bits is authoritative; other values are
/// relays.</param>
public sealed record AcceptedDomainEntry(string Name, int Flags);

/// <summary>A directory, its domains, its schema and its Exchange organisation.</summary>
public sealed record DirectoryDescription
{
    private readonly IReadOnlyList<ForestDomain>? domains;

    /// <summary>"Active Directory" or "Sandbox".</summary>
    public required string Kind { get; init; }

    /// <summary>The home domain's naming context: that of the first server in Directory:Servers.</summary>
    public required DistinguishedName Domain { get; init; }

    public required DistinguishedName ForestRoot { get; init; }

    public required DistinguishedName ConfigurationContext { get; init; }

    /// <summary>All domains of the forest, the home domain first.</summary>
    public IReadOnlyList<ForestDomain> Domains
    {
        get => domains ?? [new ForestDomain(Domain, DnsName, IsServed: true)];
        init => domains = value;
    }

    /// <summary>The domains that can be read, searched and written to.</summary>
    public IEnumerable<ForestDomain> ServedDomains => Domains.Where(d => d.IsServed);

    /// <summary>The domains without a server in the settings.</summary>
    public IEnumerable<ForestDomain> UnservedDomains => Domains.Where(d => !d.IsServed);

    /// <summary>The home domain's DNS name, e.g. contoso.local.</summary>
    public required string DnsName { get; init; }

    /// <summary>objectSid of the domain in text form (S-1-5-21-...); stamps the data folder.</summary>
    public required string DomainSid { get; init; }

    /// <summary>Attributes by lDAPDisplayName, without case.</summary>
    public required IReadOnlyDictionary<string, AttributeDefinition> Attributes { get; init; }

    /// <summary>rangeUpper of ms-Exch-Schema-Version-Pt; null if the schema was never extended for Exchange.</summary>
    public int? ExchangeSchemaVersion { get; init; }

    /// <summary>The Exchange organisation's name; null if there is none.</summary>
    public string? ExchangeOrganization { get; init; }

    /// <summary>
    /// The number of Exchange servers still registered under the organisation; null if they could not be counted.
    /// </summary>
    public int? ExchangeServers { get; init; }

    /// <summary>
    /// The accepted domains in the configuration partition; frozen once the last Exchange server is gone.
    /// </summary>
    public IReadOnlyList<AcceptedDomainEntry> AcceptedDomains { get; init; } = [];

    /// <summary>uPNSuffixes of the forest, without the domain's own DNS name.</summary>
    public IReadOnlyList<string> UpnSuffixes { get; init; } = [];

    /// <summary>
    /// The account with which the console signs in to the directory, as configured; null if there is none.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>The time at which this was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>
    /// Indicates whether the schema was extended for Exchange. Determined by attributes and not by a version number
    /// (RULES.md, Schema).
    /// </summary>
    public bool HasExchangeSchema => HasAttribute("mailNickname") && HasAttribute("msExchHideFromAddressLists");

    /// <summary>The domain that contains an object; null if it is not in this forest.</summary>
    public ForestDomain? DomainOf(DistinguishedName dn) =>
        dn.Domain is { } name ? Domains.FirstOrDefault(d => d.Name.Equals(name)) : null;

    public bool HasAttribute(string name) => Attributes.ContainsKey(name);

    /// <summary>
    /// The names that the schema defines. Requesting others is useless, and filtering by them is an error on some
    /// servers.
    /// </summary>
    public IReadOnlyCollection<string> Existing(IEnumerable<string> names) =>
        names.Where(HasAttribute).Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
}
