using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// The rows of a snapshot, by slot: a number that a recipient keeps across changes. Immutable except for orders, which
/// are computed on first use.
/// </summary>
internal sealed class RecipientTable
{
    private static readonly int SortCount = Enum.GetValues<RecipientSort>().Length;

    private readonly HashShards ids;
    private readonly HashShards addresses;
    private readonly RecipientNames names;
    private readonly int[] freeSlots;
    private readonly int[]?[] orders = new int[]?[SortCount];

    internal RecipientTable(
        RecipientSegment[] segments,
        int count,
        int[] freeSlots,
        HashShards ids,
        HashShards addresses,
        RecipientNames names
    )
    {
        names.Publish();
        this.ids = ids;
        this.addresses = addresses;
        this.names = names;
        this.freeSlots = freeSlots;
        Segments = segments;
        Count = count;
        SlotCount = segments.Length == 0 ? 0 : ((segments.Length - 1) << RecipientSegment.Shift) + segments[^1].Count;
        Containers = names.Containers;
        Domains = names.Domains;
    }

    /// <summary>Always a new instance: name numbers are assigned under the lock of the index that owns them.</summary>
    public static RecipientTable CreateEmpty() =>
        new([], 0, [], HashShards.Empty, HashShards.Empty, new RecipientNames());

    public RecipientSegment[] Segments { get; }

    public int Count { get; }

    /// <summary>The number of slots in use, including emptied ones.</summary>
    public int SlotCount { get; }

    public RecipientContainer[] Containers { get; }

    public string[] Domains { get; }

    /// <summary>The number of a mail domain, or -1.</summary>
    public int FindDomain(string domain) => names.FindDomain(domain);

    public bool IsPresent(int slot) =>
        (Segment(slot).Flags[slot & RecipientSegment.PlaceMask] & RecipientFlags.Present) != 0;

    public Guid Id(int slot) => Segment(slot).Id(slot & RecipientSegment.PlaceMask);

    public byte TypeCode(int slot) => Segment(slot).Types[slot & RecipientSegment.PlaceMask];

    public RecipientFlags Flags(int slot) => Segment(slot).Flags[slot & RecipientSegment.PlaceMask];

    public int ContainerNumber(int slot) => Segment(slot).Containers[slot & RecipientSegment.PlaceMask];

    public RecipientContainer Container(int slot) => Containers[ContainerNumber(slot)];

    public ReadOnlySpan<byte> Folded(int slot) => Segment(slot).Folded(slot & RecipientSegment.PlaceMask);

    public ReadOnlySpan<byte> Values(int slot) => Segment(slot).Values(slot & RecipientSegment.PlaceMask);

    /// <summary>The slots of all recipients in sort order.</summary>
    public int[] Order(RecipientSort sort)
    {
        ref var order = ref orders[(int)sort];
        if (Volatile.Read(ref order) is { } known)
            return known;
        var built = RecipientOrder.Build(this, sort);
        return Interlocked.CompareExchange(ref order, built, null) ?? built;
    }

    /// <summary>The slot of a recipient, or -1.</summary>
    public int FindSlot(Guid id)
    {
        foreach (var entry in ids.Find(HashShards.Hash(id)))
        {
            var slot = HashShards.Slot(entry);
            if (Id(slot) == id)
                return slot;
        }

        return -1;
    }

    /// <summary>The ids of all recipients in the given containers; null for all containers.</summary>
    public HashSet<Guid> AllIds(Func<Directory.DistinguishedName, bool>? isWanted = null)
    {
        var all = new HashSet<Guid>(Count);
        var wanted = isWanted is null ? null : Containers.Select(c => isWanted(c.Dn)).ToArray();
        for (var slot = 0; slot < SlotCount; slot++)
        {
            if (IsPresent(slot) && wanted?[ContainerNumber(slot)] != false)
                all.Add(Id(slot));
        }

        return all;
    }

