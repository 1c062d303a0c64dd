using System.Text;

namespace HybridAdmin.Core.Migration.Csv;

/// <summary>Writes the CSV that a batch is created from.</summary>
public static class MigrationCsvWriter
{
    /// <summary>UTF-8 without a mark, comma, CRLF; only the columns that somebody has a value in.</summary>
    public static byte[] Write(IReadOnlyList<MigrationRow> people, MigrationKind kind)
    {
        var columns = MigrationColumns.Of(kind).Skip(1).Where(c => people.Any(p => p.Values.ContainsKey(c))).ToArray();
        var text = new StringBuilder(MigrationColumns.EmailAddress);
        foreach (var column in columns)
            text.Append(',').Append(column);
        text.Append("\r\n");
        foreach (var person in people)
        {
            text.Append(Cell(person.EmailAddress));
            foreach (var column in columns)
                text.Append(',').Append(Cell(person.Values.GetValueOrDefault(column, string.Empty)));
            text.Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? value
            : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
