using System.Globalization;
using System.Text;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>Opaque tokens of pages and deltas: clients must return them unchanged.</summary>
internal static class GraphTokens
{
    public static string Write(params object[] parts) =>
        AccessTokens.Encode(string.Join('\n', parts.Select(p => Convert.ToString(p, CultureInfo.InvariantCulture))));

    /// <summary>The parts; null when it is not a token of this service.</summary>
    public static string[]? Read(string token, string kind, int count)
    {
        if (AccessTokens.Decode(token) is not { } octets)
            return null;
        var parts = Encoding.UTF8.GetString(octets).Split('\n');
        return parts.Length == count && parts[0] == kind ? parts : null;
    }

    public static long Number(string part) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
