using System.Net;

namespace HybridAdmin.Options;

/// <summary>
/// The OpenID provider that people sign in at. A class and no record: its text must not show the secret.
/// </summary>
internal sealed class OpenIdSettings
{
    /// <summary>
    /// The provider's issuer, as its discovery document has to name it; <c>https</c>, or <c>http</c> on loopback.
    /// </summary>
    public required Uri Authority { get; init; }

    /// <summary>The console's registration at the provider.</summary>
    public required string ClientId { get; init; }

    /// <summary>Null: a public client, held to its authorization code by PKCE alone.</summary>
    public string? ClientSecret { get; init; }

    /// <returns>Null: people sign in otherwise, or there is a mistake.</returns>
    public static OpenIdSettings? Of(SignInOptions options) =>
        options is { Mode: SignInMode.OpenIdConnect, Authority: { } authority, ClientId: { } client }
            ? new OpenIdSettings
            {
                Authority = new Uri(authority),
                ClientId = client,
                ClientSecret = options.ClientSecretFile is { } file ? ReadSecret(file) : options.ClientSecret,
            }
            : null;

    /// <summary>Encrypted, or not leaving the computer.</summary>
    internal static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || (
            address.Scheme == Uri.UriSchemeHttp
            && (
                address.Host == "localhost"
                || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))
            )
        );

    /// <returns>Without the end of its line.</returns>
    internal static string ReadSecret(string file) => File.ReadAllText(file).TrimEnd('\r', '\n');
}
