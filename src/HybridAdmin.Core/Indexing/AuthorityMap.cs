using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// The owner of each row of a table: one byte per row, by segments. Immutable except for the order, which is computed
/// on first use.
/// </summary>
internal sealed class AuthorityMap
{
    private readonly RecipientTable table;
    private readonly byte[][] segments;
    private int[]? order;

    private AuthorityMap(RecipientTable table, byte[][] segments) => (this.table, this.segments) = (table, segments);

    /// <summary>All slots by owner, and by name for each owner.</summary>
    public int[] Order =>
        Volatile.Read(ref order) is { } known
            ? known
            : Interlocked.CompareExchange(
                ref order,
                RecipientOrder.BuildGroups(
                    table,
                    slot => Of(slot) is var a && a == Authority.Unknown ? byte.MaxValue : (int)a
                ),
                null
            ) ?? order;

    /// <param name="decide">Determines the owner of the recipient in a slot.</param>
    /// <param name="before">The map of an earlier table made with the same decisions; rows of unchanged segments are
    /// copied from it. Null if there is none.</param>
    public static AuthorityMap Build(RecipientTable table, Func<int, Authority> decide, AuthorityMap? before)
    {
        var segments = new byte[table.Segments.Length][];
        for (var number = 0; number < segments.Length; number++)
        {
            var segment = table.Segments[number];
            if (
                before is not null
                && number < before.segments.Length
                && ReferenceEquals(before.table.Segments[number], segment)
            )
            {
                segments[number] = before.segments[number];
                continue;
            }

            var codes = segments[number] = new byte[segment.Count];
            for (var place = 0; place < codes.Length; place++)
            {
                if ((segment.Flags[place] & RecipientFlags.Present) != 0)
                    codes[place] = (byte)decide((number << RecipientSegment.Shift) + place);
            }
        }

        return new AuthorityMap(table, segments);
    }

    public Authority Of(int slot) =>
        (Authority)segments[slot >> RecipientSegment.Shift][slot & RecipientSegment.PlaceMask];

    public byte[] Segment(int number) => segments[number];

    /// <summary>The number of mail-enabled recipients of each owner in the given containers.</summary>
    /// <param name="containers">The containers, by number; null for all.</param>
    public int[] Count(bool[]? containers)
    {
        var counts = new int[byte.MaxValue];
        for (var number = 0; number < segments.Length; number++)
        {
            var segment = table.Segments[number];
            for (var place = 0; place < segment.Count; place++)
            {
                if (
                    (segment.Flags[place] & RecipientFlags.Present) == 0
                    || (RecipientTypeCodes.Plain >> segment.Types[place] & 1) != 0
                )
                    continue;
                if (containers is null || containers[segment.Containers[place]])
                    counts[segments[number][place]]++;
            }
        }

        return counts;
    }
}
