using System.Text;

namespace HybridAdmin.Core.Tests.Fuzzing;

/// <summary>
/// Parses the text form of a filter by RFC 4515, independently of LdapFilter, and describes its structure:
/// "and[equal(cn)[61], present(mail)]" with values in hexadecimal. Throws unless the text is exactly one filter.
/// </summary>
internal sealed class FilterReader
{
    private readonly string text;
    private int at;

    private FilterReader(string text) => this.text = text;

    public static string Read(string text)
    {
        var reader = new FilterReader(text);
        var structure = reader.Filter();
        return reader.at == text.Length
            ? structure
            : throw new FormatException($"Something follows the filter at {reader.at}: {text}");
    }

    /// <summary>A value in the notation of the structure.</summary>
    public static string Value(string value) => Convert.ToHexString(Encoding.UTF8.GetBytes(value));

    private string Filter()
    {
        Take('(');
        var structure = text[at] switch
        {
            '&' => List("and"),
            '|' => List("or"),
            '!' => Negation(),
            _ => Item(),
        };
        Take(')');
        return structure;
    }

    private string List(string name)
    {
        at++;
        var parts = new List<string>();
        while (text[at] == '(')
            parts.Add(Filter());
        return $"{name}[{string.Join(", ", parts)}]";
    }

    private string Negation()
    {
        at++;
        return $"not[{Filter()}]";
    }

    private string Item()
    {
        var start = at;
        while (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or ';' or '.')
            at++;
        var name = text[start..at];
        if (name.Length == 0)
            throw new FormatException($"An attribute is missing at {at}: {text}");
        if (text[at] is '>' or '<')
        {
            var comparison = text[at++] == '>' ? "atLeast" : "atMost";
            Take('=');
            return $"{comparison}({name})[{Piece()}]";
        }

        if (text[at] == ':')
        {
            start = ++at;
            while (char.IsAsciiDigit(text[at]) || text[at] == '.')
                at++;
            var rule = text[start..at];
            Take(':');
            Take('=');
            return $"rule({name}, {rule})[{Piece()}]";
        }

        Take('=');
        var pieces = new List<string> { Piece() };
        while (text[at] == '*')
        {
            at++;
            pieces.Add(Piece());
        }

        return pieces.Count == 1 ? $"equal({name})[{pieces[0]}]"
            : pieces.Count == 2 && pieces.All(p => p.Length == 0) ? $"present({name})"
            : $"pieces({name})[{string.Join('*', pieces)}]";
    }

    /// <summary>Reads up to the next star or parenthesis, which cannot be part of a value.</summary>
    private string Piece()
    {
        var octets = new List<byte>();
        while (text[at] is not ('*' or '(' or ')'))
        {
            if (text[at] == '\0')
                throw new FormatException($"A NUL stands in the filter at {at}.");
            if (text[at] == '\\')
            {
                octets.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 3;
                continue;
            }

            var length = char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
            octets.AddRange(Encoding.UTF8.GetBytes(text.Substring(at, length)));
            at += length;
        }

        return Convert.ToHexString([.. octets]);
    }

    private void Take(char expected)
    {
        if (at >= text.Length || text[at] != expected)
            throw new FormatException($"Expected {expected} at {at}: {text}");
        at++;
    }
}
