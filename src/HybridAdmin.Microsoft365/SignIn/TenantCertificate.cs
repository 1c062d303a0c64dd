using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HybridAdmin.Microsoft365.SignIn;

/// <summary>The certificate that the application signs in with.</summary>
internal static class TenantCertificate
{
    private static readonly TimeSpan WarnAhead = TimeSpan.FromDays(30);

    /// <exception cref="InvalidOperationException">It does not exist, or has no private key; the message names the
    /// setting.</exception>
    /// <exception cref="CryptographicException">The file contains no certificate.</exception>
    public static X509Certificate2 Read(TenantOptions options)
    {
        var certificate = options.CertificateFile is { } file
            ? FromFile(file)
            : FromStore(options.CertificateThumbprint!);
        return certificate.HasPrivateKey
            ? certificate
            : throw new InvalidOperationException($"{Setting(options)} names a certificate without its private key.");
    }

    /// <summary>
    /// A warning about the expiry of the certificate, as a sentence; null: it expires much later, or no certificate is
    /// used.
    /// </summary>
    public static string? Warning(TenantOptions options, DateTimeOffset now)
    {
        if (options.CertificateFile is null && options.CertificateThumbprint is null)
            return null;
        try
        {
            using var certificate = Read(options);
            var left = certificate.NotAfter.ToUniversalTime() - now.UtcDateTime;
            var day = certificate.NotAfter.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
            if (left <= TimeSpan.Zero)
                return $"The certificate of {Setting(options)} ended on {day}: the application cannot sign "
                    + $"in. Make a new one and add it to the app registration.";
            return left > WarnAhead
                ? null
                : $"The certificate of {Setting(options)} ends on {day}. Add a new one to the app "
                    + $"registration before, then replace it here.";
        }
        catch (Exception exception)
            when (exception
                    is CryptographicException
                        or IOException
                        or UnauthorizedAccessException
                        or InvalidOperationException
            )
        {
            return $"The certificate of {Setting(options)} cannot be read: {exception.Message}";
        }
    }

    private static string Setting(TenantOptions options) =>
        options.CertificateFile is null ? "Tenant:CertificateThumbprint" : "Tenant:CertificateFile";

    private static X509Certificate2 FromFile(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (
            !bytes.AsSpan().StartsWith("0"u8)
            && System.Text.Encoding.UTF8.GetString(bytes) is var text
            && text.Contains("-----BEGIN", StringComparison.Ordinal)
        )
        {
            using var pem = X509Certificate2.CreateFromPem(text, text);
            return Load(pem.Export(X509ContentType.Pkcs12)); // Windows cannot sign with the key of a PEM directly
        }

        return Load(bytes);
    }

    private static X509Certificate2 Load(byte[] pfx) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadPkcs12(pfx, null);
#else
        new(pfx);
#endif

    private static X509Certificate2 FromStore(string thumbprint)
    {
        foreach (var location in new[] { StoreLocation.CurrentUser, StoreLocation.LocalMachine })
        {
            if (location == StoreLocation.LocalMachine && !OperatingSystem.IsWindows())
                continue;
            using var store = new X509Store(StoreName.My, location);
            store.Open(OpenFlags.ReadOnly);
            var found = store.Certificates.Find(
                X509FindType.FindByThumbprint,
                thumbprint.Replace(" ", string.Empty, StringComparison.Ordinal),
                validOnly: false
            );
            if (found.Count > 0)
                return found[0];
        }

        throw new InvalidOperationException(
            "Tenant:CertificateThumbprint names a certificate that is in no store of this computer."
        );
    }
}
