using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace HybridAdmin.Testing.Fuzzing;

/// <summary>Generators of inputs that an attacker or a broken script would send.</summary>
public static class Hostile
{
    /// <summary>
    /// Text with a meaning for LDAP, DNs, LDIF, SQL, JSON, HTML, CSV or a terminal, and invisible text.
    /// </summary>
    private static readonly string[] Pieces =
    [
        "*",
        "(",
        ")",
        "\\",
        "\0",
        "&",
        "|",
        "!",
        "=",
        "~=",
        ">=",
        "<=",
        ",",
        "+",
        "\"",
        "<",
        ">",
        ";",
        "/",
        "#",
        " ",
        "  ",
        "\t",
        "\r",
        "\n",
        "\r\n",
        "\u007f",
        "\u001b[2J",
        ":",
        "::",
        ":<",
        "-",
        "--",
        "'",
        "''",
        "%",
        "%00",
        "_",
        "$",
        "{",
        "}",
        "[",
        "]",
        "@",
        ".",
        "..",
        "\u00a0",
        "\u200b",
        "\u200f",
        "\u202e",
        "\ufeff",
        "\ufffe",
        "\uffff",
        "\u0301",
        "e\u0301",
        "é",
        "ß",
        "ẞ",
        "İ",
        "ı",
        "ſ",
        "Müller",
        "Muller",
        "漢字",
        "🦊",
        "👩‍👩‍👧",
        "ﷺ",
        "smtp:",
        "SMTP:",
        "X500:",
        "sip:",
        "x500:/o=A/cn=",
        "dn: ",
        "changetype: delete",
        "*)(objectClass=*",
        "\\2a",
        "\\00",
        "CN=a,DC=b",
        "'; DROP TABLE AuditRecords --",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "${jndi:ldap://x}",
        "{0}",
        "null",
        "true",
        "0",
        "-1",
        "9223372036854775808",
        "1e999",
        "a",
        "Z",
        "example.test",
        "@tailwind.example",
        "anna.berg@tailwind.example",
    ];

    /// <summary>Halves of surrogate pairs: legal in a .NET string, not in Unicode.</summary>
    private static readonly string[] Halves = ["\ud800", "\udbff", "\udc00", "\udfff"];

    /// <summary>Any text that is valid Unicode, NUL included.</summary>
    public static Gen<string> Text { get; } = Of(Gen.OneOf(Gen.Elements(Pieces), Gen.Elements(Pieces), Unicode()));

    /// <summary>Any .NET string, lone surrogates included.</summary>
    public static Gen<string> Broken { get; } =
        Of(Gen.Frequency((8, Gen.Elements(Pieces)), (1, Gen.Elements(Halves)), (1, Unicode())));

    /// <summary>Occasionally text of thousands of characters, otherwise <see cref="Text"/>.</summary>
    public static Gen<string> LongText { get; } =
        Gen.Frequency(
            (9, Text),
            (
                1,
                Gen.Zip(Text, Gen.Choose(1, 40))
                    .Select(pair => string.Concat(Enumerable.Repeat(pair.Item1 + "x", pair.Item2 * 50)))
            )
        );

    /// <summary>Octets, few to many.</summary>
    public static Gen<byte[]> Octets { get; } =
        Gen.Choose(0, 200).SelectMany(count => Gen.Choose(0, 255).Select(o => (byte)o).ArrayOf(count));

    /// <summary>Mail addresses, near misses and nonsense, with and without a type.</summary>
    public static Gen<string> Address { get; } =
        Gen.OneOf(
            Text,
            Gen.Zip(
                    Gen.Elements(string.Empty, "smtp:", "SMTP:", "Smtp:", "sip:", "X500:", "notes:", ":"),
                    Gen.Zip(Local(), Domain())
                )
                .Select(a => $"{a.Item1}{a.Item2.Item1}@{a.Item2.Item2}")
        );

    /// <summary>Damages a valid text: each position may be changed, doubled or lost.</summary>
    public static Gen<string> Damaged(string text) =>
        Gen.Zip(Gen.Choose(0, text.Length), Gen.Zip(Gen.Choose(0, 3), Gen.Elements(Pieces)))
            .Select(d => text[..d.Item1] + d.Item2.Item2 + text[Math.Min(text.Length, d.Item1 + d.Item2.Item1)..]);

    private static Gen<string> Of(Gen<string> piece) =>
        Gen.Choose(0, 8).SelectMany(count => piece.ArrayOf(count)).Select(string.Concat);

    private static Gen<string> Unicode() =>
        Gen.OneOf(Gen.Choose(0, 0x2ff), Gen.Choose(0x300, 0xd7ff), Gen.Choose(0xe000, 0x10ffff))
            .Select(c => new Rune(c).ToString());

    private static Gen<string> Local() =>
        Gen.OneOf(
            Gen.Elements("anna", "a.b", "o'neil", "a+b", "x_y", "-", "{a}", "!#$%&'*+-/=?^_`{|}~"),
            Gen.Choose(1, 80).Select(n => new string('l', n)),
            Text
        );

    private static Gen<string> Domain() =>
        Gen.OneOf(
            Gen.Elements(
                "tailwind.example",
                "TAILWIND.example",
                "x.y",
                "localhost",
                "1.2.3.4",
                "-a.b",
                "a-.b",
                "a..b",
                "xn--mller-kva.example"
            ),
            Gen.Choose(1, 260).Select(n => string.Join('.', Enumerable.Repeat("abcdefghi", (n / 10) + 1))),
            Text
        );
}
