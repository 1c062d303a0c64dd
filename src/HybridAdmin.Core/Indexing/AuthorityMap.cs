using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Who owns each row of a table: one byte a row, by segments. Immutable but for the order, which is worked out when
/// first asked for.
/// </summary>
internal sealed class AuthorityMap
{
    private readonly RecipientTable table;
    private readonly byte[][] segments;
    private int[]? order;

    private AuthorityMap(RecipientTable table, byte[][] segments) => (this.table, this.segments) = (table, segments);

    /// <summary>All slots by owner, within each by name.</summary>
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

    /// <param name="decide">Who owns the recipient in a slot.</param>
    /// <param name="before">The map of an earlier table made by the same decisions: rows of segments that did not
    /// change are taken over. Null: none.</param>
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

    /// <summary>How many mail-enabled recipients each owner has, of the containers wanted.</summary>
    /// <param name="containers">By number; null: all.</param>
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
