using System.Text;

namespace HybridAdmin.Core.Migration;

/// <summary>
/// A CSV file's bytes as rows of cells: encoding and separator are found out, quotes understood (RFC 4180, and what
/// Excel writes). Pure.
/// </summary>
internal static class CsvText
{
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>
    /// UTF-8 and UTF-16 with or without a mark at the beginning, else Windows-1252. UTF-16 without a mark is known by
    /// the zeros of its first characters.
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
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes); // the provider always has it
        }
    }

    /// <summary>
    /// Rows with their number in the file, the first line being 1; empty lines are left out and counted.
    /// </summary>
    public static IEnumerable<(int Number, IReadOnlyList<string> Cells)> Rows(string text)
    {
        text = text.TrimStart('\uFEFF');
        var line = 0;
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            // A first line that only Excel understands: it names the separator, and is counted as a line.
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            text = end < 0 ? string.Empty : text[(end + 1)..];
            line = 1;
        }

        return Read(text, SeparatorOf(text), line);
    }

    private static IEnumerable<(int Number, IReadOnlyList<string> Cells)> Read(string text, char separator, int line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var start = line + 1;
        var (isQuoted, wasQuoted) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted)
            {
                if (c == '\n')
                    line++;
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    isQuoted = false;
            }
            else if (c == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                (isQuoted, wasQuoted) = (true, true);
            }
            else if (c == separator)
            {
                EndCell();
            }
            else if (c is '\n' or '\r')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
                line++;
                EndCell();
                if (cells.Exists(v => v.Length > 0))
                    yield return (start, [.. cells]);
                cells.Clear();
                start = line + 1;
            }
            else
            {
                cell.Append(c);
            }
        }

        EndCell();
        if (cells.Exists(v => v.Length > 0))
            yield return (start, cells);

        void EndCell()
        {
            cells.Add(wasQuoted ? cell.ToString() : cell.ToString().Trim());
            cell.Clear();
            wasQuoted = false;
        }
    }

    /// <summary>The separator that the first line has most of outside quotes; comma for a file of one column.</summary>
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
