using System.Text.Json;

namespace HybridAdmin.SignIn.OpenId;

/// <summary>Reads members that somebody else wrote: of another type is as absent.</summary>
internal static class Json
{
    private const int Longest = 200;

    public static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    /// <summary>A list of texts, or one text in its place.</summary>
    public static IReadOnlyList<string> Texts(JsonElement from, string name)
    {
        if (!from.TryGetProperty(name, out var value))
            return [];
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array =>
            [
                .. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!),
            ],
            _ => [],
        };
    }

    /// <summary>Seconds since 1970; null: absent, no number, or out of all bounds.</summary>
    public static DateTimeOffset? Time(JsonElement from, string name)
    {
        if (
            !from.TryGetProperty(name, out var value)
            || value.ValueKind != JsonValueKind.Number
            || !value.TryGetDouble(out var seconds)
        )
            return null;
        return seconds is >= 0 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000))
            : null;
    }

    /// <summary>For logs and records: no line ends, not endless.</summary>
    public static string Short(string text)
    {
        var clean = new string([.. text.Take(Longest).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > Longest ? clean + "..." : clean;
    }
}
