using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// The search text as folded words without repetition, the longest first, because it narrows the result most.
/// </summary>
internal static class SearchTerms
{
    private static readonly byte[] SmtpPrefix = System.Text.Encoding.UTF8.GetBytes(
        ProxyAddress.Smtp(string.Empty, false).Text
    );

    /// <summary>The words; empty if the text has no visible characters.</summary>
    public static byte[][] Parse(string? search)
    {
        if (string.IsNullOrEmpty(search))
            return [];
        var folded = TextFolding.Fold(search).AsSpan();
        var terms = new HashSet<byte[]>(ByteComparer.Instance);
        while (folded.Length > 0)
        {
            var end = folded.IndexOf((byte)' ');
            var term = end < 0 ? folded : folded[..end];
            folded = end < 0 ? default : folded[(end + 1)..];
            if (term.StartsWith(SmtpPrefix))
                term = term[SmtpPrefix.Length..];
            if (term.Length > 0)
                terms.Add(term.ToArray());
        }

        var ordered = terms.ToArray();
        Array.Sort(
            ordered,
            static (a, b) => a.Length != b.Length ? b.Length - a.Length : a.AsSpan().SequenceCompareTo(b)
        );
        return ordered;
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>
    {
        public static readonly ByteComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(obj);
            return hash.ToHashCode();
        }
    }
}
