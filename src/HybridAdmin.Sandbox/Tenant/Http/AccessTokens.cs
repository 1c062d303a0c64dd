using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HybridAdmin.Sandbox.Tenant.Http;

/// <summary>Access tokens in Entra's form, signed with a key that lives as long as the process.</summary>
internal sealed class AccessTokens(TenantClock clock, Guid tenant, Guid application, TimeSpan lifetime)
{
    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public string Issue(string audience, IEnumerable<string> roles)
    {
        var now = clock.Time.GetUtcNow();
        var payload = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = $"https://sts.windows.net/{tenant}/",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["appid"] = application.ToString(),
            ["idtyp"] = "app",
            ["roles"] = new JsonArray([.. roles.Order(StringComparer.Ordinal).Select(r => (JsonNode)r)]),
            ["tid"] = tenant.ToString(),
        };
        var signed = $"{Encode("""{"typ":"JWT","alg":"HS256"}""")}.{Encode(payload.ToJsonString())}";
        return $"{signed}.{Sign(signed)}";
    }

    /// <summary>The error in the Authorization header in the service's words; null: it is valid.</summary>
    public string? Problem(string? header, Func<string, bool> isAudience)
    {
        if (header is null || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return "Access token is empty.";
        var parts = header[7..].Split('.');
        if (parts.Length != 3)
            return "IDX14100: JWT is not well formed, there are no dots (.).";
        if (
            !CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(Sign($"{parts[0]}.{parts[1]}")),
                Encoding.ASCII.GetBytes(parts[2])
            )
        )
            return "Invalid signature.";

        var payload = JsonNode.Parse(Decode(parts[1])!)!;
        if (!isAudience((string)payload["aud"]!))
            return "Access token validation failure. Invalid audience.";
        return (long)payload["exp"]! <= clock.Time.GetUtcNow().ToUnixTimeSeconds()
            ? "Lifetime validation failed, the token is expired."
            : null;
    }

    /// <summary>Decodes Base64url; null when it is invalid.</summary>
    internal static byte[]? Decode(string text)
    {
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        var octets = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, octets, out var length) ? octets[..length] : null;
    }

    internal static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    internal static string Encode(byte[] octets) =>
        Convert.ToBase64String(octets).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private string Sign(string text) => Encode(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(text)));
}
