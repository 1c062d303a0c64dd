using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridAdmin.Sandbox.Tenant.Http;

/// <summary>A request, from the network or from a batch.</summary>
/// <param name="Root">Scheme, host and port, without a trailing slash.</param>
/// <param name="Path">Decoded, with a leading slash.</param>
/// <param name="Query">Decoded; names are compared without case.</param>
/// <param name="Headers">Names are compared without case.</param>
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

    /// <summary>The body as a JSON object; null when it is not one.</summary>
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

    /// <summary>A member of a body, with the name compared without case; null when it is absent or null.</summary>
    public static JsonNode? Member(JsonObject? from, string name) =>
        from?.FirstOrDefault(m => m.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}

/// <summary>A response, for the network or in a batch.</summary>
internal sealed class TenantAnswer(int status, JsonNode? body = null)
{
    public int Status { get; } = status;

    public JsonNode? Body { get; } = body;

    /// <summary>A body that is not JSON, with its type.</summary>
    public (string Type, byte[] Octets)? Raw { get; init; }

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public TenantAnswer With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }
}
