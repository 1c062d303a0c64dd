using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>The rootDSE of a domain controller.</summary>
internal sealed record RootDse(
    string Domain,
    string ForestRoot,
    string Configuration,
    string Schema,
    string ServiceName,
    IReadOnlyList<string> NamingContexts,
    bool IsReadOnly
)
{
    /// <summary>
    /// The capability of a read-only domain controller (LDAP_CAP_ACTIVE_DIRECTORY_PARTIAL_SECRETS_OID).
    /// </summary>
    private const string ReadOnlyCapability = "1.2.840.113556.1.4.1920";

    private static readonly string[] Wanted =
    [
        "defaultNamingContext",
        "rootDomainNamingContext",
        "configurationNamingContext",
        "schemaNamingContext",
        "dsServiceName",
        "namingContexts",
        "supportedCapabilities",
    ];

    private DistinguishedName? domainName;

    /// <summary>
    /// The valid names among <see cref="NamingContexts"/>, parsed once because each conversation uses them.
    /// </summary>
    private DistinguishedName[] Contexts { get; } =
    [
        .. NamingContexts
            .Select(c => DistinguishedName.TryParse(c, out var context) ? context : null)
            .OfType<DistinguishedName>(),
    ];

    /// <summary><see cref="Domain"/> as a distinguished name.</summary>
    /// <exception cref="FormatException">The text is not a distinguished name.</exception>
    public DistinguishedName DomainName => domainName ??= DistinguishedName.Parse(Domain);

    public static RootDse Unknown { get; } = new("", "", "", "", "", [], false);

    /// <exception cref="LdapFailure">The rootDSE cannot be read, or the server is not Active Directory.</exception>
    public static RootDse Read(ILdapLink link)
    {
        var entry = link.Search(new LdapQuery("", SearchScope.Base, LdapQuery.AnyObject, Wanted)).Entries is [var only]
            ? only
            : null;
        return new RootDse(
            Value("defaultNamingContext"),
            Value("rootDomainNamingContext"),
            Value("configurationNamingContext"),
            Value("schemaNamingContext"),
            Value("dsServiceName"),
            entry!.Texts("namingContexts").ToArray(),
            entry.Texts("supportedCapabilities").Contains(ReadOnlyCapability)
        );

        string Value(string name) =>
            entry?.Text(name)
            ?? throw new LdapFailure(
                80,
                $"The server does not return its {name}: it is not an Active Directory domain controller."
            );
    }

    /// <summary>
    /// Indicates whether the controller can write the object. DC=child,DC=contoso,DC=local lies below
    /// DC=contoso,DC=local by its name, but objects there are not in that domain: the number of domain parts must be
    /// equal.
    /// </summary>
    public bool Holds(DistinguishedName dn)
    {
        if (IsReadOnly)
            return false;
        var parts = DomainParts(dn);
        return Contexts.Any(c => dn.IsWithin(c) && parts == DomainParts(c));
    }

    private static int DomainParts(DistinguishedName dn) =>
        dn.Names.Reverse().TakeWhile(n => n.Type.Equals("DC", StringComparison.OrdinalIgnoreCase)).Count();
}
