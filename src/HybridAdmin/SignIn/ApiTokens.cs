using System.Security.Cryptography;
using System.Text;
using HybridAdmin.Hosting;
using HybridAdmin.Options;

namespace HybridAdmin.SignIn;

/// <summary>The tokens of the settings.</summary>
internal sealed class ApiTokens(ConsoleSettings settings)
{
    private const string Prefix = "Bearer ";

    /// <summary>Indicates whether the request presents a token, valid or not.</summary>
    public static bool IsPresented(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The token of <c>Authorization: Bearer</c>, expired ones included; null if there is none, or it is unknown.
    /// </summary>
    public ApiToken? Find(HttpRequest request) =>
        IsPresented(request) ? Find(request.Headers.Authorization.ToString()[Prefix.Length..].Trim()) : null;

    /// <summary>Compares every token in fixed time, so that the duration reveals nothing.</summary>
    private ApiToken? Find(string presented)
    {
        var hash = Encoding.ASCII.GetBytes(
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(presented))).ToLowerInvariant()
        );
        ApiToken? found = null;
        foreach (var token in settings.Tokens)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(token.Sha256)))
                found ??= token;
        }

        return found;
    }
}
