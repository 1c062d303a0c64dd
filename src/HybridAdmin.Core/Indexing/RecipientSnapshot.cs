using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// All recipients at one moment, users, groups and contacts without mail included. Immutable: safe on any thread and
/// for any time; for what holds now take <see cref="RecipientIndex.Current"/> again. Scopes are an actor's
/// organisational units; an empty one is the whole directory.
/// </summary>
public sealed class RecipientSnapshot
{
    private readonly RecipientTable table;
    private readonly Lazy<RecipientFacets> facets;
    private readonly Lazy<IReadOnlyDictionary<string, int>> upnSuffixes;

    internal RecipientSnapshot(RecipientTable table)
    {
        this.table = table;
        facets = new Lazy<RecipientFacets>(() => RecipientFacets.Of(table, []));
        upnSuffixes = new Lazy<IReadOnlyDictionary<string, int>>(() => UpnSuffixCounts.Of(table, []));
    }

    /// <summary>All objects kept, those without mail included.</summary>
    public int Count => table.Count;

    /// <summary>
    /// Domains to filter by, see <see cref="RecipientFacets.Domains"/>; of the whole directory, as the members below.
    /// </summary>
    public IReadOnlyList<RecipientFacet> Domains => facets.Value.Domains;

    /// <summary>Containers to filter by, see <see cref="RecipientFacets.OrganizationalUnits"/>.</summary>
    public IReadOnlyList<RecipientFacet> OrganizationalUnits => facets.Value.OrganizationalUnits;

    /// <summary>Types to filter by, see <see cref="RecipientFacets.Types"/>.</summary>
    public IReadOnlyList<RecipientFacet> Types => facets.Value.Types;

    /// <summary>Mail-enabled recipients that are hidden from address lists.</summary>
    public int HiddenCount => facets.Value.HiddenCount;

    /// <summary>Those of them that have no alias, so that the flag does not synchronise.</summary>
    public int HiddenWithoutAliasCount => facets.Value.HiddenWithoutAliasCount;

    /// <summary>All types that occur, those of objects without mail included.</summary>
    public IReadOnlyDictionary<RecipientTypeDetails, int> CountByType => facets.Value.CountByType;

    internal RecipientTable Table => table;

    /// <summary>What is kept of the recipient, or null. Does not know of scopes.</summary>
    public IndexedRecipient? FindIndexed(Guid id) =>
        table.FindSlot(id) is var slot and >= 0 ? IndexedRecipient.Of(table, slot) : null;

    /// <summary>
    /// A page of the recipients that the query describes. With words to search and the standard sort, whoever has a
    /// word as address, alias or account name comes first, then whose name has words that begin so, then the others,
    /// each by name.
    /// </summary>
    /// <param name="query">What to list.</param>
    /// <param name="skip">How many to leave out, from 0.</param>
    /// <param name="take">How many at most, from 0.</param>
    /// <param name="scope">Only what lies in one of these, normally <see cref="Access.Actor.Scope"/>; empty:
    /// all.</param>
    public RecipientPage List(RecipientQuery query, int skip, int take, IReadOnlyList<DistinguishedName> scope)
    {
        return List(query, skip, take, scope, null);
    }

    /// <param name="authorities">Of this snapshot's table; null: no tenant was asked.</param>
    internal RecipientPage List(
        RecipientQuery query,
        int skip,
        int take,
        IReadOnlyList<DistinguishedName> scope,
        AuthorityMap? authorities
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegative(take);
        var filter = RecipientRowFilter.Of(query, scope, table, authorities);
        var order = query.Sort == RecipientSort.Authority ? authorities?.Order : null;
        var (total, slots) = RecipientSearch.Run(
            table,
            filter,
            SearchTerms.Parse(query.Search),
            query.Sort,
            query.Descending,
            skip,
            take,
            order
        );
        return new RecipientPage(
            total,
            Array.ConvertAll(
                slots,
                slot =>
                    authorities is null
                        ? table.Summary(slot, query.CustomAttributes)
                        : table.Summary(slot, query.CustomAttributes) with
                        {
                            Authority = authorities.Of(slot),
                        }
            )
        );
    }

    /// <summary>The recipient, or null. Does not know of scopes: see <see cref="Covers"/>.</summary>
    public RecipientSummary? Find(Guid id) => table.FindSlot(id) is var slot and >= 0 ? table.Summary(slot) : null;

    /// <summary>Everybody, one after the other.</summary>
    public IEnumerable<IndexedRecipient> Indexed()
    {
        for (var slot = 0; slot < table.SlotCount; slot++)
        {
            if (table.IsPresent(slot))
                yield return IndexedRecipient.Of(table, slot);
        }
    }

    /// <summary>Whether the recipient is here and lies in the scope.</summary>
    public bool Covers(Guid id, IReadOnlyList<DistinguishedName> scope) =>
        Container(id) is { } container && (scope.Count == 0 || scope.Any(container.IsWithin));

    /// <summary>The container of the recipient, or null without such a recipient.</summary>
    public DistinguishedName? Container(Guid id) =>
        table.FindSlot(id) is var slot and >= 0 ? table.Container(slot).Dn : null;

    /// <summary>CustomAttribute1 to 15; null when it has no value or there is no such recipient.</summary>
    /// <param name="id">The recipient.</param>
    /// <param name="number">1 to 15.</param>
    public string? CustomAttribute(Guid id, int number)
    {
        if (number is < 1 or > RecipientAttributes.CustomAttributeCount)
            throw new ArgumentOutOfRangeException(nameof(number), number, "Custom attributes are numbered 1 to 15.");
        return table.FindSlot(id) is var slot and >= 0
            ? RecipientFieldReader.Find(table.Values(slot), RecipientField.Custom + (byte)number)
            : null;
    }

    /// <summary>
    /// Who has an address, in proxyAddresses, mail, userPrincipalName or targetAddress, one entry per object and
    /// attribute, in that order of attributes for each object. Compared without case, diacritics count. Of the whole
    /// directory: an address is unique beyond any scope.
    /// </summary>
    /// <param name="address">An SMTP address with or without prefix; other types with theirs: "sip:a@x" finds SIP
    /// values only.</param>
    public IReadOnlyList<RecipientAddressHolder> FindHolders(string address) => table.FindHolders(address);

    /// <summary>
    /// The values to filter by for an actor of the scope; nothing from outside it is counted or named.
    /// </summary>
    public RecipientFacets Facets(IReadOnlyList<DistinguishedName> scope) =>
        scope.Count == 0 ? facets.Value : RecipientFacets.Of(table, scope);

    /// <summary>
    /// How many users of the scope sign in with each suffix of userPrincipalName, users without mail included; by
    /// suffix in lower case.
    /// </summary>
    public IReadOnlyDictionary<string, int> UpnSuffixes(IReadOnlyList<DistinguishedName> scope) =>
        scope.Count == 0 ? upnSuffixes.Value : UpnSuffixCounts.Of(table, scope);
}
