using System.Text;

namespace HybridAdmin.Core.Tests.Fuzzing;

/// <summary>
/// Reads one change record of LDIF by RFC 2849, independently of LdifWriter. Throws when a line violates the RFC.
/// </summary>
internal static class LdifReader
{
    /// <param name="Operation">add, delete or replace.</param>
    /// <param name="Values">As octets in hexadecimal, in order.</param>
    public sealed record Step(string Operation, string Attribute, IReadOnlyList<string> Values);

    public static (string Dn, IReadOnlyList<Step> Steps) Read(string ldif)
    {
        var lines = new Queue<string>(Unfold(ldif));
        var dn = Encoding.UTF8.GetString(Convert.FromHexString(Value(lines.Dequeue(), "dn")));
        if (lines.Dequeue() != "changetype: modify")
            throw new FormatException("Not a modify.");
        var steps = new List<Step>();
        while (lines.TryDequeue(out var line))
        {
            var (operation, attribute) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 2)..]);
            var values = new List<string>();
            while (lines.Dequeue() is var next && next != "-")
                values.Add(Value(next, attribute));
            steps.Add(new Step(operation, attribute, values));
        }

        return (dn, steps);
    }

    private static List<string> Unfold(string ldif)
    {
        if (!ldif.EndsWith('\n'))
            throw new FormatException("The last line has no end.");
        var lines = new List<string>();
        foreach (var line in ldif[..^1].Split('\n'))
        {
            if (line.Length > 76)
                throw new FormatException($"A line has {line.Length} characters.");
            if (line.Length == 0)
                throw new FormatException("An empty line ends the record.");
            if (line.Any(c => c is < ' ' or > '~'))
                throw new FormatException($"Not printable ASCII: {line}");
            if (line[0] == ' ')
                lines[^1] += line[1..];
            else
                lines.Add(line);
        }

        return lines;
    }

    private static string Value(string line, string name)
    {
        if (line.StartsWith($"{name}:: ", StringComparison.Ordinal))
            return Convert.ToHexString(Convert.FromBase64String(line[(name.Length + 3)..]));
        if (!line.StartsWith($"{name}: ", StringComparison.Ordinal))
            throw new FormatException($"Not a value of {name}: {line}");
        var text = line[(name.Length + 2)..];
        if (text.Length > 0 && text[0] is ' ' or ':' or '<')
            throw new FormatException($"Not a SAFE-STRING: {text}");
        return Convert.ToHexString(Encoding.ASCII.GetBytes(text));
    }
}
