namespace HybridAdmin.Core.Directory;

/// <summary>The scope of a search below its base (RFC 4511, 4.5.1.2).</summary>
public enum SearchScope
{
    Base,
    OneLevel,
    Subtree,
}

/// <summary>A search. Results are paged by the adapter; referrals are never followed.</summary>
public sealed record DirectorySearch
{
    /// <summary>The base of the search; null for the configured search base, normally the domain.</summary>
    public DistinguishedName? Base { get; init; }

    public SearchScope Scope { get; init; } = SearchScope.Subtree;

    public required LdapFilter Filter { get; init; }

    /// <summary>
    /// LDAP names of the attributes to return; empty for all user attributes. objectGUID is always returned as
    /// <see cref="DirectoryEntry.Id"/>.
    /// </summary>
    public IReadOnlyCollection<string> Attributes { get; init; } = [];

    /// <summary>The maximum number of entries, after which the search ends without a fault; null for all.</summary>
    public int? Take { get; init; }

    /// <summary>
    /// Indicates whether deleted objects are included (LDAP_SERVER_SHOW_DELETED_OID). A delegated account sees none of
    /// them.
    /// </summary>
    public bool IncludeDeleted { get; init; }
}
