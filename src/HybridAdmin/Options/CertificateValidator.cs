using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>
/// Checks that the certificate is usable, the framework's own setting included: an unusable certificate must end the
/// program with the name of the setting, not fail with the first visitor.
/// </summary>
internal sealed class CertificateValidator(SettingsSource source) : IValidateOptions<ProxyOptions>
{
    private const string Setting = "Proxy:Https:Certificate";
    private const string KeySetting = "Proxy:Https:KeyFile";
    private const string PasswordSetting = "Proxy:Https:PasswordFile";
    private const string Example = "/etc/hybridadmin/console.pem";
    private const string Frameworks = "Kestrel:Certificates:Default";

    /// <summary>Indicates whether a certificate is set: <c>https://</c> needs one.</summary>
    public static bool IsGiven(SettingsSource source, ProxyOptions options) =>
        options.Https.Certificate is not null || source.FirstGiven(Frameworks) is not null;

    /// <summary>The warnings about a certificate that browsers refuse.</summary>
    /// <param name="certificate">The certificate; null for none.</param>
    public static IEnumerable<string> WarningsOf(ServerCertificate? certificate, TimeProvider time)
    {
        if (certificate is { Certificate: var own } && own.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime)
            yield return $"{Setting}: the certificate {own.Subject} expired on "
                + $"{own.NotAfter.ToUniversalTime():yyyy-MM-dd}; browsers refuse it.";
    }

    public ValidateOptionsResult Validate(string? name, ProxyOptions options) =>
        Mistakes.Result(options.Https.Certificate is null ? FrameworkRules(options.Https) : Rules(options.Https));

    private IEnumerable<string> Rules(HttpsOptions options)
    {
        if (source.FirstGiven(Frameworks) is { } other)
            yield return $"{other} and {Setting} both name a certificate; keep one, for example {Setting}={Example}.";
        string? password = null;
        if (options.PasswordFile is { } file)
        {
            if (!Path.Exists(file))
                yield return SettingSentences.Missing(PasswordSetting, file, "/run/secrets/hybridadmin-certificate");
            else if (TryRead(file, out password) is { } unreadable)
                yield return unreadable;
        }

        foreach (var mistake in Check(Setting, options.Certificate!, KeySetting, options.KeyFile, password))
            yield return mistake;
    }

    private IEnumerable<string> FrameworkRules(HttpsOptions options)
    {
        foreach (var (key, value) in new[] { (KeySetting, options.KeyFile), (PasswordSetting, options.PasswordFile) })
        {
            if (value is not null)
                yield return $"{key} is set, but {Setting} names no certificate; set for example {Setting}={Example}.";
        }

        const string path = $"{Frameworks}:Path";
        const string keyPath = $"{Frameworks}:KeyPath";
        if (source.Text(path) is not { } file)
            yield break;
        var keyFile = source.Text(keyPath) is { } text ? source.FullPath(text) : null;
        foreach (
            var mistake in Check(path, source.FullPath(file), keyPath, keyFile, source.Secret($"{Frameworks}:Password"))
        )
            yield return mistake;
    }

    private static string? TryRead(string file, out string? password)
    {
        password = null;
        try
        {
            password = ServerCertificate.ReadPassword(file);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{PasswordSetting} names {file}, which cannot be read ({exception.Message.TrimEnd('.')}); write "
                + $"for example {PasswordSetting}=/run/secrets/hybridadmin-certificate.";
        }
    }

    private static IEnumerable<string> Check(
        string setting,
        string path,
        string keySetting,
        string? keyPath,
        string? password
    )
    {
        if (!Path.Exists(path))
            yield return SettingSentences.Missing(setting, path, Example);
        else if (Directory.Exists(path))
            yield return $"{setting} names {path}, which is a folder; write for example {setting}={Example}.";
        if (keyPath is not null && !Path.Exists(keyPath))
            yield return SettingSentences.Missing(keySetting, keyPath, "/etc/hybridadmin/console.key");
        else if (File.Exists(path) && ProblemOf(setting, path, keySetting, keyPath, password) is { } problem)
            yield return problem;
    }

    private static string? ProblemOf(string setting, string path, string keySetting, string? keyPath, string? password)
    {
        try
        {
            using var certificate = ServerCertificate.Load(path, keyPath, password).Certificate;
            return certificate.HasPrivateKey
                ? null
                : $"{setting} names {path}, which has no private key; put it into the file, or name it by "
                    + $"{keySetting}, for example {keySetting}=/etc/hybridadmin/console.key.";
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException
            )
        {
            return $"{setting} names {path}, which cannot be used as a certificate with its key "
                + $"({exception.Message.TrimEnd('.')}). It takes PEM (with the key in it or beside it, {keySetting}) "
                + $"or PFX (with its password), for example {setting}={Example}.";
        }
    }
}
