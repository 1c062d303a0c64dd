using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>Finds the accounts of people and their groups, read with the service account.</summary>
internal sealed class AccountReader(ActiveDirectorySession session, TimeProvider time)
{
    private const int Disabled = 2,
        Locked = 0x10;
    private const int SidsPerSearch = 50;

    /// <summary>
    /// Length in octets of S-1-5-21-x-y-z; the SID of an account or group has its own number appended.
    /// </summary>
    private const int DomainSidLength = 24;
    private const long Never = long.MaxValue;

    private static readonly string[] Wanted =
    [
        "objectGUID",
        "displayName",
        "name",
        "userPrincipalName",
        "sAMAccountName",
        "userAccountControl",
        "msDS-User-Account-Control-Computed",
        "accountExpires",
        "lockoutTime",
        "primaryGroupID",
        "objectSid",
    ];

    /// <summary>Matches accounts that people sign in with, not computers or contacts.</summary>
    private static readonly LdapFilter IsPerson = LdapFilter.And(
        LdapFilter.Equal("objectCategory", "person"),
        LdapFilter.Equal("objectClass", "user")
    );

    /// <summary>Finds the one account with the name; null if there is none or more than one.</summary>
    public async Task<LdapRawEntry?> FindAsync(string userName, CancellationToken cancellationToken)
    {
        if (await FilterAsync(userName.Trim(), cancellationToken).ConfigureAwait(false) is not { } names)
            return null;
        foreach (var name in names)
        {
            var query = new LdapQuery(
                session.RootDse.Domain,
                SearchScope.Subtree,
                NulFreeFilter.Of(LdapFilter.And(IsPerson, name)).ToString(),
                Wanted
            );
            var found = await session.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            if (found.Count > 0)
                return found is [var only] ? only : null;
        }

        return null;
    }

