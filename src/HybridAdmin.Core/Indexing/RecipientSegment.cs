using System.Buffers;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// Up to <see cref="Capacity"/> recipients in columns: the unit that a change copies. Immutable. A slot whose recipient
/// was removed remains empty until it is reused.
/// </summary>
internal sealed class RecipientSegment
{
    /// <summary>
    /// log2 of <see cref="Capacity"/>, small enough to keep the arrays out of the large object heap. A slot number
    /// consists of the segment's number and, in the lower bits, the position in the segment.
    /// </summary>
    public const int Shift = 7;
    public const int Capacity = 1 << Shift;
    public const int PlaceMask = Capacity - 1;

    private readonly Guid[] ids;
    private readonly byte[] types;
    private readonly RecipientFlags[] flags;
    private readonly int[] containers;
    private readonly byte[] folded;
    private readonly int[] foldedEnds;
    private readonly byte[] values;
    private readonly int[] valueEnds;
    private readonly int[] domains;
    private readonly int[] domainEnds;

    private RecipientSegment(Builder builder)
    {
        ids = builder.Ids.ToArray();
        types = builder.Types.ToArray();
        flags = builder.Flags.ToArray();
        containers = builder.Containers.ToArray();
        folded = builder.Folded.WrittenSpan.ToArray();
        foldedEnds = builder.FoldedEnds.ToArray();
        values = builder.Values.WrittenSpan.ToArray();
        valueEnds = builder.ValueEnds.ToArray();
        domains = builder.Domains.ToArray();
        domainEnds = builder.DomainEnds.ToArray();
    }

    /// <summary>The number of slots in use, including emptied ones.</summary>
    public int Count => ids.Length;

    public ReadOnlySpan<byte> Types => types;

    public ReadOnlySpan<RecipientFlags> Flags => flags;

    public ReadOnlySpan<int> Containers => containers;

    /// <summary>The folded text of all rows, concatenated.</summary>
    public ReadOnlySpan<byte> AllFolded => folded;

    /// <summary>The end of each row in <see cref="AllFolded"/>.</summary>
    public ReadOnlySpan<int> FoldedEnds => foldedEnds;

    public Guid Id(int place) => ids[place];

    public ReadOnlySpan<byte> Folded(int place) => folded.AsSpan()[Start(foldedEnds, place)..foldedEnds[place]];

    public ReadOnlySpan<byte> Values(int place) => values.AsSpan()[Start(valueEnds, place)..valueEnds[place]];

    /// <summary>Numbers of the domains in which the row has SMTP addresses.</summary>
    public ReadOnlySpan<int> Domains(int place) => domains.AsSpan()[Start(domainEnds, place)..domainEnds[place]];

    /// <summary>
    /// A copy in which the given positions have other rows (null empties one); positions beyond the end are appended in
    /// order.
    /// </summary>
    public static RecipientSegment With(RecipientSegment? segment, IReadOnlyDictionary<int, RecipientRow?> changed)
    {
        var builder = new Builder();
        var count = Math.Max(segment?.Count ?? 0, changed.Keys.Max() + 1);
        for (var place = 0; place < count; place++)
        {
            if (changed.TryGetValue(place, out var row))
            {
                if (row is null)
                    builder.AddEmpty();
                else
                    builder.Add(row);
            }
            else
            {
                builder.AddCopy(segment!, place);
            }
        }

        return builder.Build();
    }

    private static int Start(int[] ends, int place) => place == 0 ? 0 : ends[place - 1];

    /// <summary>Builds a segment from rows.</summary>
    public sealed class Builder
    {
        public List<Guid> Ids { get; } = new(Capacity);

        public List<byte> Types { get; } = new(Capacity);

        public List<RecipientFlags> Flags { get; } = new(Capacity);

        public List<int> Containers { get; } = new(Capacity);

        public ArrayBufferWriter<byte> Folded { get; } = new(Capacity * 192);

        public List<int> FoldedEnds { get; } = new(Capacity);

        public ArrayBufferWriter<byte> Values { get; } = new(Capacity * 256);

        public List<int> ValueEnds { get; } = new(Capacity);

        public List<int> Domains { get; } = new(Capacity * 2);

        public List<int> DomainEnds { get; } = new(Capacity);

        public int Count => Ids.Count;

        public void Add(RecipientRow row)
        {
            Folded.Write(row.Folded);
            Values.Write(row.Values);
            Domains.AddRange(row.Domains);
            End(row.Id, row.Type, row.Flags, row.Container);
        }

        public void AddCopy(RecipientSegment segment, int place) =>
            AddCopy(segment, place, segment.containers[place], segment.Domains(place));

        /// <summary>Adds a copy of a row for another table, with the name numbers of that table.</summary>
        public void AddCopy(RecipientSegment segment, int place, int container, ReadOnlySpan<int> domains)
        {
            Folded.Write(segment.Folded(place));
            Values.Write(segment.Values(place));
            foreach (var domain in domains)
                Domains.Add(domain);
            End(segment.ids[place], segment.types[place], segment.flags[place], container);
        }

        public void AddEmpty() => End(Guid.Empty, 0, RecipientFlags.None, 0);

        /// <summary>The finished segment; the builder is empty afterwards.</summary>
        public RecipientSegment Build()
        {
            var segment = new RecipientSegment(this);
            Ids.Clear();
            Types.Clear();
            Flags.Clear();
            Containers.Clear();
            Folded.ResetWrittenCount();
            FoldedEnds.Clear();
            Values.ResetWrittenCount();
            ValueEnds.Clear();
            Domains.Clear();
            DomainEnds.Clear();
            return segment;
        }

        private void End(Guid id, byte type, RecipientFlags flags, int container)
        {
            Ids.Add(id);
            Types.Add(type);
            Flags.Add(flags);
            Containers.Add(container);
            FoldedEnds.Add(Folded.WrittenCount);
            ValueEnds.Add(Values.WrittenCount);
            DomainEnds.Add(Domains.Count);
        }
    }
}
