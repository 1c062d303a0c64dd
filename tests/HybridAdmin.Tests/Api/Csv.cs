using System.Text;

namespace HybridAdmin.Tests.Api;

/// <summary>Reads CSV by RFC 4180.</summary>
internal static class Csv
{
    /// <returns>Rows by column name.</returns>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        var rows = Rows(text);
        Assert.All(rows, r => Assert.Equal(rows[0].Count, r.Count));
        return [.. rows.Skip(1).Select(r => rows[0].Zip(r).ToDictionary(p => p.First, p => p.Second))];
    }

    private static List<List<string>> Rows(string text)
    {
        var rows = new List<List<string>> { new() };
        var (field, isQuoted) = (new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (c == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || c is not (',' or '\r' or '\n'))
                field.Append(c);
            else if (c != '\r')
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (c == '\n' && i + 1 < text.Length)
                    rows.Add([]);
            }
        }

        if (field.Length > 0)
            rows[^1].Add(field.ToString());
        return rows;
    }
}
