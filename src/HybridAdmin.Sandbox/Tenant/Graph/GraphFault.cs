using System.Globalization;
using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>An error of Microsoft Graph.</summary>
internal sealed class GraphFault(int status, string code, string message) : Exception(message)
{
    public const string OnPremisesMastered =
        "Unable to update the specified properties for on-premises mastered Directory Sync objects or "
        + "objects currently undergoing migration.";

    public int Status => status;

    public string Code => code;

    public static GraphFault NotFound(string id) =>
        new(
            404,
            "Request_ResourceNotFound",
            $"Resource '{id}' does not exist or one of its queried reference-property objects are not present."
        );

    public static GraphFault Invalid(string message) => new(400, "Request_BadRequest", message);

    public static GraphFault Unsupported(string message) => new(400, "Request_UnsupportedQuery", message);

    public static GraphFault Segment(string name) =>
        new(400, "BadRequest", $"Resource not found for the segment '{name}'.");

    public TenantAnswer Answer(TenantRequest request, string requestId, DateTimeOffset now) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["code"] = code,
                    ["message"] = Message,
                    ["innerError"] = new JsonObject
                    {
                        ["date"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                        ["request-id"] = requestId,
                        ["client-request-id"] = request.Header("client-request-id") ?? requestId,
                    },
                },
            }
        );
}
