using FsCheck;
using FsCheck.Fluent;
using HybridAdmin.Testing.Fuzzing;

namespace HybridAdmin.Tests.Fuzzing;

/// <summary>Values of query parameters, percent-encoded correctly or incorrectly.</summary>
internal static class QueryInputs
{
    private static readonly Gen<string> Words = Gen.Elements(
        "true",
        "false",
        "0",
        "1",
        "1000",
        "1001",
        "-1",
        "2147483648",
        "UserMailbox",
        "remoteusermailbox",
        "displayName",
        "-displayName",
        "Unknown",
        "Applied",
        "RecipientEdited",
        "2026-01-31",
        "2026-01-31T12:00:00Z",
        "9999-12-31T23:59:59-14:00",
        "0001-01-01",
        "00000000-0000-0000-0000-000000000000",
        "csv",
        "jsonl",
        "tailwind.example"
    );

    public static Gen<string> Value { get; } =
        Gen.OneOf(
            Words,
            Words.SelectMany(Hostile.Damaged).Select(Uri.EscapeDataString),
            Hostile.Text.Select(Uri.EscapeDataString),
            Hostile.LongText.Where(t => t.Length < 1500).Select(Uri.EscapeDataString),
            Hostile.Octets.Where(o => o.Length < 40).Select(o => string.Concat(o.Select(b => $"%{b:X2}"))),
            Gen.Elements("%", "%z", "%0", "a%", "a&b", "&", "=", "+", "%2B", "a=b")
        );
}
