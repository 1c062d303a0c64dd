using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Indexing;

/// <summary>Collects the changes to the parts of a table, so that each part is copied once.</summary>
internal sealed class RecipientTableEdit(RecipientTable before, int[] freeSlots)
{
    private readonly Dictionary<int, Dictionary<int, RecipientRow?>> segments = [];
    private readonly List<int> free = [.. freeSlots];
    private readonly HashSet<int> slots = [];
    private int slotCount = before.SlotCount;

    public int Count { get; private set; } = before.Count;

    /// <summary>Slots that were emptied, filled or replaced.</summary>
    public IReadOnlyCollection<int> Slots => slots;

    public List<ulong> IdsRemoved { get; } = [];

    public List<ulong> IdsAdded { get; } = [];

    public List<ulong> AddressesRemoved { get; } = [];

    public List<ulong> AddressesAdded { get; } = [];

    /// <param name="slot">The recipient's present slot; -1 if there is none.</param>
    /// <param name="row">The new row; null to remove the recipient.</param>
    public void Put(int slot, RecipientRow? row)
    {
        if (slot < 0)
        {
            if (row is null)
                return;
            slot = NewSlot();
            Count++;
            IdsAdded.Add(HashShards.Entry(HashShards.Hash(row.Id), slot));
        }
        else
        {
            foreach (var hash in AddressHashes(before.Values(slot)))
                AddressesRemoved.Add(HashShards.Entry(hash, slot));
            if (row is null)
            {
                Count--;
                free.Add(slot);
                IdsRemoved.Add(HashShards.Entry(HashShards.Hash(before.Id(slot)), slot));
            }
        }

        if (row is not null)
        {
            foreach (var hash in row.AddressHashes)
                AddressesAdded.Add(HashShards.Entry(hash, slot));
        }

        var number = slot >> RecipientSegment.Shift;
        if (!segments.TryGetValue(number, out var places))
            segments.Add(number, places = []);
        places[slot & RecipientSegment.PlaceMask] = row;
        slots.Add(slot);
    }

    public int[] FreeSlots() => free.ToArray();

    public RecipientSegment[] Segments()
    {
        var count = (slotCount + RecipientSegment.PlaceMask) >> RecipientSegment.Shift;
        var after = new RecipientSegment[count];
        before.Segments.CopyTo(after, 0);
        foreach (var (number, places) in segments)
        {
            after[number] = RecipientSegment.With(
                number < before.Segments.Length ? before.Segments[number] : null,
                places
            );
        }

        return after;
    }

    /// <summary>The hashes of all addresses in a row's values.</summary>
    public static HashSet<int> AddressHashes(ReadOnlySpan<byte> values)
    {
        var hashes = new HashSet<int>();
        var reader = new RecipientFieldReader(values);
        while (reader.Next())
        {
            if (RecipientTable.AttributeOf(reader.Field) is not null)
                hashes.Add(HashShards.Hash(RecipientRow.AddressKey(reader.Text)));
        }

        return hashes;
    }

    private int NewSlot()
    {
        if (free.Count == 0)
            return slotCount++;
        var slot = free[^1];
        free.RemoveAt(free.Count - 1);
        return slot;
    }
}
