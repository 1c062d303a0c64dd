namespace HybridAdmin.Core.Directory;

/// <summary>How far below its base a search looks (RFC 4511, 4.5.1.2).</summary>
public enum SearchScope
{
    Base,
    OneLevel,
    Subtree,
}

/// <summary>A search. Results are paged by the adapter; referrals are never followed.</summary>
public sealed record DirectorySearch
{
    /// <summary>Where to begin; null: the configured search base, normally the domain.</summary>
    public DistinguishedName? Base { get; init; }

    public SearchScope Scope { get; init; } = SearchScope.Subtree;

    public required LdapFilter Filter { get; init; }

    /// <summary>
    /// LDAP names of the attributes to return. objectGUID always comes as <see cref="DirectoryEntry.Id"/>. Empty: all
    /// user attributes.
    /// </summary>
    public IReadOnlyCollection<string> Attributes { get; init; } = [];

    /// <summary>Stop quietly after that many entries; null: all.</summary>
    public int? Take { get; init; }

    /// <summary>Also deleted objects (LDAP_SERVER_SHOW_DELETED_OID). A delegated account sees none of them.</summary>
    public bool IncludeDeleted { get; init; }
}
