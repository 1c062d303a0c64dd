using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>Reads the description of a forest: schema, Exchange organisation, UPN suffixes.</summary>
internal sealed class DescriptionReader(ActiveDirectorySession session, TimeProvider time)
{
    private readonly RootDse root = session.RootDse;

    /// <param name="home">The description of the home domain that was read before, if this conversation is with a
    /// controller of another domain.</param>
    public async Task<DirectoryDescription> ReadAsync(DirectoryDescription? home, CancellationToken cancellationToken)
    {
        var schema = await SchemaAsync(cancellationToken).ConfigureAwait(false);
        var domain = home?.Domain ?? DistinguishedName.Parse(root.Domain);
        var dnsName = ForestReader.DnsName(domain);
        return new DirectoryDescription
        {
            Kind = "Active Directory",
            Domain = domain,
            ForestRoot = DistinguishedName.Parse(root.ForestRoot),
            ConfigurationContext = DistinguishedName.Parse(root.Configuration),
            DnsName = dnsName,
            DomainSid = home?.DomainSid ?? await DomainSidAsync(cancellationToken).ConfigureAwait(false),
            Attributes = schema,
            ExchangeSchemaVersion = await ExchangeSchemaVersionAsync(cancellationToken).ConfigureAwait(false),
            ExchangeOrganization = await OrganizationAsync(cancellationToken).ConfigureAwait(false),
            ExchangeServers = await ExchangeServersAsync(cancellationToken).ConfigureAwait(false),
            AcceptedDomains = await AcceptedDomainsAsync(schema, cancellationToken).ConfigureAwait(false),
            UpnSuffixes = await UpnSuffixesAsync(dnsName, cancellationToken).ConfigureAwait(false),
            ReadAt = time.GetUtcNow(),
        };
    }

    /// <summary>The domains of the forest, whether or not one of their servers is configured.</summary>
    public async Task<IReadOnlyList<DistinguishedName>> DomainsAsync(CancellationToken cancellationToken) =>
        ForestReader.Domains(
            await session.QueryAllAsync(ForestReader.Query(root), cancellationToken).ConfigureAwait(false)
        );

    private async Task<Dictionary<string, AttributeDefinition>> SchemaAsync(CancellationToken cancellationToken)
    {
        var filter = LdapFilter.And(
            LdapFilter.Equal("objectClass", "attributeSchema"),
            LdapFilter.Not(LdapFilter.Equal("isDefunct", "TRUE"))
        );
        var found = await session
            .QueryAllAsync(
                new LdapQuery(
                    root.Schema,
                    SearchScope.OneLevel,
                    filter.ToString(),
                    ["lDAPDisplayName", "isSingleValued", "rangeUpper", "attributeSyntax", "linkID", "systemFlags"]
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        var schema = new Dictionary<string, AttributeDefinition>(found.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var entry in found)
        {
            if (entry.Text("lDAPDisplayName") is not { } name)
                continue;
            schema[name] = new AttributeDefinition(
                name,
                IsSingleValued: entry.Text("isSingleValued") == "TRUE",
                RangeUpper: Number(entry, "rangeUpper"),
                IsOctets: entry.Text("attributeSyntax") is "2.5.5.10" or "2.5.5.15" or "2.5.5.17",
                IsLink: entry.Text("linkID") is not null,
                IsConstructed: (Number(entry, "systemFlags") & 4) == 4
            );
        }

        return schema;
    }

    private async Task<string> DomainSidAsync(CancellationToken cancellationToken)
    {
        var found = await session
            .QueryAsync(
                new LdapQuery(root.Domain, SearchScope.Base, LdapQuery.AnyObject, ["objectSid"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        return
            found is [var domain]
            && domain.Values("objectSid") is [var sid, ..]
            && SecurityIdentifierText.Of(sid) is { } text
            ? text
            : throw new DirectoryFault(
                DirectoryFaultKind.InsufficientRights,
                $"{session.Server} does not show the objectSid of {root.Domain} to the service account."
            )
            {
                Server = session.Server,
            };
    }

    private async Task<int?> ExchangeSchemaVersionAsync(CancellationToken cancellationToken)
    {
        var filter = LdapFilter.Equal("cn", "ms-Exch-Schema-Version-Pt");
        var found = await session
            .QueryAsync(
                new LdapQuery(root.Schema, SearchScope.OneLevel, filter.ToString(), ["rangeUpper"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found is [var version] ? Number(version, "rangeUpper") : null;
    }

    private async Task<string?> OrganizationAsync(CancellationToken cancellationToken) =>
        (await FindAsync("msExchOrganizationContainer", ["name", "cn"], cancellationToken).ConfigureAwait(false))
            is [var organization, ..]
            ? organization.Text("name") ?? organization.Text("cn")
            : null;

    private async Task<int?> ExchangeServersAsync(CancellationToken cancellationToken) =>
        (await FindAsync("msExchExchangeServer", ["1.1"], cancellationToken).ConfigureAwait(false))?.Count;

    private async Task<IReadOnlyList<AcceptedDomainEntry>> AcceptedDomainsAsync(
        Dictionary<string, AttributeDefinition> schema,
        CancellationToken cancellationToken
    )
    {
        if (!schema.ContainsKey("msExchAcceptedDomainName"))
            return [];
        var found = await FindAsync(
                "msExchAcceptedDomain",
                ["msExchAcceptedDomainName", "msExchAcceptedDomainFlags"],
                cancellationToken
            )
            .ConfigureAwait(false);
        return (found ?? [])
            .Where(d => d.Text("msExchAcceptedDomainName") is not null)
            .Select(d => new AcceptedDomainEntry(
                d.Text("msExchAcceptedDomainName")!,
                Number(d, "msExchAcceptedDomainFlags") ?? 0
            ))
            .OrderBy(d => d.Name, StringComparer.OrdinalIgnoreCase)
            .ToArray();
    }

    private async Task<IReadOnlyList<string>> UpnSuffixesAsync(string dnsName, CancellationToken cancellationToken)
    {
        var partitions = DistinguishedName.Parse(root.Configuration).Child("CN", "Partitions");
        var found = await session
            .QueryAsync(
                new LdapQuery(partitions.ToString(), SearchScope.Base, LdapQuery.AnyObject, ["uPNSuffixes"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found
            .SelectMany(p => p.Texts("uPNSuffixes"))
            .Where(s => !s.Equals(dnsName, StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToArray();
    }

    /// <summary>
    /// The objects of a class below the services of the configuration; null if the schema has no such class.
    /// </summary>
    private async Task<List<LdapRawEntry>?> FindAsync(
        string objectClass,
        string[] attributes,
        CancellationToken cancellationToken
    )
    {
        var known = LdapFilter.And(
            LdapFilter.Equal("objectClass", "classSchema"),
            LdapFilter.Equal("lDAPDisplayName", objectClass)
        );
        var classes = await session
            .QueryAsync(new LdapQuery(root.Schema, SearchScope.OneLevel, known.ToString(), ["cn"]), cancellationToken)
            .ConfigureAwait(false);
        if (classes.Count == 0)
            return null;
        var services = DistinguishedName.Parse(root.Configuration).Child("CN", "Services");
        return await session
            .QueryAllAsync(
                new LdapQuery(
                    services.ToString(),
                    SearchScope.Subtree,
                    LdapFilter.Equal("objectClass", objectClass).ToString(),
                    attributes
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static int? Number(LdapRawEntry entry, string attribute) =>
        int.TryParse(entry.Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
