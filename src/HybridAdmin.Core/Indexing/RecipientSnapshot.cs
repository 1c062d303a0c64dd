using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// All recipients at one moment, including users, groups and contacts without mail. Immutable and therefore safe on any
/// thread for any time; read <see cref="RecipientIndex.Current"/> again for the present state. A scope is an actor's
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

    /// <summary>The number of objects, including those without mail.</summary>
    public int Count => table.Count;

    /// <summary>
    /// The domains to filter by, see <see cref="RecipientFacets.Domains"/>. Like the members below, for the whole
    /// directory.
    /// </summary>
    public IReadOnlyList<RecipientFacet> Domains => facets.Value.Domains;

    /// <summary>The containers to filter by, see <see cref="RecipientFacets.OrganizationalUnits"/>.</summary>
    public IReadOnlyList<RecipientFacet> OrganizationalUnits => facets.Value.OrganizationalUnits;

    /// <summary>The types to filter by, see <see cref="RecipientFacets.Types"/>.</summary>
    public IReadOnlyList<RecipientFacet> Types => facets.Value.Types;

    /// <summary>The number of mail-enabled recipients that are hidden from address lists.</summary>
    public int HiddenCount => facets.Value.HiddenCount;

    /// <summary>The number of hidden recipients without an alias, whose flag does not synchronise.</summary>
    public int HiddenWithoutAliasCount => facets.Value.HiddenWithoutAliasCount;

    /// <summary>The number of objects per type, including types without mail.</summary>
    public IReadOnlyDictionary<RecipientTypeDetails, int> CountByType => facets.Value.CountByType;

    internal RecipientTable Table => table;

    /// <summary>The indexed values of the recipient, or null. Scopes are not checked.</summary>
    public IndexedRecipient? FindIndexed(Guid id) =>
        table.FindSlot(id) is var slot and >= 0 ? IndexedRecipient.Of(table, slot) : null;

    /// <summary>
    /// A page of the recipients that the query describes. With search words and the standard sort, recipients with a
    /// word as address, alias or account name come first, then those whose name has words that begin with it, then the
    /// others, each by name.
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="skip">The number of recipients to skip, from 0.</param>
    /// <param name="take">The maximum number of recipients, from 0.</param>
    /// <param name="scope">Limits the result to these organisational units, normally <see cref="Access.Actor.Scope"/>;
    /// empty for all.</param>
    public RecipientPage List(RecipientQuery query, int skip, int take, IReadOnlyList<DistinguishedName> scope)
    {
        return List(query, skip, take, scope, null);
    }

    /// <param name="authorities">The owners for this snapshot's table; null if there is no tenant data.</param>
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

    /// <summary>The recipient, or null. Scopes are not checked: see <see cref="Covers"/>.</summary>
    public RecipientSummary? Find(Guid id) => table.FindSlot(id) is var slot and >= 0 ? table.Summary(slot) : null;

    /// <summary>All recipients, one after the other.</summary>
    public IEnumerable<IndexedRecipient> Indexed()
    {
        for (var slot = 0; slot < table.SlotCount; slot++)
        {
            if (table.IsPresent(slot))
                yield return IndexedRecipient.Of(table, slot);
        }
    }

    /// <summary>Indicates whether the recipient exists and lies in the scope.</summary>
    public bool Covers(Guid id, IReadOnlyList<DistinguishedName> scope) =>
        Container(id) is { } container && (scope.Count == 0 || scope.Any(container.IsWithin));

    /// <summary>The container of the recipient; null if there is no such recipient.</summary>
    public DistinguishedName? Container(Guid id) =>
        table.FindSlot(id) is var slot and >= 0 ? table.Container(slot).Dn : null;

    /// <summary>CustomAttribute1 to 15; null if it has no value or there is no such recipient.</summary>
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
    /// The holders of an address in proxyAddresses, mail, userPrincipalName or targetAddress: one entry per object and
    /// attribute, in that order of attributes for each object. Compared without case; diacritics are significant.
    /// Searches the whole directory, because an address is unique regardless of scopes.
    /// </summary>
    /// <param name="address">An SMTP address with or without prefix; other types with their prefix: "sip:a@x" finds SIP
    /// values only.</param>
    public IReadOnlyList<RecipientAddressHolder> FindHolders(string address) => table.FindHolders(address);

    /// <summary>
    /// The values to filter by for an actor with the scope; values outside it are neither counted nor named.
    /// </summary>
    public RecipientFacets Facets(IReadOnlyList<DistinguishedName> scope) =>
        scope.Count == 0 ? facets.Value : RecipientFacets.Of(table, scope);

    /// <summary>
    /// The number of users in the scope per suffix of userPrincipalName, including users without mail; by suffix in
    /// lower case.
    /// </summary>
    public IReadOnlyDictionary<string, int> UpnSuffixes(IReadOnlyList<DistinguishedName> scope) =>
        scope.Count == 0 ? upnSuffixes.Value : UpnSuffixCounts.Of(table, scope);
}
