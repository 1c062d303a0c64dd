using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;

namespace HybridAdmin.Core.Directory;

/// <summary>One relative name of a DN. A multi-valued one keeps its text unsplit in <see cref="Value"/>.</summary>
/// <param name="Type">The attribute type as written, e.g. CN, OU, DC.</param>
/// <param name="Value">The value, unescaped.</param>
public readonly record struct RelativeName(string Type, string Value);

/// <summary>
/// A distinguished name (RFC 4514). Compared as the directory does: without regard to case or escaping.
/// </summary>
public sealed class DistinguishedName : IEquatable<DistinguishedName>
{
    private const int UsualDepth = 8;

    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."
    );

    /// <summary>The characters that end a value or require it to be decoded.</summary>
    private static readonly SearchValues<char> Special = SearchValues.Create(",;\\\"<>\0");

    private readonly string text;
    private string? comparable;

    private DistinguishedName(string text, IReadOnlyList<RelativeName> names)
    {
        this.text = text;
        Names = names;
    }

    /// <summary>The relative names, from the object up to the root.</summary>
    public IReadOnlyList<RelativeName> Names { get; }

    /// <summary>The object's own name, unescaped, e.g. "Weiß, Zoë".</summary>
    public string Name => Names.Count == 0 ? string.Empty : Names[0].Value;

    /// <summary>The container; null for a root.</summary>
    public DistinguishedName? Parent => Names.Count <= 1 ? null : FromNames(Names.Skip(1).ToArray());

    /// <summary>
    /// The DC names at the end: the domain of the object. A child domain's name ends like its parent's, so this
    /// property, not <see cref="IsWithin"/>, distinguishes domains. Null if there are none.
    /// </summary>
    public DistinguishedName? Domain
    {
        get
        {
            var first = Names.Count;
            while (first > 0 && Names[first - 1].Type.Equals("DC", StringComparison.OrdinalIgnoreCase))
                first--;
            return first == Names.Count ? null
                : first == 0 ? this
                : FromNames(Names.Skip(first).ToArray());
        }
    }

    /// <summary>
    /// Computed on first use: a load reads hundreds of thousands of names and compares only those of their containers.
    /// </summary>
    private string Comparable =>
        // Escaped, so that a value that contains a separator is not mistaken for several names.
        comparable ??= string.Join('\u0001', Names.Select(n => $"{n.Type}\u0002{Escape(n.Value)}")).ToUpperInvariant();

    /// <summary>Builds a DN from relative names; values are escaped as needed.</summary>
    public static DistinguishedName FromNames(IReadOnlyList<RelativeName> names) =>
        new(string.Join(',', names.Select(n => $"{n.Type}={Escape(n.Value)}")), names);

    /// <summary>A child of this container.</summary>
    public DistinguishedName Child(string type, string value) => FromNames([new RelativeName(type, value), .. Names]);

    /// <summary>Indicates whether this is the container itself or lies anywhere below it.</summary>
    public bool IsWithin(DistinguishedName container) =>
        Equals(container) || Comparable.EndsWith('\u0001' + container.Comparable, StringComparison.Ordinal);

    /// <summary>
    /// The containers from the outermost OU or CN down to the parent, without the domain: "Staff / Berlin".
    /// </summary>
    public string ContainerPath =>
        string.Join(
            " / ",
            Names
                .Skip(1)
                .Where(n => !n.Type.Equals("DC", StringComparison.OrdinalIgnoreCase))
                .Reverse()
                .Select(n => n.Value)
        );

    /// <exception cref="FormatException">Not a DN.</exception>
    public static DistinguishedName Parse(string text) =>
        TryParse(text, out var dn) ? dn : throw new FormatException($"Not a distinguished name: {text}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out DistinguishedName? dn)
    {
        dn = null;
        if (text is null)
            return false;
        var names = new List<RelativeName>(UsualDepth);
        var position = 0;
        while (position < text.Length)
        {
            if (!TryReadName(text, ref position, out var name))
                return false;
            names.Add(name);
            if (position == text.Length)
                break;
            position++; // the comma
            if (position == text.Length)
                return false;
        }

        if (names.Count == 0)
            return false;
        dn = new DistinguishedName(text, names);
        return true;
    }

    public bool Equals(DistinguishedName? other) => other is not null && Comparable == other.Comparable;

    public override bool Equals(object? obj) => Equals(obj as DistinguishedName);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Comparable);

    public override string ToString() => text;

    /// <summary>Escapes a value for use in a DN (RFC 4514, 2.4).</summary>
    public static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            var edge = (i == 0 && c is ' ' or '#') || (i == value.Length - 1 && c == ' ');
            if (c < ' ' || c == '\u007f')
                escaped.Append('\\').Append(((int)c).ToString("X2", null));
            else if (edge || c is ',' or '+' or '"' or '\\' or '<' or '>' or ';' or '=')
                escaped.Append('\\').Append(c);
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static bool TryReadName(string text, ref int position, out RelativeName name)
    {
        name = default;
        var equals = text.IndexOf('=', position);
        if (equals < 0)
            return false;
        var type = text.AsSpan()[position..equals].Trim();
        if (type.IsEmpty || type.ContainsAnyExcept(TypeCharacters))
            return false;
        position = equals + 1;
        while (position < text.Length && text[position] == ' ')
            position++;
        if (!TryReadValue(text, ref position, out var value))
            return false;
        name = new RelativeName(TypeText(type), value);
        return true;
    }

    /// <summary>
    /// Reads up to the next separator. Most values are a part of the text; others are assembled from octets, which
    /// escapes represent.
    /// </summary>
    private static bool TryReadValue(string text, ref int position, out string value)
    {
        value = string.Empty;
        var rest = text.AsSpan(position);
        var end = rest.IndexOfAny(Special);
        if (end < 0)
            end = rest.Length;
        if ((end == rest.Length || rest[end] is ',' or ';') && !rest[..end].ContainsAnyInRange('\ud800', '\udfff'))
        {
            value = rest[..end].TrimEnd(' ').ToString();
            position += end;
            return true;
        }

        var octets = new List<byte>();
        var kept = 0; // unescaped trailing blanks do not belong to the value
        while (position < text.Length && text[position] is not (',' or ';'))
        {
            if (text[position] == '\\')
            {
                if (!TryReadEscape(text, ref position, octets))
                    return false;
                kept = octets.Count;
                continue;
            }

            if (text[position] is '"' or '<' or '>' or '\0')
                return false;
            AddCharacter(text, ref position, octets, out var isBlank);
            if (!isBlank)
                kept = octets.Count;
        }

        value = Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(octets)[..kept]);
        return true;
    }

    private static bool TryReadEscape(string text, ref int position, List<byte> octets)
    {
        if (position + 1 >= text.Length)
            return false;
        if (
            position + 2 < text.Length
            && char.IsAsciiHexDigit(text[position + 1])
            && char.IsAsciiHexDigit(text[position + 2])
        )
        {
            octets.Add(Convert.ToByte(text.Substring(position + 1, 2), 16));
            position += 3;
            return true;
        }

        position++;
        AddCharacter(text, ref position, octets, out _);
        return true;
    }

    private static void AddCharacter(string text, ref int position, List<byte> octets, out bool isBlank)
    {
        isBlank = text[position] == ' ';
        var length = char.IsHighSurrogate(text[position]) && position + 1 < text.Length ? 2 : 1;
        Span<byte> encoded = stackalloc byte[6];
        octets.AddRange(encoded[..Encoding.UTF8.GetBytes(text.AsSpan(position, length), encoded)]);
        position += length;
    }

    /// <summary>The usual types in their usual spelling, so that each text exists once.</summary>
    private static string TypeText(ReadOnlySpan<char> type) =>
        type switch
        {
            "CN" => "CN",
            "OU" => "OU",
            "DC" => "DC",
            _ => type.ToString(),
        };
}
