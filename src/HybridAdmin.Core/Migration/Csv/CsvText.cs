using System.Text;
using CsvHelper;

namespace HybridAdmin.Core.Migration.Csv;

/// <summary>
/// Reads the bytes of a CSV file as rows of cells, with any encoding and separator that spreadsheets write. Pure.
/// </summary>
internal static class CsvText
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>
    /// Decodes UTF-8 and UTF-16 with or without a byte order mark, otherwise Windows-1252. UTF-16 without a mark is
    /// recognised by the zero bytes in its first characters.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.StartsWith(Encoding.Unicode.Preamble))
            return Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes is [not 0, 0, not 0, 0, ..])
            return Encoding.Unicode.GetString(bytes);
        if (bytes is [0, not 0, 0, not 0, ..])
            return Encoding.BigEndianUnicode.GetString(bytes);
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes); // always provided
        }
    }

    /// <summary>
    /// The rows with their number in the file, the first line being 1; empty lines are omitted but counted. A first
    /// line such as "sep=;", which Excel writes, defines the separator.
    /// </summary>
    public static IEnumerable<(int Number, IReadOnlyList<string> Cells)> Rows(string text)
    {
        text = text.TrimStart('\uFEFF');
        var options = new CsvReaderOptions
        {
            Separator = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? null : SeparatorOf(text),
            HasHeader = false, // the header is read like any row: it is checked, and may be missing
            TrimWhitespace = true,
            TrackLineNumbers = true,
        };
        using var reader = CsvReader.Create(new StringReader(text), options);
        while (reader.Read())
        {
            var cells = new string[reader.FieldCount];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = reader.GetString(i);
            if (!Array.TrueForAll(cells, string.IsNullOrWhiteSpace))
                yield return ((int)reader.LineNumber, cells);
        }
    }

    /// <summary>
    /// The separator that occurs most often in the first line outside quotes; comma for a file with one column. The
    /// package would also accept "|", which can occur in an address.
    /// </summary>
    private static char SeparatorOf(string text)
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var c in text)
        {
            if (c == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && c is '\n' or '\r')
                break;
            else if (!isQuoted && Array.IndexOf(Separators, c) is var at and >= 0)
                counts[at]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }
}
