using System.Net;

namespace HybridAdmin.Options;

/// <summary>
/// The OpenID provider that people sign in at. A class, not a record: its text must not contain the secret.
/// </summary>
internal sealed class OpenIdSettings
{
    /// <summary>
    /// The provider's issuer, which must equal the one in its discovery document; <c>https</c>, or <c>http</c> on
    /// loopback.
    /// </summary>
    public required Uri Authority { get; init; }

    /// <summary>The console's registration at the provider.</summary>
    public required string ClientId { get; init; }

    /// <summary>
    /// The client secret; null for a public client, which is bound to its authorization code by PKCE alone.
    /// </summary>
    public string? ClientSecret { get; init; }

    /// <returns>The settings; null if people sign in by another method, or there is a mistake.</returns>
    public static OpenIdSettings? Of(SignInOptions options) =>
        options is { Mode: SignInMode.OpenIdConnect, Authority: { } authority, ClientId: { } client }
            ? new OpenIdSettings
            {
                Authority = new Uri(authority),
                ClientId = client,
                ClientSecret = options.ClientSecretFile is { } file ? ReadSecret(file) : options.ClientSecret,
            }
            : null;

    /// <summary>Indicates whether the connection is encrypted, or does not leave the computer.</summary>
    internal static bool IsSafe(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps
        || (
            address.Scheme == Uri.UriSchemeHttp
            && (
                address.Host == "localhost"
                || (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))
            )
        );

    /// <returns>The secret without the line break at its end.</returns>
    internal static string ReadSecret(string file) => File.ReadAllText(file).TrimEnd('\r', '\n');
}
