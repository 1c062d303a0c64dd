using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Sandbox.Tenant.Http;

/// <summary>POST /{tenant}/oauth2/v2.0/token for the client credentials grant.</summary>
internal sealed class SignInService(
    TenantClock clock,
    SimulatedTenantOptions options,
    AccessTokens tokens,
    Func<string, string?> service
)
{
    public const string Graph = "https://graph.microsoft.com";
    public const string Exchange = "https://outlook.office365.com";
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public TenantAnswer Answer(TenantRequest request)
    {
        if (request.Method != "POST")
            return new TenantAnswer(405);
        if (!IsOurTenant(request.Segments[0]))
            return Refuse(
                request,
                400,
                "invalid_tenant",
                90002,
                $"Tenant '{request.Segments[0]}' not found. Check to make sure you have the correct tenant "
                    + $"ID and are signing into the correct cloud."
            );

        var form = new FormReader(request.Body).ReadForm();
        string? Field(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
        if (Field("grant_type") is not "client_credentials")
            return Refuse(
                request,
                400,
                "unsupported_grant_type",
                70003,
                $"The app requested an unsupported grant type '{Field("grant_type")}'."
            );
        if (!Guid.TryParse(Field("client_id"), out var client) || client != SimulatedTenant.ClientId)
            return Refuse(
                request,
                400,
                "unauthorized_client",
                700016,
                $"Application with identifier '{Field("client_id")}' was not found in the directory 'Tailwind'."
            );
        if (
            CredentialProblem(Field("client_secret"), Field("client_assertion_type"), Field("client_assertion"))
            is var (code, problem)
        )
            return Refuse(request, 401, "invalid_client", code, problem);

        var scope = Field("scope") ?? string.Empty;
        var resource = scope.EndsWith("/.default", StringComparison.Ordinal)
            ? scope[..^"/.default".Length].TrimEnd('/')
            : null;
        if (resource is null || service(resource) is not { } kind)
            return Refuse(
                request,
                400,
                "invalid_scope",
                1002012,
                $"The provided value for scope {scope} is not valid. Client credential flows must have a "
                    + $"scope value with /.default suffixed to the resource identifier (application ID URI)."
            );

        var roles = kind == Graph ? options.GraphPermissions.AsEnumerable() : ["Exchange.ManageAsApp"];
        var lifetime = (int)options.TokenLifetime.TotalSeconds;
        return new TenantAnswer(
            200,
            new JsonObject
            {
                ["token_type"] = "Bearer",
                ["expires_in"] = lifetime,
                ["ext_expires_in"] = lifetime,
                ["access_token"] = tokens.Issue(resource, roles),
            }
        ).With("Cache-Control", "no-store, no-cache");
    }

    /// <summary>A directory id, or a verified name of the tenant.</summary>
    internal static bool IsOurTenant(string name) =>
        (Guid.TryParse(name, out var id) && id == SimulatedTenant.TenantId)
        || name.Equals(Cloud.TenantState.InitialDomain, StringComparison.OrdinalIgnoreCase);

    private (int Code, string Problem)? CredentialProblem(string? secret, string? type, string? assertion)
    {
        if (assertion is not null)
            return type == AssertionType
                ? AssertionProblem(assertion)
                : (50027, "The client_assertion_type is not supported.");
        if (secret is null)
            return (
                7000218,
                "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
            );
        return secret == SimulatedTenant.ClientSecret
            ? null
            : (
                7000215,
                $"Invalid client secret provided. Ensure the secret being sent in the request is the client "
                    + $"secret value, not the client secret ID, for a secret added to app "
                    + $"'{SimulatedTenant.ClientId}'."
            );
    }

    /// <summary>
    /// Checks the form of a certificate's assertion, but not which certificate signed it, since none is registered.
    /// </summary>
    private (int, string)? AssertionProblem(string assertion)
    {
        try
        {
            var parts = assertion.Split('.');
            if (parts.Length != 3 || AccessTokens.Decode(parts[2]) is not { Length: >= 64 })
                return (50027, "JWT token is invalid or malformed.");
            var header = JsonNode.Parse(AccessTokens.Decode(parts[0]) ?? [])!;
            var payload = JsonNode.Parse(AccessTokens.Decode(parts[1]) ?? [])!;
            if ((string?)header["alg"] is not ("RS256" or "PS256") || (header["x5t"] ?? header["x5t#S256"]) is null)
                return (700027, "Client assertion contains an invalid signature.");
            var client = SimulatedTenant.ClientId.ToString();
            if ((string?)payload["iss"] != client || (string?)payload["sub"] != client)
                return (700021, "Client assertion application identifier doesn't match 'client_id' parameter.");
            if (!((string?)payload["aud"] ?? string.Empty).EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
                return (700023, "Client assertion audience claim does not match Realm issuer.");
            if (payload["jti"] is null || (long?)payload["exp"] is not { } end)
                return (50027, "JWT token is invalid or malformed.");
            return end <= clock.Now.ToUnixTimeSeconds()
                ? (700024, "Client assertion is not within its valid time range.")
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return (50027, "JWT token is invalid or malformed.");
        }
    }

    internal TenantAnswer Refuse(TenantRequest request, int status, string error, int code, string problem)
    {
        var trace = Guid.NewGuid();
        var correlation = request.Header("client-request-id") ?? Guid.NewGuid().ToString();
        var at = clock.Now.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new TenantAnswer(
            status,
            new JsonObject
            {
                ["error"] = error,
                ["error_description"] =
                    $"AADSTS{code}: {problem} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {at}",
                ["error_codes"] = new JsonArray(code),
                ["timestamp"] = at,
                ["trace_id"] = trace.ToString(),
                ["correlation_id"] = correlation,
                ["error_uri"] = $"{request.Root}/error?code={code}",
            }
        );
    }
}
