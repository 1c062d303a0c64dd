using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>
/// POST /$batch: up to twenty requests, each throttled and refused separately, answered in another order than sent.
/// </summary>
internal sealed class GraphBatch(Func<TenantRequest, TenantAnswer> answer)
{
    private const int Most = 20;

    public TenantAnswer Answer(TenantRequest request)
    {
        if (request.Method != "POST")
            throw new GraphFault(
                405,
                "Request_BadRequest",
                "Specified HTTP method is not allowed for the request target."
            );
        var parts =
            (TenantRequest.Member(request.Json(), "requests") as JsonArray)?.OfType<JsonObject>().ToList()
            ?? throw new GraphFault(400, "BadRequest", "Invalid batch payload format.");
        if (parts.Count > Most)
            throw new GraphFault(
                400,
                "BadRequest",
                $"Number of batch request steps exceeds the maximum value of {Most}."
            );
        if (parts.Select(Id).Distinct(StringComparer.Ordinal).Count() < parts.Count)
            throw new GraphFault(400, "BadRequest", "Request Ids must be unique in a batch.");

        var done = new Dictionary<string, TenantAnswer>(StringComparer.Ordinal);
        foreach (var part in parts)
            done[Id(part)] = Run(request, part, done);
        return new TenantAnswer(
            200,
            new JsonObject { ["responses"] = new JsonArray([.. done.Reverse().Select(d => Shape(d.Key, d.Value))]) }
        );
    }

    private static string Id(JsonObject part) =>
        part["id"]?.ToString() ?? throw new GraphFault(400, "BadRequest", "Invalid batch payload format.");

    private TenantAnswer Run(TenantRequest batch, JsonObject part, Dictionary<string, TenantAnswer> done)
    {
        var before = (part["dependsOn"] as JsonArray)?.Select(d => d?.ToString() ?? string.Empty) ?? [];
        if (before.Any(b => !done.TryGetValue(b, out var previous) || previous.Status >= 400))
            return Error(424, "FailedDependency", "Failed Dependency");

        var headers =
            (part["headers"] as JsonObject)?.ToDictionary(
                h => h.Key,
                h => h.Value?.ToString() ?? string.Empty,
                StringComparer.OrdinalIgnoreCase
            )
            ?? [];
        if (part["body"] is not null && !headers.ContainsKey("Content-Type"))
            return Error(400, "BadRequest", "A part with a body needs a Content-Type header.");

        var url = part["url"]?.ToString() ?? string.Empty;
        if (url.Contains("://", StringComparison.Ordinal))
            return Error(400, "BadRequest", "The url of a part is relative.");
        var cut = url.IndexOf('?', StringComparison.Ordinal);
        var path = Uri.UnescapeDataString(cut < 0 ? url : url[..cut]);
        var query =
            cut < 0
                ? []
                : QueryHelpers
                    .ParseQuery(url[cut..])
                    .ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return answer(
            new TenantRequest(
                part["method"]?.ToString().ToUpperInvariant() ?? "GET",
                batch.Root,
                $"/{batch.Segments[0]}/{path.TrimStart('/')}",
                query,
                headers,
                part["body"]?.ToJsonString() ?? string.Empty
            )
        );
    }

    private static TenantAnswer Error(int status, string code, string message) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject { ["code"] = code, ["message"] = message },
            }
        );

    private static JsonObject Shape(string id, TenantAnswer answer)
    {
        var headers = new JsonObject { ["Content-Type"] = "application/json" };
        foreach (var name in new[] { "Retry-After", "x-ms-resource-unit", "request-id" })
        {
            if (answer.Headers.TryGetValue(name, out var value))
                headers[name] = value;
        }

        return new JsonObject
        {
            ["id"] = id,
            ["status"] = answer.Status,
            ["headers"] = headers,
            ["body"] = answer.Body,
        };
    }
}
