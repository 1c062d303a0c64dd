using System.Text;

namespace HybridAdmin.Tests.Api;

/// <summary>Named bodies of an edit that must be refused.</summary>
internal static class HostileBodies
{
    private const string Invisible = "\u202e";

    public static IReadOnlyDictionary<string, byte[]> All { get; } =
        Texts()
            .ToDictionary(t => t.Name, t => Encoding.UTF8.GetBytes(t.Body))
            .Concat(Raw())
            .ToDictionary(b => b.Key, b => b.Value);

    private static IEnumerable<(string Name, string Body)> Texts()
    {
        // Not JSON, or not an object.
        yield return ("empty", "");
        yield return ("blanks", " \r\n\t ");
        yield return ("not JSON", "alias=x");
        yield return ("XML", "<edit><alias>x</alias></edit>");
        yield return ("cut off", "{\"alias\":\"x");
        yield return ("two documents", "{} {}");
        yield return ("trailing comma", "{\"alias\":\"x\",}");
        yield return ("comment", "{/* x */\"alias\":\"x\"}");
        yield return ("single quotes", "{'alias':'x'}");
        yield return ("null", "null");
        yield return ("true", "true");
        yield return ("number", "42");
        yield return ("text", "\"alias\"");
        yield return ("array", "[{\"alias\":\"x\"}]");
        yield return ("NaN", "{\"hiddenFromAddressListsEnabled\":NaN}");
        yield return ("deep arrays", new string('[', 10_000) + new string(']', 10_000));
        yield return (
            "deep objects",
            string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000)
        );
        yield return ("deep member", "{\"addAddresses\":" + new string('[', 500) + new string(']', 500) + "}");
        yield return ("bare NUL", "{\"alias\":\"a\0b\"}");
        yield return ("bare line feed in a text", "{\"reason\":\"a\nb\"}");

