using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// The recipient types numbered from 0, to store one byte per row and to test sets of types with a bit mask.
/// </summary>
internal static class RecipientTypeCodes
{
    private static readonly RecipientTypeDetails[] Types = Enum.GetValues<RecipientTypeDetails>();

    private static readonly byte[] Ranks = Types
        .Select((type, code) => (Words: type.Words(), Code: code))
        .OrderBy(t => t.Words, StringComparer.OrdinalIgnoreCase)
        .Select((t, rank) => (t.Code, Rank: (byte)rank))
        .OrderBy(t => t.Code)
        .Select(t => t.Rank)
        .ToArray();

    public static int Count => Types.Length;

    /// <summary>The types of objects without mail.</summary>
    public static ulong Plain { get; } = Mask(Types.Where(t => t.IsPlain()));

    public static ulong All { get; } = Mask(Types);

    public static byte Code(RecipientTypeDetails type) => (byte)Math.Max(0, Array.IndexOf(Types, type));

    public static RecipientTypeDetails Type(byte code) => Types[code];

    /// <summary>The position of a type when types are sorted by display name.</summary>
    public static byte Rank(byte code) => Ranks[code];

    public static ulong Mask(IEnumerable<RecipientTypeDetails> types) =>
        types.Aggregate(0UL, (mask, type) => mask | (1UL << Code(type)));
}
