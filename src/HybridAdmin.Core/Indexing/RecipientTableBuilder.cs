using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Indexing;

/// <summary>Converts the entries of a load to rows, one by one, and retains only the rows. Not thread-safe.</summary>
internal sealed class RecipientTableBuilder
{
    private readonly RecipientNames names = new();
    private readonly RecipientRow row = new();
    private readonly RecipientSegment.Builder segment = new();
    private readonly List<RecipientSegment> segments = [];
    private readonly List<ulong> ids = [];
    private readonly List<ulong> addresses = [];
    private readonly HashSet<Guid> known = [];

    public int Count => known.Count;

    /// <summary>
    /// Adds an entry. An entry that is returned twice, e.g. after a rename during a paged search, counts once.
    /// </summary>
    public void Add(DirectoryEntry entry)
    {
        if (!known.Add(entry.Id))
            return;
        row.Fill(entry, names);
        var slot = NextSlot;
        segment.Add(row);
        Added(slot, row.Id, row.AddressHashes);
    }

    /// <summary>Adds the rows of another table in the given containers, unless they were added already.</summary>
    public void AddCopies(RecipientTable table, Func<DistinguishedName, bool> isWanted)
    {
        var containers = table.Containers.Select(c => isWanted(c.Dn) ? names.Container(c) : -1).ToArray();
        for (var slot = 0; slot < table.SlotCount; slot++)
        {
            if (
                !table.IsPresent(slot)
                || containers[table.ContainerNumber(slot)] is not (>= 0 and var container)
                || !known.Add(table.Id(slot))
            )
                continue;
            var (from, place) = (table.Segments[slot >> RecipientSegment.Shift], slot & RecipientSegment.PlaceMask);
            var domains = from.Domains(place).ToArray();
            for (var i = 0; i < domains.Length; i++)
                domains[i] = names.Domain(table.Domains[domains[i]]);
            var to = NextSlot;
            segment.AddCopy(from, place, container, domains);
            Added(to, from.Id(place), RecipientTableEdit.AddressHashes(from.Values(place)));
        }
    }

    /// <summary>The finished table, sorted by display name. The builder cannot be used afterwards.</summary>
    public RecipientTable Build()
    {
        if (segment.Count > 0)
            segments.Add(segment.Build());
        var table = new RecipientTable(
            segments.ToArray(),
            Count,
            [],
            HashShards.Build(ids),
            HashShards.Build(addresses),
            names
        );
        table.Order(RecipientSort.DisplayName);
        return table;
    }

    private int NextSlot => (segments.Count << RecipientSegment.Shift) + segment.Count;

    private void Added(int slot, Guid id, IReadOnlyCollection<int> hashes)
    {
        ids.Add(HashShards.Entry(HashShards.Hash(id), slot));
        foreach (var hash in hashes)
            addresses.Add(HashShards.Entry(hash, slot));
        if (segment.Count == RecipientSegment.Capacity)
            segments.Add(segment.Build());
    }
}
