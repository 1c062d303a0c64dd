using System.Globalization;
using System.Text;

namespace HybridAdmin.Core.Comparison.Find;

/// <summary>
/// An address of another type encoded as an SMTP address, as bounces show it:
/// <c>IMCEAEX-_o=Contoso_cn=anna+2Eberg@contoso.com</c> is the Exchange address <c>/o=Contoso/cn=anna.berg</c>. "_"
/// stands for "/", "+HH" for a hexadecimal octet; the part after the last "@" is for routing only (MS-OXCMAIL
/// 2.2.3.1.2).
/// </summary>
/// <param name="Type">
/// The text after IMCEA, in capitals: EX, FAX, NOTES ... Replies to EX addresses look for an X500 value.
/// </param>
/// <param name="Value">The decoded value, without the domain.</param>
/// <param name="Encoded">The encoded text as found, with folded lines joined.</param>
public sealed record ImceaAddress(string Type, string Value, string Encoded)
{
    /// <summary>The maximum number of different addresses read from one text.</summary>
    public const int Most = 5;

    /// <summary>
    /// The maximum encoded length in characters: an X.500 value has at most 1,123 characters, each encoded with up to
    /// three.
    /// </summary>
    public const int LongestEncoded = 3600;

    private const string Marker = "IMCEA";
    private const int LongestType = 16;

    /// <summary>
    /// The proxyAddresses value by which replies would find its owner: X500 for EX, otherwise the type itself.
    /// </summary>
    public string ProxyText => Type == "EX" ? $"X500:{Value}" : $"{Type}:{Value}";

    /// <summary>
    /// Returns all different addresses in any text (a whole bounce, folded lines, quoted-printable), in order, at most
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
        // Without a domain, only an Exchange address can be recognised by its form.
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
    /// Returns the text from the marker to the end of the address. Spaces before the "@" are line folds, because
    /// encoded text does not contain any.
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
    /// Cuts the text at the end of the domain: a full stop or colon of the sentence does not belong to it.
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

    /// <summary>
    /// Returns the position at which the address continues after spaces; null if an ordinary word follows.
    /// </summary>
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
    /// Returns true for the end of "cn=recipients/cn=0a1b2c...-anna", cut at any position: hexadecimal digits,
    /// optionally followed by a dash and a name.
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

    /// <summary>Decodes the text. Octets above ASCII are read as UTF-8 if valid, otherwise as Latin-1.</summary>
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
