namespace HybridAdmin.Core.Tenant.Index;

/// <summary>
/// An immutable map from 32-bit hashes to slots of the index; several slots per hash are allowed. The caller has to
/// verify a hit. Divided into shards, so that a small change copies kilobytes and not the whole map; eight bytes per
/// entry.
/// </summary>
internal sealed class HashShards
{
    private const int ShardCount = 256;
    private readonly ulong[][] shards;

    private HashShards(ulong[][] shards) => this.shards = shards;

    public static HashShards Empty { get; } = new(Enumerable.Repeat(Array.Empty<ulong>(), ShardCount).ToArray());

    /// <summary>An entry: the hash in the upper half, the slot in the lower.</summary>
    public static ulong Entry(int hash, int slot) => ((ulong)(uint)hash << 32) | (uint)slot;

    public static int Slot(ulong entry) => (int)(uint)entry;

    /// <summary>
    /// The hash of an objectGUID; mixed, because not every source of GUIDs distributes its bits evenly.
    /// </summary>
    public static int Hash(Guid id) => unchecked(id.GetHashCode() * (int)0x9E3779B1);

    /// <summary>Hash of an address, without case.</summary>
    public static int Hash(ReadOnlySpan<char> address) =>
        string.GetHashCode(address, StringComparison.OrdinalIgnoreCase);

    /// <param name="entries">In any order.</param>
    public static HashShards Build(IReadOnlyList<ulong> entries)
    {
        var counts = new int[ShardCount];
        foreach (var entry in entries)
            counts[entry >> 56]++;
        var shards = Array.ConvertAll(counts, count => new ulong[count]);
        foreach (var entry in entries)
            shards[entry >> 56][--counts[entry >> 56]] = entry;
        foreach (var shard in shards)
            Array.Sort(shard);
        return new HashShards(shards);
    }

    /// <summary>The entries of a hash.</summary>
    public ReadOnlySpan<ulong> Find(int hash)
    {
        var shard = shards[(uint)hash >> 24];
        var first = LowerBound(shard, Entry(hash, 0));
        var end = first;
        while (end < shard.Length && shard[end] >> 32 == (uint)hash)
            end++;
        return shard.AsSpan(first, end - first);
    }

    /// <summary>
    /// A copy with some entries removed and others added; an entry that is both removed and added remains.
    /// </summary>
    public HashShards With(IReadOnlyCollection<ulong> removed, IReadOnlyCollection<ulong> added)
    {
        var gone = removed.Except(added).ToLookup(e => e >> 56);
        var come = added.Except(removed).ToLookup(e => e >> 56);
        if (gone.Count == 0 && come.Count == 0)
            return this;
        var copy = (ulong[][])shards.Clone();
        foreach (var number in gone.Concat(come).Select(g => g.Key).Distinct())
        {
            var without = gone[number].ToHashSet();
            var shard = copy[number].Where(e => !without.Contains(e)).Concat(come[number]).ToArray();
            Array.Sort(shard);
            copy[number] = shard;
        }

        return new HashShards(copy);
    }

    private static int LowerBound(ulong[] sorted, ulong value)
    {
        var low = 0;
        var high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
