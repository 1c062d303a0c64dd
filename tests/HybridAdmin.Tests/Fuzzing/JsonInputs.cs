using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Testing.Fuzzing;

namespace HybridAdmin.Tests.Fuzzing;

/// <summary>JSON that a client could send: valid in form, but wrong in type, size, or text.</summary>
internal static class JsonInputs
{
    /// <summary>Any text as a JSON string.</summary>
    public static Gen<string> Text { get; } = Gen.OneOf(Hostile.Broken, Hostile.LongText).Select(Quoted);

    private static readonly Gen<string> Other = Gen.OneOf(
        Gen.Elements(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1e999",
            "0.1",
            "9223372036854775808",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"\":null}",
            "[1]",
            "NaN",
            "undefined",
            "'x'",
            ""
        ),
        Text
    );

    /// <summary>Any value, nested to a small depth.</summary>
    public static Gen<string> Value { get; } =
        Gen.OneOf(
            Other,
            Lists(Other),
            Lists(Text),
            Gen.Zip(Text, Other).Select(m => $"{{{m.Item1}:{m.Item2}}}"),
            Gen.Choose(1, 100).Select(n => new string('[', n) + new string(']', n))
        );

    private static readonly Gen<string> Addresses = Lists(Hostile.Address.Select(Quoted));

    /// <summary>Values for each member of an edit: mostly of its type, otherwise arbitrary.</summary>
    public static IReadOnlyDictionary<string, Gen<string>> Members { get; } =
        new Dictionary<string, Gen<string>>
        {
            ["addAddresses"] = Mostly(Addresses),
            ["removeAddresses"] = Mostly(Addresses),
            ["primarySmtpAddress"] = Mostly(Hostile.Address.Select(Quoted)),
            ["hiddenFromAddressListsEnabled"] = Mostly(Gen.Elements("true", "false")),
            ["customAttributes"] = Mostly(
                Gen.Zip(Gen.Choose(-1, 17), Gen.OneOf(Text, Other))
                    .Select(c => string.Create(CultureInfo.InvariantCulture, $"{{\"{c.Item1}\":{c.Item2}}}"))
            ),
            ["alias"] = Mostly(Text),
            ["displayName"] = Mostly(Text),
            ["department"] = Mostly(Text),
            ["title"] = Mostly(Text),
            ["reason"] = Mostly(Text),
            ["confirm"] = Mostly(
                Lists(Gen.Elements("domain-not-accepted", "protected-address", "x", "").Select(Quoted))
            ),
            ["unknownMember"] = Mostly(Text),
        };

    /// <summary>Whole edits of several members.</summary>
    public static Gen<string> Edits { get; } = Objects(Members, 5);

    /// <summary>Objects with up to the given number of these members; one may occur twice.</summary>
    public static Gen<string> Objects(IReadOnlyDictionary<string, Gen<string>> members, int most) =>
        Gen.Choose(0, most)
            .SelectMany(count =>
                Gen.Elements(members.Keys.ToArray())
                    .SelectMany(name => members[name].Select(value => $"\"{name}\":{value}"))
                    .ArrayOf(count)
            )
            .Select(written => $"{{{string.Join(',', written)}}}");

    /// <summary>Values of the right type in five of six cases.</summary>
    public static Gen<string> Mostly(Gen<string> proper) => Gen.Frequency((5, proper), (1, Value));

    /// <summary>Arrays of up to six items.</summary>
    public static Gen<string> Lists(Gen<string> item) =>
        Gen.Choose(0, 6).SelectMany(count => item.ArrayOf(count)).Select(items => $"[{string.Join(',', items)}]");

    /// <summary>Quotes with all escapes of JSON, including lone surrogates, which a JSON writer would reject.</summary>
    public static string Quoted(string text)
    {
        var json = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c))
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                json.Append(c);
        }

        return json.Append('"').ToString();
    }
}
