using System.Buffers;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>Finds the rows of a query and sorts a page of them.</summary>
internal static class RecipientSearch
{
    private const byte NoMatch = 0;
    private const byte ExactMatch = 1;
    private const byte WordMatch = 2;
    private const byte OtherMatch = 3;

    /// <summary>The number of matching rows, and the slots of the page.</summary>
    /// <param name="order">All slots in sort order; null for the table's own order.</param>
    public static (int Total, int[] Slots) Run(
        RecipientTable table,
        in RecipientRowFilter filter,
        byte[][] terms,
        RecipientSort sort,
        bool descending,
        int skip,
        int take,
        int[]? order = null
    )
    {
        var isRanked = terms.Length > 0 && sort == RecipientSort.DisplayName && !descending;
        var matches = ArrayPool<byte>.Shared.Rent(table.SlotCount);
        try
        {
            var marks = matches.AsSpan(0, table.SlotCount);
            marks.Clear();
            Span<int> counts = stackalloc int[OtherMatch + 1];
            var exact = isRanked
                ? Array.ConvertAll(terms, t => (byte[])[RecipientRow.Separator, .. t, RecipientRow.Separator])
                : [];
            for (var number = 0; number < table.Segments.Length; number++)
            {
                var part = marks.Slice(number << RecipientSegment.Shift, table.Segments[number].Count);
                var own = filter.Of(number);
                if (terms.Length == 0)
                    MarkAll(table.Segments[number], own, part, counts);
                else
                    MarkFound(table.Segments[number], own, terms, exact, part, counts);
            }

            var total = counts[ExactMatch] + counts[WordMatch] + counts[OtherMatch];
            var slots = new int[Math.Clamp(total - skip, 0, take)];
            if (slots.Length > 0)
                Collect(table, marks, counts, sort, descending, skip, slots, order ?? table.Order(sort));
            return (total, slots);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(matches);
        }
    }

    private static void MarkAll(
        RecipientSegment segment,
        in RecipientRowFilter filter,
        Span<byte> marks,
        Span<int> counts
    )
    {
        for (var place = 0; place < marks.Length; place++)
        {
            if (!filter.Matches(segment, place))
                continue;
            marks[place] = OtherMatch;
            counts[OtherMatch]++;
        }
    }

    private static void MarkFound(
        RecipientSegment segment,
        in RecipientRowFilter filter,
        byte[][] terms,
        byte[][] exact,
        Span<byte> marks,
        Span<int> counts
    )
    {
        var text = segment.AllFolded;
        var ends = segment.FoldedEnds;
        ReadOnlySpan<byte> first = terms[0];
        var place = 0;
        for (var start = 0; start < text.Length; )
        {
            var found = text[start..].IndexOf(first);
            if (found < 0)
                return;
            found += start;
            while (ends[place] <= found)
                place++;
            start = ends[place];
            if (!filter.Matches(segment, place))
                continue;
            var row = text[(place == 0 ? 0 : ends[place - 1])..start];
            if (!HasOthers(row, terms))
                continue;
            var mark = exact.Length == 0 ? OtherMatch : Rank(row, found - (start - row.Length), terms, exact);
            marks[place] = mark;
            counts[mark]++;
        }
    }

    private static bool HasOthers(ReadOnlySpan<byte> row, byte[][] terms)
    {
        for (var i = 1; i < terms.Length; i++)
        {
            if (row.IndexOf(terms[i]) < 0)
                return false;
        }

        return true;
    }

    /// <summary>
    /// The lowest rank among the words. Ranks, from high to low: a whole address or account name, the beginning of a
    /// word in the name, any other match.
    /// </summary>
    /// <param name="row">The row's folded text.</param>
    /// <param name="found">The position of the first word's first match.</param>
    private static byte Rank(ReadOnlySpan<byte> row, int found, byte[][] terms, byte[][] exact)
    {
        var nameEnd = 1 + row[1..].IndexOf(RecipientRow.Separator);
        var worst = ExactMatch;
        for (var i = 0; i < terms.Length; i++)
        {
            var isExact = row[(i == 0 ? Math.Max(found - 1, nameEnd) : nameEnd)..].IndexOf(exact[i]) >= 0;
            if (isExact)
                continue;
            if (
                i == 0
                    ? found >= nameEnd || !StartsWord(row[..nameEnd], terms[0], found)
                    : !StartsWord(row[..nameEnd], terms[i], 1)
            )
                return OtherMatch;
            worst = WordMatch;
        }

        return worst;
    }

    /// <summary>
    /// Indicates whether one of the words of the name begins with the term. The search starts after the separator at
    /// the given position.
    /// </summary>
    private static bool StartsWord(ReadOnlySpan<byte> name, ReadOnlySpan<byte> term, int start)
    {
        // Names are short: a loop over the characters is faster than a search that restarts after each match.
        var isInWord = IsPartOfWord(name[start - 1]);
        for (var place = start; place <= name.Length - term.Length; place++)
        {
            if (!isInWord && name[place] == term[0] && name[place..].StartsWith(term))
                return true;
            isInWord = IsPartOfWord(name[place]);
        }

        return false;
    }

    /// <summary>Indicates whether it is a letter, a digit or a part of a non-ASCII character.</summary>
    private static bool IsPartOfWord(byte octet) =>
        octet >= 0x80 || (uint)(octet - 'a') <= 'z' - 'a' || (uint)(octet - '0') <= 9;

    private static void Collect(
        RecipientTable table,
        ReadOnlySpan<byte> marks,
        ReadOnlySpan<int> counts,
        RecipientSort sort,
        bool descending,
        int skip,
        Span<int> slots,
        int[] order
    )
    {
        var withValue = descending ? RecipientOrder.CountWithValue(table, sort, order) : 0;
        var filled = 0;
        for (var mark = ExactMatch; mark <= OtherMatch; mark++)
        {
            if (skip >= counts[mark])
            {
                skip -= counts[mark];
                continue;
            }

            for (var i = 0; i < order.Length; i++)
            {
                var slot = order[i < withValue ? withValue - 1 - i : i];
                if (marks[slot] != mark || skip-- > 0)
                    continue;
                slots[filled++] = slot;
                if (filled == slots.Length)
                    return;
            }

            skip = 0;
        }
    }
}
