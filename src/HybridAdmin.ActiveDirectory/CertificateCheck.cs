using System.Security.Cryptography.X509Certificates;

namespace HybridAdmin.ActiveDirectory;

/// <summary>Describes the error in a server's certificate as text.</summary>
internal static class CertificateCheck
{
    /// <summary>Null when the certificate is valid.</summary>
    /// <param name="presented">The other certificates of the handshake.</param>
    /// <param name="roots">The only trusted certificates; null: the system's.</param>
    public static string? Problem(
        X509Certificate2 certificate,
        X509Certificate2Collection presented,
        string host,
        X509Certificate2Collection? roots,
        DateTimeOffset now
    )
    {
        if (now.UtcDateTime > certificate.NotAfter.ToUniversalTime())
            return $"it expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}";
        if (now.UtcDateTime < certificate.NotBefore.ToUniversalTime())
            return $"it is valid only from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm} UTC on";

        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ExtraStore.AddRange(presented);
        chain.ChainPolicy.VerificationTime = now.LocalDateTime;
        if (roots is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        }

        if (!chain.Build(certificate))
        {
            var known = roots is null ? "the certificates that this computer trusts" : "Directory:TrustedCertificates";
            return chain.ChainStatus.Any(s =>
                s.Status is X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot
            )
                ? $"it was issued by {certificate.Issuer}, and that issuer is not among {known}"
                : string.Join("; ", chain.ChainStatus.Select(s => s.StatusInformation.TrimEnd('.', ' ')));
        }

        return certificate.MatchesHostname(host) ? null : $"it is made out to {Names(certificate)}, not to {host}";
    }

    private static string Names(X509Certificate2 certificate)
    {
        var names = certificate
            .Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(e => e.EnumerateDnsNames().Concat(e.EnumerateIPAddresses().Select(a => a.ToString())))
            .ToArray();
        return names.Length > 0
            ? string.Join(", ", names)
            : certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false);
    }
}
