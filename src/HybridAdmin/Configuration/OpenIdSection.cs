using System.Net;

namespace HybridAdmin.Configuration;

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
}

/// <summary>Reads <c>SignIn:Authority</c> and what belongs to it.</summary>
internal static class OpenIdSection
{
    private const string Example = "SignIn:Authority=https://login.microsoftonline.com/<tenant id>/v2.0";

    /// <summary>Entra's addresses for people of any tenant: whoever has an account anywhere could sign in.</summary>
    private static readonly string[] ManyTenants = ["common", "organizations", "consumers"];

    private static readonly string[] Keys =
    [
        "SignIn:Authority",
        "SignIn:ClientId",
        "SignIn:ClientSecret",
        "SignIn:ClientSecretFile",
    ];

    /// <returns>Null: people sign in otherwise, or there is a mistake.</returns>
    public static OpenIdSettings? Read(SettingsReader reader, SignInMode mode)
    {
        if (mode != SignInMode.OpenIdConnect)
        {
            foreach (var key in Keys.Where(k => reader.Text(k) is not null))
                reader.Warn($"{key} is set, but used only with SignIn:Mode=OpenIdConnect.");
            return null;
        }

        var authority = ReadAuthority(reader);
        var client = reader.Text("SignIn:ClientId");
        if (client is null)
            reader.Mistake(
                "SignIn:ClientId is not set: write the application (client) id of the console's registration "
                    + "at the provider, for example SignIn:ClientId=6731de76-14a6-49ae-97bc-6eba6914391e."
            );
        var secret = ReadSecret(reader);
        return authority is null || client is null
            ? null
            : new OpenIdSettings
            {
                Authority = authority,
                ClientId = client,
                ClientSecret = secret,
            };
    }

    private static Uri? ReadAuthority(SettingsReader reader)
    {
        if (reader.Text("SignIn:Authority") is not { } text)
        {
            reader.Mistake(
                $"SignIn:Authority is not set: write the issuer of the OpenID provider, for example {Example}."
            );
            return null;
        }

        if (
            text.Contains('{')
            || text.Contains('<')
            || !Uri.TryCreate(text, UriKind.Absolute, out var authority)
            || authority is { Query.Length: > 0 } or { Fragment.Length: > 0 } or { UserInfo.Length: > 0 }
        )
        {
            reader.Mistake(
                $"SignIn:Authority is \"{text}\", which is not the issuer of one provider; write for example {Example}."
            );
            return null;
        }

        if (!IsSafe(authority))
        {
            reader.Mistake(
                $"SignIn:Authority is \"{text}\": what it answers decides who may come in, so it has to be "
                    + $"https (http on loopback only). Write for example {Example}."
            );
            return null;
        }

        if (
            ManyTenants.Contains(
                authority.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(),
                StringComparer.OrdinalIgnoreCase
            )
        )
        {
            reader.Mistake(
                $"SignIn:Authority is \"{text}\", which lets in people of any tenant. Write the id of your "
                    + $"own in its place: {Example}."
            );
            return null;
        }

        return authority;
    }

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

    private static string? ReadSecret(SettingsReader reader)
    {
        var secret = reader.Secret("SignIn:ClientSecret");
        if (reader.ExistingPath("SignIn:ClientSecretFile", "/etc/hybridadmin/client-secret") is not { } file)
            return secret;
        if (secret is not null)
            reader.Mistake(
                "SignIn:ClientSecret and SignIn:ClientSecretFile are both set; keep one, for example "
                    + "SignIn:ClientSecretFile=/etc/hybridadmin/client-secret."
            );
        try
        {
            secret = File.Exists(file) ? File.ReadAllText(file).TrimEnd('\r', '\n') : null;
            if (string.IsNullOrEmpty(secret))
                reader.Mistake(
                    $"SignIn:ClientSecretFile names {file}, which holds no secret; write it into a file, for "
                        + $"example SignIn:ClientSecretFile=/etc/hybridadmin/client-secret."
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reader.Mistake(
                $"SignIn:ClientSecretFile names {file}, which cannot be read ({exception.Message.TrimEnd('.')})."
            );
        }

        return secret;
    }
}
