using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridAdmin.Sandbox.Tenant.Http;

/// <summary>A request, from the wire or out of a batch.</summary>
/// <param name="Root">Scheme, host and port, without a slash at the end.</param>
/// <param name="Path">Decoded, with a slash at the start.</param>
/// <param name="Query">Decoded; names compared without case.</param>
/// <param name="Headers">Names compared without case.</param>
internal sealed record TenantRequest(
    string Method,
    string Root,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body
)
{
    public string[] Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Parameter(string name) => Query.GetValueOrDefault(name);

    /// <summary>The body as a JSON object; null when it is none.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of a body, names compared without case; null when it is absent or null.</summary>
    public static JsonNode? Member(JsonObject? from, string name) =>
        from?.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>An answer, for the wire or into a batch.</summary>
internal sealed class TenantAnswer(int status, JsonNode? body = null)
{
    public int Status { get; } = status;

    public JsonNode? Body { get; } = body;

    /// <summary>A body that is no JSON, with its type.</summary>
    public (string Type, byte[] Octets)? Raw { get; init; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public TenantAnswer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
