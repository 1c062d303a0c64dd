using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// The values that recipients can be filtered by. Counts include mail-enabled recipients, as a list shows them without
/// further filters; only <see cref="CountByType"/> also includes recipients without mail.
/// </summary>
public sealed record RecipientFacets
{
    /// <summary>
    /// The domains of SMTP addresses, the most used first. A recipient counts once in each of its domains.
    /// </summary>
    public required IReadOnlyList<RecipientFacet> Domains { get; init; }

    /// <summary>
    /// The containers of recipients and their parents, by path. The value is the DN, the label is the path ("Staff /
    /// Berlin"), and the count includes the containers below.
    /// </summary>
    public required IReadOnlyList<RecipientFacet> OrganizationalUnits { get; init; }

    /// <summary>
    /// The types that occur, in the order of <see cref="RecipientTypes.Listed"/>, including those without mail. The
    /// value is the name of the enumeration member.
    /// </summary>
    public required IReadOnlyList<RecipientFacet> Types { get; init; }

    public required IReadOnlyDictionary<RecipientTypeDetails, int> CountByType { get; init; }

    /// <summary>
    /// The owners of the Exchange attributes that occur, in the order of <see cref="Authority"/>; empty if there is no
    /// tenant data. The value is the name of the enumeration member.
    /// </summary>
    public IReadOnlyList<RecipientFacet> Authorities { get; init; } = [];

    /// <summary>The number of mail-enabled recipients that are hidden from address lists.</summary>
    public required int HiddenCount { get; init; }

    /// <summary>The number of hidden recipients without an alias, whose flag does not synchronise.</summary>
    public required int HiddenWithoutAliasCount { get; init; }

    internal static RecipientFacets Of(RecipientTable table, IReadOnlyList<DistinguishedName> scope)
    {
        var inScope = RecipientRowFilter.Containers(table, scope);
        var types = new int[RecipientTypeCodes.Count];
        var containers = new int[table.Containers.Length];
        var domains = new int[table.Domains.Length];
        var used = new bool[containers.Length];
        var hidden = 0;
        var withoutAlias = 0;
        foreach (var segment in table.Segments)
        {
            for (var place = 0; place < segment.Count; place++)
            {
                var flags = segment.Flags[place];
                var container = segment.Containers[place];
                if ((flags & RecipientFlags.Present) == 0 || (inScope is not null && !inScope[container]))
                    continue;
                types[segment.Types[place]]++;
                used[container] = true;
                if ((RecipientTypeCodes.Plain >> segment.Types[place] & 1) != 0)
                    continue;
                containers[container]++;
                foreach (var domain in segment.Domains(place))
                    domains[domain]++;
                if ((flags & RecipientFlags.Hidden) == 0)
                    continue;
                hidden++;
                if ((flags & RecipientFlags.HasAlias) == 0)
                    withoutAlias++;
            }
        }

        var byType = Enumerable
            .Range(0, types.Length)
            .Where(code => types[code] > 0)
            .ToDictionary(code => RecipientTypeCodes.Type((byte)code), code => types[code]);
        return new RecipientFacets
        {
            CountByType = byType,
            Types = byType
                .OrderBy(t => Place(t.Key))
                .Select(t => new RecipientFacet(t.Key.ToString(), t.Key.Words(), t.Value))
                .ToArray(),
            Domains = domains
                .Select((count, number) => (Name: table.Domains[number], Count: count))
                .Where(d => d.Count > 0)
                .OrderByDescending(d => d.Count)
                .ThenBy(d => d.Name, StringComparer.Ordinal)
                .Select(d => new RecipientFacet(d.Name, d.Name, d.Count))
                .ToArray(),
            OrganizationalUnits = Units(table, used, containers, scope),
            HiddenCount = hidden,
            HiddenWithoutAliasCount = withoutAlias,
        };
    }

    private static int Place(RecipientTypeDetails type)
    {
        for (var i = 0; i < RecipientTypes.Listed.Count; i++)
        {
            if (RecipientTypes.Listed[i] == type)
                return i;
        }

        return int.MaxValue;
    }

    private static RecipientFacet[] Units(
        RecipientTable table,
        bool[] used,
        int[] counts,
        IReadOnlyList<DistinguishedName> scope
    )
    {
        var units = new Dictionary<DistinguishedName, int>();
        for (var number = 0; number < counts.Length; number++)
        {
            if (!used[number])
                continue;
            for (var dn = table.Containers[number].Dn; dn is not null && !IsDomain(dn); dn = dn.Parent)
            {
                if (scope.Count > 0 && !scope.Any(dn.IsWithin))
                    break;
                units[dn] = units.GetValueOrDefault(dn) + counts[number];
            }
        }

        return units
            .Select(u => new RecipientFacet(u.Key.ToString(), Label(u.Key), u.Value))
            .OrderBy(f => f.Label, StringComparer.OrdinalIgnoreCase)
            .ThenBy(f => f.Value, StringComparer.Ordinal)
            .ToArray();

        static string Label(DistinguishedName dn) => dn.Child("CN", "x").ContainerPath;
    }

    private static bool IsDomain(DistinguishedName dn) =>
        dn.Names[0].Type.Equals("DC", StringComparison.OrdinalIgnoreCase);
}