        // Members.
        yield return ("unknown member", "{\"aliass\":\"x\"}");
        yield return ("member of a later slice", "{\"givenName\":\"x\"}");
        yield return ("member in capitals", "{\"Alias\":\"x\"}");
        yield return ("empty member", "{\"\":1}");
        yield return ("__proto__", "{\"__proto__\":{\"admin\":true}}");
        yield return ("member twice", "{\"alias\":\"a\",\"alias\":\"b\"}");
        yield return ("member twice, escaped", "{\"alias\":\"a\",\"\\u0061lias\":\"b\"}");
        yield return ("lone surrogate in a member", "{\"\\ud800\":1}");
        yield return ("long member", "{\"" + new string('m', 100_000) + "\":1}");
        yield return (
            "10,000 unknown members",
            "{" + string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"m{i}\":1")) + "}"
        );

        // Types.
        yield return ("addresses as text", "{\"addAddresses\":\"a@tailwind.example\"}");
        yield return ("addresses as null", "{\"addAddresses\":null}");
        yield return ("addresses as object", "{\"addAddresses\":{\"0\":\"a@tailwind.example\"}}");
        yield return ("address as number", "{\"addAddresses\":[1]}");
        yield return ("address as null", "{\"removeAddresses\":[null]}");
        yield return ("address as list", "{\"addAddresses\":[[\"a@tailwind.example\"]]}");
        yield return ("hidden as text", "{\"hiddenFromAddressListsEnabled\":\"true\"}");
        yield return ("hidden as number", "{\"hiddenFromAddressListsEnabled\":1e999}");
        yield return ("hidden as null", "{\"hiddenFromAddressListsEnabled\":null}");
        yield return ("primary as null", "{\"primarySmtpAddress\":null}");
        yield return ("primary as list", "{\"primarySmtpAddress\":[\"a@tailwind.example\"]}");
        yield return ("alias as huge number", "{\"alias\":" + new string('9', 100_000) + "}");
        yield return ("name as flag", "{\"displayName\":false}");
        yield return ("reason as object", "{\"reason\":{}}");
        yield return ("confirm as text", "{\"confirm\":\"domain-not-accepted\",\"alias\":\"x\"}");
        yield return ("custom attributes as list", "{\"customAttributes\":[\"x\"]}");
        yield return ("custom attributes as null", "{\"customAttributes\":null}");
        yield return ("custom attribute 0", "{\"customAttributes\":{\"0\":\"x\"}}");
        yield return ("custom attribute 16", "{\"customAttributes\":{\"16\":\"x\"}}");
        yield return ("custom attribute -1", "{\"customAttributes\":{\"-1\":\"x\"}}");
        yield return ("custom attribute 2147483648", "{\"customAttributes\":{\"2147483648\":\"x\"}}");
        yield return ("custom attribute by its LDAP name", "{\"customAttributes\":{\"extensionAttribute1\":\"x\"}}");
        yield return ("custom attribute as number", "{\"customAttributes\":{\"1\":1}}");
        yield return ("custom attribute twice", "{\"customAttributes\":{\"1\":\"a\",\"1\":\"b\"}}");
        yield return ("custom attribute twice, in two spellings", "{\"customAttributes\":{\"1\":\"a\",\"01\":\"b\"}}");

        // Values.
        yield return ("lone surrogate", "{\"displayName\":\"x\\ud800y\"}");
        yield return ("lone surrogate in a list", "{\"addAddresses\":[\"\\udc00@tailwind.example\"]}");
        yield return ("lone surrogate in a custom attribute", "{\"customAttributes\":{\"1\":\"\\ud800\"}}");
        yield return ("NUL in a name", "{\"displayName\":\"a\\u0000b\"}");
        yield return ("NUL in an alias", "{\"alias\":\"a\\u0000b\"}");
        yield return ("NUL in an address", "{\"addAddresses\":[\"a\\u0000@tailwind.example\"]}");
        yield return ("NUL in a custom attribute", "{\"customAttributes\":{\"1\":\"\\u0000\"}}");
        yield return ("NUL in a reason", "{\"displayName\":\"x\",\"reason\":\"a\\u0000b\"}");
        yield return ("right-to-left mark in a name", $"{{\"displayName\":\"{Invisible}gpj.exe\"}}");
        yield return ("right-to-left mark in an address", $"{{\"addAddresses\":[\"a{Invisible}b@tailwind.example\"]}}");
        yield return ("right-to-left mark in an alias", $"{{\"alias\":\"a{Invisible}b\"}}");
        yield return ("zero width blank", "{\"primarySmtpAddress\":\"a\u200b@tailwind.example\"}");
        yield return ("address of 300 characters", $"{{\"addAddresses\":[\"a@{Long(280)}.tailwind.example\"]}}");
        yield return (
            "local part of 65 characters",
            $"{{\"addAddresses\":[\"{new string('a', 65)}@tailwind.example\"]}}"
        );
        yield return ("non-ASCII address", "{\"addAddresses\":[\"zoë@tailwind.example\"]}");
        yield return ("non-ASCII domain", "{\"addAddresses\":[\"zoe@täilwind.example\"]}");
        yield return ("LDAP filter as an address", "{\"addAddresses\":[\"*)(objectClass=*)@tailwind.example\"]}");
        yield return ("LDAP filter as a primary", "{\"primarySmtpAddress\":\"a)(|(mail=*))@tailwind.example\"}");
        yield return ("LDIF in an address", "{\"addAddresses\":[\"a@tailwind.example\\nchangetype: delete\"]}");
        yield return ("address with a blank", "{\"addAddresses\":[\"a b@tailwind.example\"]}");
        yield return ("address without @", "{\"addAddresses\":[\"tailwind.example\"]}");
        yield return ("address with two @", "{\"addAddresses\":[\"a@b@tailwind.example\"]}");
        yield return ("empty address", "{\"addAddresses\":[\"\"]}");
        yield return ("type without a value", "{\"addAddresses\":[\"X500:\"]}");
        yield return ("empty primary", "{\"primarySmtpAddress\":\"\"}");
        yield return ("empty alias", "{\"alias\":\"\"}");
        yield return ("empty name", "{\"displayName\":\"\"}");
        yield return ("name of 257 characters", $"{{\"displayName\":\"{new string('n', 257)}\"}}");
        yield return ("alias of 65 characters", $"{{\"alias\":\"{new string('a', 65)}\"}}");
        yield return (
            "custom attribute of 1,025 characters",
            $"{{\"customAttributes\":{{\"1\":\"{new string('c', 1025)}\"}}}}"
        );
        yield return ("reason of 501 characters", $"{{\"displayName\":\"x\",\"reason\":\"{new string('r', 501)}\"}}");
        yield return (
            "10,000 addresses",
            $"{{\"addAddresses\":[{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"many{i}@tailwind.example\""))}]}}"
        );
        yield return (
            "10,000 addresses to remove",
            $"{{\"removeAddresses\":[{string.Join(',', Enumerable.Range(0, 10_000).Select(i => $"\"many{i}@tailwind.example\""))}]}}"
        );
        yield return (
            "10,000 confirmations",
            $"{{\"displayName\":\"x\",\"confirm\":[{string.Join(',', Enumerable.Repeat("\"x\"", 10_000))}]}}"
        );
        yield return (
            "two primaries",
            "{\"primarySmtpAddress\":\"a@tailwind.example\",\"addAddresses\":[\"SMTP:b@tailwind.example\"]}"
        );
    }

    private static Dictionary<string, byte[]> Raw() =>
        new()
        {
            ["UTF-16"] = Encoding
                .Unicode.GetPreamble()
                .Concat(Encoding.Unicode.GetBytes("{\"alias\":\"x\"}"))
                .ToArray(),
            ["Latin-1"] = Encoding.Latin1.GetBytes("{\"displayName\":\"Zo\u00eb\"}"),
            ["overlong UTF-8"] = [.. "{\"displayName\":\""u8, 0xC0, 0xAF, .. "\"}"u8],
            ["surrogate in UTF-8"] = [.. "{\"displayName\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8],
            ["NULs"] = new byte[64],
            ["gzip"] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3],
        };

    private static string Long(int length) => string.Join('.', Enumerable.Repeat(new string('d', 39), length / 40));
}
