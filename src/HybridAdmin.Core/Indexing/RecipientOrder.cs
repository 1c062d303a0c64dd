using System.Buffers;
using System.Buffers.Binary;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Sorts slots. Names are compared by their folded UTF-8, byte by byte. Rows without a value come last, and equal ones
/// follow by display name and id, so that the order is total and paging is stable. Unlike culture-aware sort keys this
/// costs no memory (the search already has the folded text), and the order is the same on every machine, whatever its
/// ICU version; the difference is limited to the weight of punctuation.
/// </summary>
internal static class RecipientOrder
{
    /// <summary>Sorts all recipients of the table.</summary>
    public static int[] Build(RecipientTable table, RecipientSort sort) =>
        sort switch
        {
            RecipientSort.RecipientTypeDetails => BuildGroups(
                table,
                slot => RecipientTypeCodes.Rank(table.TypeCode(slot))
            ),
            // the table does not know the owner; the join with a tenant does
            RecipientSort.Authority => table.Order(RecipientSort.DisplayName),
            RecipientSort.OrganizationalUnit when ContainerRanks(table.Containers) is var ranks => BuildGroups(
                table,
                slot => ranks[table.ContainerNumber(slot)]
            ),
            _ => BuildByField(table, sort),
        };

    /// <summary>Derives the order of a changed table from the previous one: only the changed rows are sorted.</summary>
    /// <param name="changed">Slots that were emptied, filled or replaced.</param>
    public static int[] Update(
        int[] order,
        RecipientTable before,
        RecipientTable after,
        RecipientSort sort,
        IReadOnlyCollection<int> changed
    )
    {
        // A change of the alias or the visibility does not move a row, so the order need not be copied.
        return changed.All(slot => KeepsPlace(before, after, sort, slot)) ? order : Update(order, after, sort, changed);
    }

    private static int[] Update(
        int[] before,
        RecipientTable after,
        RecipientSort sort,
        IReadOnlyCollection<int> changed
    )
    {
        var isChanged = ArrayPool<bool>.Shared.Rent(after.SlotCount);
        var kept = ArrayPool<int>.Shared.Rent(before.Length);
        try
        {
            isChanged.AsSpan(0, after.SlotCount).Clear();
            foreach (var slot in changed)
                isChanged[slot] = true;
            var keptCount = 0;
            foreach (var slot in before)
            {
                kept[keptCount] = slot;
                keptCount += isChanged[slot] ? 0 : 1;
            }

            var added = changed.Where(after.IsPresent).ToArray();
            Array.Sort(added, (a, b) => Compare(after, sort, a, b));
            return Merge(kept.AsSpan(0, keptCount), added, after, sort);
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(isChanged);
            ArrayPool<int>.Shared.Return(kept);
        }
    }

    /// <summary>
    /// The number of rows at the start of the order that have a value to sort by; the others are last in both
    /// directions.
    /// </summary>
    public static int CountWithValue(RecipientTable table, RecipientSort sort, int[] order)
    {
        if (FoldedField(sort) is not { } field)
            return order.Length;
        var low = 0;
        var high = order.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Field(table.Folded(order[middle]), field).Length > 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static int[] BuildByField(RecipientTable table, RecipientSort sort)
    {
        var slots = new int[table.Count];
        var keys = new ulong[slots.Length];
        var count = 0;
        for (var slot = 0; slot < table.SlotCount; slot++)
        {
            if (!table.IsPresent(slot))
                continue;
            keys[count] = Prefix(Field(table.Folded(slot), FoldedField(sort)!.Value));
            slots[count++] = slot;
        }

        // The first eight bytes decide most comparisons; only equal ones compare the rows themselves.
        Array.Sort(keys, slots);
        for (var start = 0; start < count; )
        {
            var end = start + 1;
            while (end < count && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                slots.AsSpan(start, end - start).Sort((a, b) => Compare(table, sort, a, b));
            start = end;
        }

        return slots;
    }

    /// <summary>
    /// Sorts by a few distinct ranks and by name within each: the order by name is partitioned, without comparing text.
    /// </summary>
    public static int[] BuildGroups(RecipientTable table, Func<int, int> rankOf)
    {
        var byName = table.Order(RecipientSort.DisplayName);
        var keys = new ulong[byName.Length];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ((ulong)rankOf(byName[i]) << 32) | (uint)i;
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => byName[(int)(uint)key]);
    }

    private static int[] Merge(ReadOnlySpan<int> kept, int[] added, RecipientTable table, RecipientSort sort)
    {
        var merged = new int[kept.Length + added.Length];
        var copied = 0;
        for (var i = 0; i < added.Length; i++)
        {
            var low = copied;
            var high = kept.Length;
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (Compare(table, sort, kept[middle], added[i]) < 0)
                    low = middle + 1;
                else
                    high = middle;
            }

            kept[copied..low].CopyTo(merged.AsSpan(copied + i));
            merged[low + i] = added[i];
            copied = low;
        }

        kept[copied..].CopyTo(merged.AsSpan(copied + added.Length));
        return merged;
    }

