using System.Text;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>The conditions of a query other than its search words, prepared for 100,000 rows.</summary>
internal readonly struct RecipientRowFilter
{
    private readonly ulong types;
    private readonly bool? hidden;
    private readonly bool? hasAlias;
    private readonly int? domain;
    private readonly bool[]? containers;
    private readonly byte[]? upnSuffix;
    private readonly byte authority;
    private readonly AuthorityMap? authorities;
    private readonly byte[]? ofSegment;

    private RecipientRowFilter(
        ulong types,
        bool? hidden,
        bool? hasAlias,
        int? domain,
        bool[]? containers,
        byte[]? upnSuffix,
        byte authority,
        AuthorityMap? authorities,
        byte[]? ofSegment
    )
    {
        this.upnSuffix = upnSuffix;
        (this.authority, this.authorities, this.ofSegment) = (authority, authorities, ofSegment);
        this.types = types;
        this.hidden = hidden;
        this.hasAlias = hasAlias;
        this.domain = domain;
        this.containers = containers;
    }

    public static RecipientRowFilter Of(
        RecipientQuery query,
        IReadOnlyList<DistinguishedName> scope,
        RecipientTable table,
        AuthorityMap? authorities = null
    )
    {
        var types =
            query.Types.Count > 0 ? RecipientTypeCodes.Mask(query.Types)
            : query.IncludePlain ? RecipientTypeCodes.All
            : RecipientTypeCodes.All & ~RecipientTypeCodes.Plain;

        // The index contains data of AD; the owner is known only with a tenant. Without one all rows are Unknown.
        if (authorities is null && query.Authority is { } authority && authority != Authority.Unknown)
            types = 0;

        int? domain = string.IsNullOrWhiteSpace(query.Domain)
            ? null
            : table.FindDomain(query.Domain.Trim().TrimStart('@'));
        var containers = Containers(table, scope);
        if (!string.IsNullOrWhiteSpace(query.OrganizationalUnit))
        {
            var wanted = DistinguishedName.TryParse(query.OrganizationalUnit, out var dn)
                ? Containers(table, [dn])
                : null;
            wanted ??= new bool[table.Containers.Length];
            containers = containers is null ? wanted : containers.Zip(wanted, (a, b) => a && b).ToArray();
        }

        var upnSuffix = string.IsNullOrWhiteSpace(query.UpnSuffix)
            ? null
            : Encoding.UTF8.GetBytes(query.UpnSuffix.Trim().TrimStart('@'));
        return new RecipientRowFilter(
            types,
            query.Hidden,
            query.HasAlias,
            domain,
            containers,
            upnSuffix,
            (byte)(query.Authority ?? default),
            query.Authority is null ? null : authorities,
            null
        );
    }

    /// <summary>The filter for the rows of one segment.</summary>
    public RecipientRowFilter Of(int segment) =>
        authorities is null
            ? this
            : new RecipientRowFilter(
                types,
                hidden,
                hasAlias,
                domain,
                containers,
                upnSuffix,
                authority,
                authorities,
                authorities.Segment(segment)
            );

    /// <summary>The containers that lie in one of the given ones; null if none is given, which means all.</summary>
    public static bool[]? Containers(RecipientTable table, IReadOnlyList<DistinguishedName> within) =>
        within.Count == 0 ? null : Array.ConvertAll(table.Containers, c => within.Any(c.Dn.IsWithin));

    public bool Matches(RecipientSegment segment, int place)
    {
        var flags = segment.Flags[place];
        if ((flags & RecipientFlags.Present) == 0 || (types >> segment.Types[place] & 1) == 0)
            return false;
        if (hidden is { } wanted && wanted != ((flags & RecipientFlags.Hidden) != 0))
            return false;
        if (hasAlias is { } alias && alias != ((flags & RecipientFlags.HasAlias) != 0))
            return false;
        if (ofSegment is not null && ofSegment[place] != authority)
            return false;
        if (containers is not null && !containers[segment.Containers[place]])
            return false;
        if (domain is { } number && !segment.Domains(place).Contains(number))
            return false;
        return upnSuffix is null || Ascii.EqualsIgnoreCase(upnSuffix, UpnSuffixCounts.Suffix(segment.Values(place)));
    }
}
