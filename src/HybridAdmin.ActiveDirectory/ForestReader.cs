using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>The domains of a forest: the crossRef objects of its configuration (MS-ADTS 6.1.1.2.1.1).</summary>
internal static class ForestReader
{
    /// <summary>
    /// FLAG_CR_NTDS_NC and FLAG_CR_NTDS_DOMAIN of systemFlags: a naming context of this forest that is a domain.
    /// </summary>
    private const int IsDomain = 1 | 2;

    public static LdapQuery Query(RootDse root)
    {
        var partitions = DistinguishedName.Parse(root.Configuration).Child("CN", "Partitions");
        var filter = LdapFilter.And(
            LdapFilter.Equal("objectClass", "crossRef"),
            LdapFilter.HasBits("systemFlags", IsDomain)
        );
        return new LdapQuery(partitions.ToString(), SearchScope.OneLevel, filter.ToString(), ["nCName", "dnsRoot"]);
    }

    public static IReadOnlyList<DistinguishedName> Domains(IEnumerable<LdapRawEntry> crossRefs) =>
        crossRefs
            .Select(c => DistinguishedName.TryParse(c.Text("nCName"), out var name) ? name : null)
            .OfType<DistinguishedName>()
            .Distinct()
            .ToArray();

    public static string DnsName(DistinguishedName domain) =>
        string.Join(
            '.',
            domain.Names.Where(n => n.Type.Equals("DC", StringComparison.OrdinalIgnoreCase)).Select(n => n.Value)
        );

    /// <summary>
    /// The domain that a server's name indicates, as names of domain controllers usually do; null: it indicates none.
    /// </summary>
    public static DistinguishedName? OfHost(string host, IEnumerable<DistinguishedName> domains) =>
        domains
            .Where(d => host.EndsWith('.' + DnsName(d), StringComparison.OrdinalIgnoreCase))
            .MaxBy(d => d.Names.Count);
}
