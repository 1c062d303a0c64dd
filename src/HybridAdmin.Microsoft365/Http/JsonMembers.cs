using System.Globalization;
using System.Text.Json;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// Reads members tolerantly: an absent member, one of another type and one with an unknown word are null, and never
/// fail a page.
/// </summary>
internal static class JsonMembers
{
    /// <summary>Undefined when absent.</summary>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    public static bool Has(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out _);

    /// <summary>Text, or a number or Boolean as text.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        var member = json.Member(name);
        var text = member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => member.GetRawText(),
            _ => null,
        };
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>A Boolean, also as text.</summary>
    public static bool? Flag(this JsonElement json, string name) =>
        json.Member(name) switch
        {
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            { ValueKind: JsonValueKind.String } text when bool.TryParse(text.GetString(), out var flag) => flag,
            _ => null,
        };

    public static Guid? Id(this JsonElement json, string name) =>
        Guid.TryParse(json.Text(name), out var id) && id != Guid.Empty ? id : null;

    /// <summary>A time without offset is UTC.</summary>
    public static DateTimeOffset? Time(this JsonElement json, string name) =>
        DateTimeOffset.TryParse(
            json.Text(name),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;

    /// <summary>The texts of an array; one text alone is an array of one.</summary>
    public static IReadOnlyList<string> Texts(this JsonElement json, string name) =>
        json.Member(name) switch
        {
            { ValueKind: JsonValueKind.Array } array =>
            [
                .. array
                    .EnumerateArray()
                    .Where(t => t.ValueKind == JsonValueKind.String)
                    .Select(t => t.GetString()!)
                    .Where(t => t.Length > 0),
            ],
            { ValueKind: JsonValueKind.String } text => [text.GetString()!],
            _ => [],
        };

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
