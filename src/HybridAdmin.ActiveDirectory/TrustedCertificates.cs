using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// The trusted CA certificates, read again for every new connection, so that a new CA needs no restart. libldap
/// requires one PEM file, whatever TLS library it was built with; hence a bundle in a folder that only this process's
/// account can open.
/// </summary>
internal sealed class TrustedCertificates(string? path) : IDisposable
{
    /// <summary>The usual paths of system bundles; libldap without an ldap.conf (a slim container) has none.</summary>
    private static readonly string[] SystemBundles =
    [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];

    private readonly object gate = new();
    private string? folder;
    private string? written;

    /// <summary>Null: the system's.</summary>
    /// <exception cref="DirectoryFault">NotTrusted: the path of the setting contains no certificate.</exception>
    public X509Certificate2Collection? Read()
    {
        if (path is null)
            return null;
        var certificates = new X509Certificate2Collection();
        try
        {
            // A folder may also contain keys, requests and notes: files without a certificate are skipped.
            var files = System.IO.Directory.Exists(path)
                ? System.IO.Directory.GetFiles(path).Order(StringComparer.Ordinal).ToArray()
                : [path];
            foreach (var file in files)
            {
                var text = File.ReadAllText(file);
                if (text.Contains("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal))
                    certificates.ImportFromPem(text);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable($"could not be read: {problem.Message}", problem);
        }

        return certificates.Count > 0 ? certificates : throw Unusable("holds no certificate in PEM form");
    }

    /// <summary>A file for libldap; null if the system's bundle is not at a usual path.</summary>
    public string? BundleFile()
    {
        if (Read() is not { } certificates)
            return Array.Find(SystemBundles, File.Exists);
        var text = string.Join('\n', certificates.Select(c => c.ExportCertificatePem()));
        lock (gate)
        {
            if (folder is null || written != text)
            {
                folder ??= System.IO.Directory.CreateTempSubdirectory("hybridadmin-ca-").FullName;
                File.WriteAllText(Path.Combine(folder, "new.pem"), text);
                File.Move(Path.Combine(folder, "new.pem"), Path.Combine(folder, "ca.pem"), overwrite: true);
                written = text;
            }

            return Path.Combine(folder, "ca.pem");
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            if (folder is not null && System.IO.Directory.Exists(folder))
                System.IO.Directory.Delete(folder, recursive: true);
            folder = null;
        }
    }

    private DirectoryFault Unusable(string what, Exception? inner = null) =>
        new(
            DirectoryFaultKind.NotTrusted,
            $"Directory:TrustedCertificates ({path}) {what}. No domain controller can be trusted.",
            inner
        );
}
