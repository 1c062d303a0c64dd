using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>Decides between sandbox and production, and checks the settings of a directory.</summary>
internal sealed class DirectoryOptionsValidator(SettingsSource source) : IValidateOptions<DirectoryOptions>
{
    /// <summary>Points that an administrator should know and that do not prevent the start.</summary>
    public static IEnumerable<string> WarningsOf(DirectoryOptions options) =>
        options.AllowPlaintext
            ? Plaintext(options)
                .Select(s => $"{s} is contacted without encryption (Directory:AllowPlaintext): for a lab only.")
            : [];

    public ValidateOptionsResult Validate(string? name, DirectoryOptions options) =>
        Mistakes.Result(options.Servers.Count == 0 ? Leftovers() : Rules(options));

    /// <summary>
    /// The settings of a directory that are given without servers: a misspelt or lost name must never turn production
    /// into a sandbox.
    /// </summary>
    private IEnumerable<string> Leftovers() =>
        new[] { source.FirstGiven("Directory"), source.FirstGiven("Tenant") }
            .OfType<string>()
            .Where(k => !k.StartsWith("Directory:Servers", StringComparison.OrdinalIgnoreCase))
            .Select(k =>
                $"{k} is set, but Directory:Servers names no domain controller. The sandbox does not start beside such "
                + "a setting: set for example Directory:Servers:0=ldaps://dc1.contoso.local, or remove it."
            );

    private static IEnumerable<string> Rules(DirectoryOptions options)
    {
        if (string.IsNullOrEmpty(options.UserName) && !OperatingSystem.IsWindows())
            yield return "Directory:UserName is not set; name the service account, for example "
                + "Directory:UserName=svc-hybrid@contoso.local.";
        if (
            !string.IsNullOrEmpty(options.UserName)
            && string.IsNullOrEmpty(options.Password)
            && string.IsNullOrEmpty(options.PasswordFile)
        )
            yield return "Directory:UserName is set, but neither Directory:Password nor Directory:PasswordFile; set "
                + "for example Directory:PasswordFile=/run/secrets/hybridadmin.";
        if (options.AllowPlaintext)
            yield break;
        foreach (var server in Plaintext(options))
            yield return $"Directory:Servers has {server}, which is not encrypted. Write "
                + $"ldaps://{server["ldap://".Length..]}, or set Directory:StartTls=true (or, in a lab only, "
                + "Directory:AllowPlaintext=true).";
    }

    private static IEnumerable<string> Plaintext(DirectoryOptions options) =>
        options.StartTls ? [] : options.Servers.Where(s => s.StartsWith("ldap://", StringComparison.OrdinalIgnoreCase));
}
