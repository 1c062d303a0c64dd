using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HybridAdmin.Options;

/// <summary>The console's own certificate with its key, and the issuers from its file, which are sent along.</summary>
internal sealed record ServerCertificate(X509Certificate2 Certificate, X509Certificate2Collection Chain)
{
    /// <summary>Reads the certificate of <c>Proxy:Https</c>.</summary>
    /// <returns>The certificate; null if none is set there.</returns>
    public static ServerCertificate? Of(HttpsOptions options) =>
        options.Certificate is { } path
            ? Load(path, options.KeyFile, options.PasswordFile is { } file ? ReadPassword(file) : null)
            : null;

    /// <param name="path">The path of a PEM or PFX file.</param>
    /// <param name="keyPath">The path of the key in PEM; null if the key is in the same file.</param>
    /// <exception cref="CryptographicException">The file is not a certificate, or the password is wrong.</exception>
    /// <exception cref="ArgumentException">The file contains no certificate, or no matching key.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ServerCertificate Load(string path, string? keyPath, string? password)
    {
        var content = File.ReadAllBytes(path);
        return IsPem(content) ? LoadPem(path, keyPath, password) : LoadPfx(content, password);
    }

    /// <returns>The password without the line break at its end.</returns>
    public static string ReadPassword(string file) => File.ReadAllText(file).TrimEnd('\r', '\n');

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
        // through PFX, because Windows cannot serve a key that exists in memory only
        return new ServerCertificate(Pkcs12(pem.Export(X509ContentType.Pfx), null), chain);
    }

    private static ServerCertificate LoadPfx(byte[] content, string? password)
    {
        var certificate = Pkcs12(content, password);
        var all = X509CertificateLoader.LoadPkcs12Collection(content, password);
        all.Remove(certificate);
        return new ServerCertificate(certificate, all);
    }

    private static X509Certificate2 Pkcs12(byte[] content, string? password) =>
        X509CertificateLoader.LoadPkcs12(content, password);
}
