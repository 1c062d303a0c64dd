using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HybridAdmin.Configuration;

/// <summary>
/// The console's own certificate with its key, and what its file holds besides: the issuers to send along.
/// </summary>
internal sealed record ServerCertificate(X509Certificate2 Certificate, X509Certificate2Collection Chain);

/// <summary>
/// Reads <c>Proxy:Https:</c>, and looks whether the framework's own keys would work: a certificate that cannot be used
/// has to end the program with the setting's name, not with the first visitor.
/// </summary>
internal static class CertificateSection
{
    private const string Setting = "Proxy:Https:Certificate";
    private const string Frameworks = "Kestrel:Certificates:Default";

    /// <returns>Null: none is set here.</returns>
    public static ServerCertificate? Read(SettingsReader reader)
    {
        if (reader.Text(Setting) is null)
        {
            foreach (
                var key in new[] { "Proxy:Https:KeyFile", "Proxy:Https:PasswordFile" }.Where(k =>
                    reader.Text(k) is not null
                )
            )
                reader.Mistake(
                    $"{key} is set, but {Setting} names no certificate; set for example "
                        + $"{Setting}=/etc/hybridadmin/console.pem."
                );
            if (reader.Text($"{Frameworks}:Path") is not null)
                Load(reader, $"{Frameworks}:Path", $"{Frameworks}:KeyPath", reader.Secret($"{Frameworks}:Password"));
            return null;
        }

        if (reader.FirstGiven(Frameworks) is { } other)
            reader.Mistake($"{other} and {Setting} both name a certificate; keep one, for example {Setting}.");
        string? password = null;
        if (
            reader.ExistingPath("Proxy:Https:PasswordFile", "/run/secrets/hybridadmin-certificate") is { } file
            && File.Exists(file)
        )
            password = File.ReadAllText(file).TrimEnd('\r', '\n');
        return Load(reader, Setting, "Proxy:Https:KeyFile", password);
    }

    /// <summary>Whether some certificate is set: <c>https://</c> needs one.</summary>
    public static bool IsGiven(SettingsReader reader) =>
        reader.Text(Setting) is not null || reader.FirstGiven(Frameworks) is not null;

    private static ServerCertificate? Load(SettingsReader reader, string setting, string keySetting, string? password)
    {
        var path = reader.ExistingPath(setting, "/etc/hybridadmin/console.pem");
        var keyPath = reader.ExistingPath(keySetting, "/etc/hybridadmin/console.key");
        if (!File.Exists(path) || (keyPath is not null && !File.Exists(keyPath)))
        {
            if (Directory.Exists(path))
                reader.Mistake(
                    $"{setting} names {path}, which is a folder; write for example "
                        + $"{setting}=/etc/hybridadmin/console.pem."
                );
            return null;
        }

        try
        {
            var content = File.ReadAllBytes(path);
            var loaded = IsPem(content) ? LoadPem(path, keyPath, password) : LoadPfx(content, password);
            if (!loaded.Certificate.HasPrivateKey)
            {
                reader.Mistake(
                    $"{setting} names {path}, which has no private key; put it into the file, or name it by "
                        + $"{keySetting}."
                );
                return null;
            }

            if (loaded.Certificate.NotAfter.ToUniversalTime() < reader.Time.GetUtcNow().UtcDateTime)
                reader.Warn(
                    $"{setting}: the certificate {loaded.Certificate.Subject} expired on "
                        + $"{loaded.Certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}; browsers refuse it."
                );
            return loaded;
        }
        catch (Exception exception)
            when (exception is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException
            )
        {
            reader.Mistake(
                $"{setting} names {path}, which cannot be used as a certificate with its key "
                    + $"({exception.Message.TrimEnd('.')}). It takes PEM (with the key in it or beside it, "
                    + $"{keySetting}) or PFX (with its password)."
            );
            return null;
        }
    }

    private static bool IsPem(byte[] content) => content.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static ServerCertificate LoadPem(string path, string? keyPath, string? password)
    {
        var text = File.ReadAllText(path);
        var key = keyPath is null ? text : File.ReadAllText(keyPath);
        using var pem = password is null
            ? X509Certificate2.CreateFromPem(text, key)
            : X509Certificate2.CreateFromEncryptedPem(text, key, password);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(text);
        chain.Remove(pem);
        // by way of PFX, because Windows cannot serve a key that is in memory only
        return new ServerCertificate(Pkcs12(pem.Export(X509ContentType.Pfx), null), chain);
    }

    private static ServerCertificate LoadPfx(byte[] content, string? password)
    {
        var certificate = Pkcs12(content, password);
#if NET9_0_OR_GREATER
        var all = X509CertificateLoader.LoadPkcs12Collection(content, password);
#else
        var all = new X509Certificate2Collection();
        all.Import(content, password, X509KeyStorageFlags.DefaultKeySet);
#endif
        all.Remove(certificate);
        return new ServerCertificate(certificate, all);
    }

    private static X509Certificate2 Pkcs12(byte[] content, string? password) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadPkcs12(content, password);
#else
        new(content, password);
#endif
}