    private static bool KeepsPlace(RecipientTable before, RecipientTable after, RecipientSort sort, int slot)
    {
        if (
            slot >= before.SlotCount
            || !before.IsPresent(slot)
            || !after.IsPresent(slot)
            || before.Id(slot) != after.Id(slot)
        )
            return false;
        var keepsFirst = sort switch
        {
            RecipientSort.RecipientTypeDetails => before.TypeCode(slot) == after.TypeCode(slot),
            RecipientSort.OrganizationalUnit => before.ContainerNumber(slot) == after.ContainerNumber(slot),
            RecipientSort.Authority => true,
            _ => Same(FoldedField(sort)!.Value),
        };
        return keepsFirst && Same(RecipientRow.FoldedDisplayName);

        bool Same(int field) => Field(before.Folded(slot), field).SequenceEqual(Field(after.Folded(slot), field));
    }

    private static int Compare(RecipientTable table, RecipientSort sort, int a, int b)
    {
        var first = sort switch
        {
            RecipientSort.RecipientTypeDetails => RecipientTypeCodes
                .Rank(table.TypeCode(a))
                .CompareTo(RecipientTypeCodes.Rank(table.TypeCode(b))),
            RecipientSort.OrganizationalUnit => ComparePaths(table.Container(a), table.Container(b)),
            RecipientSort.Authority => 0,
            _ => CompareFields(table, a, b, FoldedField(sort)!.Value),
        };
        if (first != 0)
            return first;
        var second = CompareFields(table, a, b, RecipientRow.FoldedDisplayName);
        return second != 0 ? second : table.Id(a).CompareTo(table.Id(b));
    }

    private static int CompareFields(RecipientTable table, int a, int b, int field)
    {
        var left = Field(table.Folded(a), field);
        var right = Field(table.Folded(b), field);
        if (left.Length == 0 || right.Length == 0)
            return (left.Length == 0).CompareTo(right.Length == 0);
        return left.SequenceCompareTo(right);
    }

    private static int ComparePaths(RecipientContainer a, RecipientContainer b) =>
        ReferenceEquals(a, b) ? 0 : a.FoldedPath.AsSpan().SequenceCompareTo(b.FoldedPath);

    private static int? FoldedField(RecipientSort sort) =>
        sort switch
        {
            RecipientSort.DisplayName => RecipientRow.FoldedDisplayName,
            RecipientSort.PrimarySmtpAddress => RecipientRow.FoldedPrimaryAddress,
            RecipientSort.Alias => RecipientRow.FoldedAlias,
            RecipientSort.UserPrincipalName => RecipientRow.FoldedUserPrincipalName,
            RecipientSort.RecipientTypeDetails or RecipientSort.OrganizationalUnit or RecipientSort.Authority => null,
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Not a sort."),
        };

    private static ulong Prefix(ReadOnlySpan<byte> field)
    {
        if (field.Length == 0)
            return ulong.MaxValue; // no UTF-8 begins with 0xFF
        if (field.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(field);
        Span<byte> start = stackalloc byte[8];
        start.Clear();
        field.CopyTo(start);
        return BinaryPrimitives.ReadUInt64BigEndian(start);
    }

    private static int[] ContainerRanks(RecipientContainer[] containers)
    {
        var sorted = Enumerable.Range(0, containers.Length).ToArray();
        Array.Sort(sorted, (a, b) => ComparePaths(containers[a], containers[b]));
        var ranks = new int[containers.Length];
        for (var i = 1; i < sorted.Length; i++)
        {
            var isSame = ComparePaths(containers[sorted[i - 1]], containers[sorted[i]]) == 0;
            ranks[sorted[i]] = ranks[sorted[i - 1]] + (isSame ? 0 : 1);
        }

        return ranks;
    }

    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> folded, int number)
    {
        folded = folded[1..];
        for (; number > 0; number--)
            folded = folded[(folded.IndexOf(RecipientRow.Separator) + 1)..];
        return folded[..folded.IndexOf(RecipientRow.Separator)];
    }
}
