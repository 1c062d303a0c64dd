using System.Globalization;
using System.Text;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>
/// An address of another type packed into an SMTP one, as bounces show it:
/// <c>IMCEAEX-_o=Contoso_cn=anna+2Eberg@contoso.com</c> is the Exchange address <c>/o=Contoso/cn=anna.berg</c>. "_"
/// stands for "/", "+HH" for a hexadecimal octet; the part behind the last "@" only routes (MS-OXCMAIL 2.2.3.1.2).
/// </summary>
/// <param name="Type">What follows IMCEA, in capitals: EX, FAX, NOTES ...; of EX addresses replies look for an X500
/// value.</param>
/// <param name="Value">Decoded, without the domain.</param>
/// <param name="Encoded">As it was found, folds joined.</param>
public sealed record ImceaAddress(string Type, string Value, string Encoded)
{
    /// <summary>How many different ones are read out of one text.</summary>
    public const int Most = 5;

    /// <summary>
    /// The longest that is read: an X.500 value has at most 1,123 characters, three for each when encoded.
    /// </summary>
    public const int LongestEncoded = 3600;

    private const string Marker = "IMCEA";
    private const int LongestType = 16;

    /// <summary>
    /// The proxyAddresses value by which replies would find its owner: X500 for EX, else the type as it stands.
    /// </summary>
    public string ProxyText => Type == "EX" ? $"X500:{Value}" : $"{Type}:{Value}";

    /// <summary>
    /// All different ones in a text of any kind (a whole bounce, folded lines, quoted-printable), in order, at most
    /// <see cref="Most"/>.
    /// </summary>
    public static IReadOnlyList<ImceaAddress> FindAll(string text)
    {
        var found = new List<ImceaAddress>();
        for (var at = Next(text, 0); at >= 0 && found.Count < Most; at = Next(text, at + Marker.Length))
        {
            if (
                ReadAt(text, at) is { } address
                && !found.Any(f => f.ProxyText.Equals(address.ProxyText, StringComparison.OrdinalIgnoreCase))
            )
                found.Add(address);
        }

        return found;
    }

    private static int Next(string text, int start)
    {
        for (
            var at = text.IndexOf(Marker, start, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = text.IndexOf(Marker, at + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            if (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1]))
                return at;
        }

        return -1;
    }

    private static ImceaAddress? ReadAt(string text, int at)
    {
        var token = Token(text, at);
        var dash = token.IndexOf('-', StringComparison.Ordinal);
        if (dash <= Marker.Length || dash > Marker.Length + LongestType)
            return null;
        var type = token[Marker.Length..dash];
        if (!type.All(char.IsAsciiLetterOrDigit))
            return null;
        var end = token.LastIndexOf('@');
        // Without a domain only an Exchange address is known by its form.
        if (
            end < 0
            && !(
                type.Equals("EX", StringComparison.OrdinalIgnoreCase)
                && token.Length > dash + 1
                && token[dash + 1] is '_' or '/'
            )
        )
            return null;
        var local = end < 0 ? token[(dash + 1)..] : token[(dash + 1)..Math.Max(end, dash + 1)];
        var value = Decode(local).Trim();
        return value.Length == 0 || value.Any(char.IsControl)
            ? null
            : new ImceaAddress(type.ToUpperInvariant(), value, token);
    }

    /// <summary>
    /// From the marker to the end of the address; blanks before the "@" are folds of the line, since encoded text has
    /// none.
    /// </summary>
    private static string Token(string text, int start)
    {
        var token = new StringBuilder();
        var quotedPrintable =
            text.AsSpan(start, Math.Min(64, text.Length - start)).IndexOf("=3D", StringComparison.OrdinalIgnoreCase)
            >= 0;
        var hasDomain = false;
        for (var i = start; i < text.Length && token.Length < LongestEncoded; i++)
        {
            var c = text[i];
            if (quotedPrintable && c == '=' && SoftBreak(text, i) is var next and > 0)
            {
                i = next - 1;
            }
            else if (quotedPrintable && c == '=' && i + 2 < text.Length && Octet(text, i + 1) is { } octet)
            {
                token.Append((char)octet);
                i += 2;
            }
            else if (char.IsWhiteSpace(c))
            {
                if (hasDomain || Continuation(text, i) is not { } on)
                    break;
                i = on - 1;
            }
            else if (
                c is '<' or '>' or '"' or '\'' or '(' or ')' or '[' or ']' or ',' or ';'
                || char.IsControl(c)
                || c > '~'
            )
            {
                break;
            }
            else
            {
                hasDomain |= c == '@';
                token.Append(c);
            }
        }

        return CutDomain(token.ToString());
    }

    /// <summary>
    /// The domain ends where its characters end: a full stop or a colon of the sentence does not belong to it.
    /// </summary>
    private static string CutDomain(string token)
    {
        var at = token.LastIndexOf('@');
        if (at < 0)
            return token.TrimEnd('.', ':');
        var end = at + 1;
        while (end < token.Length && (char.IsAsciiLetterOrDigit(token[end]) || token[end] is '.' or '-'))
            end++;
        return token[..end].TrimEnd('.', '-');
    }

    /// <summary>Where the address goes on behind blanks; null: it does not, what follows is an ordinary word.</summary>
    private static int? Continuation(string text, int blank)
    {
        var start = blank;
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        var word = text.AsSpan(start, end - start);
        if (word.Length == 0 || word.StartsWith(Marker, StringComparison.OrdinalIgnoreCase))
            return null;
        var at = word.IndexOf('@');
        var local = at < 0 ? word : word[..at];
        // An ordinary address in the next word has neither a path nor an encoded character before its "@".
        return local.IndexOfAny("_=+") >= 0 || at == 0 || (at > 0 && IsHexadecimalTail(local)) ? start : null;
    }

    /// <summary>
    /// The tail of "cn=recipients/cn=0a1b2c...-anna", cut anywhere: hexadecimal digits, perhaps with a dash and a name.
    /// </summary>
    private static bool IsHexadecimalTail(ReadOnlySpan<char> local)
    {
        var digits = 0;
        while (digits < local.Length && char.IsAsciiHexDigit(local[digits]))
            digits++;
        return digits == local.Length || (digits >= 4 && local[digits] == '-');
    }

    private static int SoftBreak(string text, int equals)
    {
        var i = equals + 1;
        if (i < text.Length && text[i] == '\r')
            i++;
        return i < text.Length && text[i] == '\n' ? i + 1 : 0;
    }

    /// <summary>Octets above ASCII are UTF-8 where they can be, else Latin-1.</summary>
    private static string Decode(string local)
    {
        var octets = new List<byte>(local.Length);
        for (var i = 0; i < local.Length; i++)
        {
            if (local[i] == '+' && Octet(local, i + 1) is { } octet)
            {
                octets.Add(octet);
                i += 2;
            }
            else
            {
                octets.Add(local[i] == '_' ? (byte)'/' : (byte)local[i]);
            }
        }

        try
        {
            return new UTF8Encoding(false, true).GetString([.. octets]);
        }
        catch (ArgumentException)
        {
            return Encoding.Latin1.GetString([.. octets]);
        }
    }

    private static byte? Octet(string text, int at) =>
        at + 2 <= text.Length
        && byte.TryParse(
            text.AsSpan(at, 2),
            NumberStyles.AllowHexSpecifier,
            CultureInfo.InvariantCulture,
            out var octet
        )
            ? octet
            : null;
}
