using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>Checks the OpenID provider of <c>SignIn:Authority</c> and the settings that belong to it.</summary>
internal sealed class OpenIdValidator : IValidateOptions<SignInOptions>
{
    private const string Example = "SignIn:Authority=https://login.microsoftonline.com/<tenant id>/v2.0";
    private const string FileExample = "SignIn:ClientSecretFile=/etc/hybridadmin/client-secret";

    /// <summary>Entra's addresses for people of any tenant: anybody with an account anywhere could sign in.</summary>
    private static readonly string[] ManyTenants = ["common", "organizations", "consumers"];

    /// <summary>The warnings about settings that are given but not used.</summary>
    public static IEnumerable<string> WarningsOf(SignInOptions options) =>
        options.Mode == SignInMode.OpenIdConnect
            ? []
            : new (string Key, string? Value)[]
            {
                ("SignIn:Authority", options.Authority),
                ("SignIn:ClientId", options.ClientId),
                ("SignIn:ClientSecret", options.ClientSecret),
                ("SignIn:ClientSecretFile", options.ClientSecretFile),
            }
                .Where(setting => setting.Value is not null)
                .Select(setting => $"{setting.Key} is set, but used only with SignIn:Mode=OpenIdConnect.");

    public ValidateOptionsResult Validate(string? name, SignInOptions options) =>
        Mistakes.Result(options.Mode == SignInMode.OpenIdConnect ? Rules(options) : []);

    private static IEnumerable<string> Rules(SignInOptions options)
    {
        if (ProblemOf(options.Authority) is { } problem)
            yield return problem;
        if (options.ClientId is null)
            yield return "SignIn:ClientId is not set: write the application (client) id of the console's registration "
                + "at the provider, for example SignIn:ClientId=6731de76-14a6-49ae-97bc-6eba6914391e.";
        if (options is { ClientSecret: not null, ClientSecretFile: not null })
            yield return "SignIn:ClientSecret and SignIn:ClientSecretFile are both set; keep one, for example "
                + $"{FileExample}.";
        if (options.ClientSecretFile is { } file && ProblemOfFile(file) is { } unreadable)
            yield return unreadable;
    }

    private static string? ProblemOf(string? text)
    {
        if (text is null)
            return $"SignIn:Authority is not set: write the issuer of the OpenID provider, for example {Example}.";
        if (
            text.Contains('{')
            || text.Contains('<')
            || !Uri.TryCreate(text, UriKind.Absolute, out var authority)
            || authority is { Query.Length: > 0 } or { Fragment.Length: > 0 } or { UserInfo.Length: > 0 }
        )
            return $"SignIn:Authority is \"{text}\", which is not the issuer of one provider; write for example "
                + $"{Example}.";
        if (!OpenIdSettings.IsSafe(authority))
            return $"SignIn:Authority is \"{text}\": what it answers decides who may come in, so it has to be https "
                + $"(http on loopback only). Write for example {Example}.";
        return ManyTenants.Contains(
            authority.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(),
            StringComparer.OrdinalIgnoreCase
        )
            ? $"SignIn:Authority is \"{text}\", which lets in people of any tenant. Write the id of your own in its "
                + $"place: {Example}."
            : null;
    }

    private static string? ProblemOfFile(string file)
    {
        try
        {
            // a missing file is already reported
            return Path.Exists(file) && OpenIdSettings.ReadSecret(file).Length == 0
                ? $"SignIn:ClientSecretFile names {file}, which holds no secret; write it into a file, for example "
                    + $"{FileExample}."
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"SignIn:ClientSecretFile names {file}, which cannot be read ({exception.Message.TrimEnd('.')}); "
                + $"write for example {FileExample}.";
        }
    }
}
