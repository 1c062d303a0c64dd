using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Recipients;

/// <summary>Takes the entries of a load one by one and keeps nothing of them but their rows. For one thread.</summary>
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

    /// <summary>An entry that comes twice, as a rename during a paged search can bring about, counts once.</summary>
    public void Add(DirectoryEntry entry)
    {
        if (!known.Add(entry.Id)) return;
        row.Fill(entry, names);
        var slot = (segments.Count << RecipientSegment.Shift) + segment.Count;
        segment.Add(row);
        ids.Add(HashShards.Entry(HashShards.Hash(row.Id), slot));
        foreach (var hash in row.AddressHashes) addresses.Add(HashShards.Entry(hash, slot));
        if (segment.Count == RecipientSegment.Capacity) segments.Add(segment.Build());
    }

    /// <summary>The table, already sorted by display name. Ends the builder.</summary>
    public RecipientTable Build()
    {
        if (segment.Count > 0) segments.Add(segment.Build());
        var table = new RecipientTable(segments.ToArray(), Count, [], HashShards.Build(ids), HashShards.Build(addresses), names);
        table.Order(RecipientSort.DisplayName);
        return table;
    }
}