    /// <param name="customAttributes">The custom attributes to read as well; null for none.</param>
    public RecipientSummary Summary(int slot, IReadOnlyCollection<int>? customAttributes = null)
    {
        var row = RecipientRowValues.Of(Values(slot), RowDetail.Summary);
        var summary = new RecipientSummary
        {
            Id = Id(slot),
            RecipientTypeDetails = RecipientTypeCodes.Type(TypeCode(slot)),
            DisplayName = row.DisplayName ?? string.Empty,
            Alias = row.Alias,
            PrimarySmtpAddress = row.Primary ?? row.Mail,
            UserPrincipalName = row.UserPrincipalName,
            HiddenFromAddressListsEnabled =
                (Segment(slot).Flags[slot & RecipientSegment.PlaceMask] & RecipientFlags.Hidden) != 0,
            OrganizationalUnit = Container(slot).Path,
            Texts = row.Texts,
        };
        return customAttributes is { Count: > 0 }
            ? summary with
            {
                CustomAttributes = Custom(slot, customAttributes),
            }
            : summary;
    }

    private Dictionary<int, string> Custom(int slot, IReadOnlyCollection<int> wanted)
    {
        var found = new Dictionary<int, string>();
        var reader = new RecipientFieldReader(Values(slot));
        while (reader.Next())
        {
            var number = reader.Field - RecipientField.Custom;
            if (number >= 1 && wanted.Contains(number))
                found[number] = reader.Text;
        }

        return found;
    }

    public IReadOnlyList<RecipientAddressHolder> FindHolders(string address)
    {
        var key = RecipientRow.AddressKey(address.Trim());
        if (key.Length == 0)
            return [];
        var holders = new List<RecipientAddressHolder>();
        foreach (var entry in addresses.Find(HashShards.Hash(key)))
        {
            var slot = HashShards.Slot(entry);
            var first = holders.Count;
            var reader = new RecipientFieldReader(Values(slot));
            while (reader.Next())
            {
                if (AttributeOf(reader.Field) is not { } attribute)
                    continue;
                var value = reader.Text;
                if (!RecipientRow.AddressKey(value).Equals(key, StringComparison.OrdinalIgnoreCase))
                    continue;
                var holder = new RecipientAddressHolder(
                    Id(slot),
                    RecipientFieldReader.Find(Values(slot), RecipientField.DisplayName)!,
                    attribute,
                    value
                );
                var isProxy = reader.Field is RecipientField.ProxyAddress or RecipientField.PrimaryProxyAddress;
                holders.Insert(isProxy || reader.Field == RecipientField.Mail ? first : holders.Count, holder);
            }
        }

        return holders;
    }

    /// <summary>
    /// A copy with some recipients removed and others added or replaced. An id that is in both is removed.
    /// </summary>
    public RecipientTable With(IReadOnlyCollection<RecipientRow> changed, IReadOnlyCollection<Guid> removed)
    {
        var rows = new Dictionary<Guid, RecipientRow?>();
        foreach (var row in changed)
            rows[row.Id] = row;
        foreach (var id in removed)
            rows[id] = null;

        var edit = new RecipientTableEdit(this, freeSlots);
        foreach (var (id, row) in rows)
            edit.Put(FindSlot(id), row);
        if (edit.Slots.Count == 0)
            return this;
        var table = new RecipientTable(
            edit.Segments(),
            edit.Count,
            edit.FreeSlots(),
            ids.With(edit.IdsRemoved, edit.IdsAdded),
            addresses.With(edit.AddressesRemoved, edit.AddressesAdded),
            names
        );
        for (var sort = 0; sort < SortCount; sort++)
        {
            if (Volatile.Read(ref orders[sort]) is { } order)
                table.orders[sort] = RecipientOrder.Update(order, this, table, (RecipientSort)sort, edit.Slots);
        }

        return table;
    }

    /// <summary>
    /// Creates the row of an entry, with the container and domain numbers of this table. Call it only under the index's
    /// lock.
    /// </summary>
    public RecipientRow Row(Directory.DirectoryEntry entry)
    {
        var row = new RecipientRow();
        row.Fill(entry, names);
        return row;
    }

    internal static string? AttributeOf(RecipientField field) =>
        field switch
        {
            RecipientField.ProxyAddress or RecipientField.PrimaryProxyAddress => RecipientAttributes.ProxyAddresses,
            RecipientField.Mail => RecipientAttributes.Mail,
            RecipientField.UserPrincipalName => RecipientAttributes.UserPrincipalName,
            RecipientField.TargetAddress => RecipientAttributes.TargetAddress,
            _ => null,
        };

    private RecipientSegment Segment(int slot) => Segments[slot >> RecipientSegment.Shift];
}