    public async Task<LdapRawEntry?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        try
        {
            var query = new LdapQuery(LdapQuery.GuidBase(id), SearchScope.Base, IsPerson.ToString(), Wanted);
            return await session.QueryAsync(query, cancellationToken).ConfigureAwait(false) is [var only] ? only : null;
        }
        catch (DirectoryFault fault) when (fault.Kind == DirectoryFaultKind.NoSuchObject)
        {
            return null;
        }
    }

    /// <param name="others">Conversations with the other domains, requested only if the account is in groups of those
    /// domains.</param>
    public async Task<DirectoryAccount?> ReadAsync(
        LdapRawEntry entry,
        Func<Task<IReadOnlyList<ActiveDirectorySession>>> others,
        CancellationToken cancellationToken
    )
    {
        if (
            entry.Values("objectGUID") is not [{ Length: 16 } guid, ..]
            || entry.Text("sAMAccountName") is not { } samAccountName
        )
            return null;
        return new DirectoryAccount
        {
            Id = new Guid(guid),
            Dn = DistinguishedName.Parse(entry.Dn),
            DisplayName = entry.Text("displayName") ?? entry.Text("name") ?? samAccountName,
            UserPrincipalName = entry.Text("userPrincipalName"),
            SamAccountName = samAccountName,
            IsUsable = IsUsable(entry),
            Groups = await GroupsAsync(entry, others, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>The forms of a name, the most exact first: userPrincipalName, DOMAIN\name, account name.</summary>
    private async Task<LdapFilter[]?> FilterAsync(string userName, CancellationToken cancellationToken)
    {
        if (userName.Length == 0)
            return null;
        var domain = ForestReader.DnsName(DistinguishedName.Parse(session.RootDse.Domain));
        if (userName.Split('\\') is [var domainName, var account])
        {
            var isOurs =
                domainName.Equals(domain, StringComparison.OrdinalIgnoreCase)
                || domainName.Equals(
                    await NetBiosNameAsync(cancellationToken).ConfigureAwait(false),
                    StringComparison.OrdinalIgnoreCase
                );
            return isOurs && account.Length > 0 ? [LdapFilter.Equal("sAMAccountName", account)] : null;
        }

        var at = userName.LastIndexOf('@');
        if (at < 0)
            return [LdapFilter.Equal("sAMAccountName", userName)];

        // AD accepts account@domain in addition to the stored UPN.
        var written = LdapFilter.Equal("userPrincipalName", userName);
        return at > 0 && userName[(at + 1)..].Equals(domain, StringComparison.OrdinalIgnoreCase)
            ? [written, LdapFilter.Equal("sAMAccountName", userName[..at])]
            : [written];
    }

    private async Task<string?> NetBiosNameAsync(CancellationToken cancellationToken)
    {
        var partitions = DistinguishedName.Parse(session.RootDse.Configuration).Child("CN", "Partitions");
        var filter = LdapFilter.And(
            LdapFilter.Equal("objectClass", "crossRef"),
            LdapFilter.Equal("nCName", session.RootDse.Domain)
        );
        var found = await session
            .QueryAsync(
                new LdapQuery(partitions.ToString(), SearchScope.OneLevel, filter.ToString(), ["nETBIOSName"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found is [var only] ? only.Text("nETBIOSName") : null;
    }

    /// <summary>
    /// The groups from tokenGroups: the controller computes all security groups, including nested ones and the primary
    /// group, in one read. The in-chain rule omits the primary group and walks the whole directory; it is the fallback
    /// where tokenGroups cannot be read.
    /// </summary>
    private async Task<IReadOnlyList<DirectoryGroup>> GroupsAsync(
        LdapRawEntry account,
        Func<Task<IReadOnlyList<ActiveDirectorySession>>> others,
        CancellationToken cancellationToken
    )
    {
        var token = await session
            .QueryAsync(
                new LdapQuery(account.Dn, SearchScope.Base, LdapQuery.AnyObject, ["tokenGroups"]),
                cancellationToken
            )
            .ConfigureAwait(false);
        var sids = token is [var only] ? only.Values("tokenGroups") : [];
        if (sids.Length == 0)
            return await GroupsAsync(session, [InChain(account)], cancellationToken).ConfigureAwait(false);
        var groups = await GroupsAsync(session, BySid(sids), cancellationToken).ConfigureAwait(false);

        // Names of universal groups of other domains are known only in those domains.
        var foreign = sids.Where(s => s.Length == DomainSidLength + 4 && !IsOfDomainOf(s, account)).ToArray();
        if (foreign.Length == 0)
            return groups;
        foreach (var other in await others().ConfigureAwait(false))
            groups.AddRange(await GroupsAsync(other, BySid(foreign), cancellationToken).ConfigureAwait(false));
        return groups;
    }

    private static IEnumerable<LdapFilter> BySid(byte[][] sids) =>
        sids.Chunk(SidsPerSearch)
            .Select(part => LdapFilter.Or(part.Select(s => LdapFilter.Equal("objectSid", s)).ToArray()));

    private static bool IsOfDomainOf(byte[] sid, LdapRawEntry account) =>
        account.Values("objectSid") is [{ Length: DomainSidLength + 4 } own, ..]
        && own.AsSpan(0, DomainSidLength).SequenceEqual(sid.AsSpan(0, DomainSidLength));

    private static async Task<List<DirectoryGroup>> GroupsAsync(
        ActiveDirectorySession session,
        IEnumerable<LdapFilter> filters,
        CancellationToken cancellationToken
    )
    {
        var groups = new List<DirectoryGroup>();
        foreach (var filter in filters)
        {
            var isGroup = LdapFilter.And(LdapFilter.Equal("objectClass", "group"), filter);
            var query = new LdapQuery(
                session.RootDse.Domain,
                SearchScope.Subtree,
                isGroup.ToString(),
                ["name", "cn", "sAMAccountName"]
            );
            foreach (var group in await session.QueryAllAsync(query, cancellationToken).ConfigureAwait(false))
            {
                var dn = DistinguishedName.Parse(group.Dn);
                groups.Add(
                    new DirectoryGroup(
                        dn,
                        group.Text("cn") ?? group.Text("name") ?? dn.Name,
                        group.Text("sAMAccountName")
                    )
                );
            }
        }

        return groups;
    }

    private static LdapFilter InChain(LdapRawEntry account)
    {
        var nested = LdapFilter.MemberInChain("member", DistinguishedName.Parse(account.Dn));
        return PrimaryGroup(account) is { } sid ? LdapFilter.Or(nested, LdapFilter.Equal("objectSid", sid)) : nested;
    }

    /// <summary>The domain's SID with primaryGroupID instead of the account's own number.</summary>
    private static byte[]? PrimaryGroup(LdapRawEntry account)
    {
        if (
            account.Values("objectSid") is not [{ Length: > 12 } own, ..]
            || Number(account, "primaryGroupID") is not { } number
        )
            return null;
        var sid = (byte[])own.Clone();
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(sid.AsSpan(sid.Length - 4), (uint)number);
        return sid;
    }

    private bool IsUsable(LdapRawEntry account)
    {
        if ((Number(account, "userAccountControl") & Disabled) == Disabled)
            return false;
        if (
            Number(account, "accountExpires") is > 0 and < Never and var expires
            && expires <= time.GetUtcNow().ToFileTime()
        )
            return false;

        // The computed flag respects the end of a lock-out; lockoutTime alone stays set until the next sign-in.
        return Number(account, "msDS-User-Account-Control-Computed") is { } computed
            ? (computed & Locked) == 0
            : Number(account, "lockoutTime") is null or 0;
    }

    private static long? Number(LdapRawEntry entry, string attribute) =>
        long.TryParse(
            entry.Text(attribute),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : null;
}
