using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>One search request: a page of a search or a single read.</summary>
internal sealed record LdapQuery(string Base, SearchScope Scope, string Filter, string[] Attributes)
{
    public const string AnyObject = "(objectClass=*)";

    /// <summary>The page size; null: without the paging control.</summary>
    public int? PageSize { get; init; }

    /// <summary>The cookie of the previous page; belongs to the connection it came from.</summary>
    public byte[] Cookie { get; init; } = [];

    public bool ShowDeleted { get; init; }

    /// <summary>A search base that survives renames.</summary>
    public static string GuidBase(Guid id) => $"<GUID={id:D}>";
}

/// <summary>One answer; an empty cookie means that it is the last page.</summary>
internal sealed record LdapPage(IReadOnlyList<LdapRawEntry> Entries, byte[] Cookie);

/// <summary>An entry as received: octets only, with the attribute options (";range=") still in the names.</summary>
internal sealed record LdapRawEntry(string Dn, IReadOnlyList<KeyValuePair<string, byte[][]>> Attributes)
{
    public byte[][] Values(string attribute)
    {
        foreach (var (name, values) in Attributes)
        {
            if (name.Equals(attribute, StringComparison.OrdinalIgnoreCase))
                return values;
        }

        return [];
    }

    public string? Text(string attribute) =>
        Values(attribute) is [var first, ..] ? System.Text.Encoding.UTF8.GetString(first) : null;

    public IEnumerable<string> Texts(string attribute) => Values(attribute).Select(System.Text.Encoding.UTF8.GetString);
}

/// <summary>
/// One bound LDAP connection. Blocking, one caller at a time; failures are <see cref="LdapFailure"/>. Faked in tests.
/// </summary>
internal interface ILdapLink : IDisposable
{
    LdapPage Search(LdapQuery query);

    void Modify(DirectoryModification modification);
}
