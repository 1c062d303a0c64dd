using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Storage.Audit;

/// <summary>
/// Changes as JSON: [{"attribute":"mail","before":["a@contoso.test"],"after":[{"base64":"AAEC"}]}]. Text is a string,
/// octets are an object. In rows of the first format each change of the tenant also names its object
/// ("tenant":"Mailbox:ID").
/// </summary>
internal static class ChangesJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Write(IReadOnlyList<AttributeChange> changes)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("attribute", change.Attribute);
                WriteValues(writer, "before", change.Before);
                WriteValues(writer, "after", change.After);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// False when the text does not have the form that <see cref="Write"/> produces, because the row was edited.
    /// </summary>
    internal static bool TryRead(string json, out IReadOnlyList<AttributeChange> changes)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            changes = document.RootElement.EnumerateArray().Select(ReadChange).ToArray();
            return true;
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            changes = [];
            return false;
        }
    }

    /// <summary>
    /// The tenant object of a row of the first format; null: the change is one of Active Directory. Only for a text
    /// that <see cref="TryRead"/> accepted.
    /// </summary>
    internal static string? Tenant(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document
            .RootElement.EnumerateArray()
            .Where(c => c.TryGetProperty("tenant", out _))
            .Select(c => c.GetProperty("tenant").ToString())
            .FirstOrDefault();
    }

    private static void WriteValues(Utf8JsonWriter writer, string name, IReadOnlyList<DirectoryValue> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            if (!value.IsOctets)
            {
                writer.WriteStringValue(value.Text);
                continue;
            }

            writer.WriteStartObject();
            writer.WriteBase64String("base64", value.Octets.Span);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static AttributeChange ReadChange(JsonElement change) =>
        new(
            change.GetProperty("attribute").GetString() ?? string.Empty,
            ReadValues(change.GetProperty("before")),
            ReadValues(change.GetProperty("after"))
        );

    private static DirectoryValue[] ReadValues(JsonElement values) =>
        values.EnumerateArray().Select(ReadValue).ToArray();

    private static DirectoryValue ReadValue(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
            ? new DirectoryValue(value.GetString()!)
            : new DirectoryValue(value.GetProperty("base64").GetBytesFromBase64());
}
