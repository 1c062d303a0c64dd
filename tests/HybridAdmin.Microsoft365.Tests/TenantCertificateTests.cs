using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HybridAdmin.Microsoft365.SignIn;

namespace HybridAdmin.Microsoft365.Tests;

public sealed class TenantCertificateTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("hybridadmin-tenant-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(31, null)]
    [InlineData(29, "ends on")]
    [InlineData(-1, "ended on")]
    public void Warning_DaysLeft_IsSaidThirtyDaysAhead(int days, string? expected)
    {
        var warning = TenantCertificate.Warning(new TenantOptions { CertificateFile = Write(days, pem: true) }, Now);

        if (expected is null)
            Assert.Null(warning);
        else
            Assert.Contains(expected, warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_PemOrPfx_HasItsKey(bool pem)
    {
        using var certificate = TenantCertificate.Read(new TenantOptions { CertificateFile = Write(90, pem) });

        Assert.NotNull(certificate.GetRSAPrivateKey());
    }

    [Fact]
    public void Warning_FileGone_NamesTheSetting() =>
        Assert.Contains(
            "Tenant:CertificateFile cannot be read",
            TenantCertificate.Warning(new TenantOptions { CertificateFile = Path.Combine(folder, "none.pem") }, Now),
            StringComparison.Ordinal
        );

    [Fact]
    public void Warning_NoCertificateUsed_IsNone() =>
        Assert.Null(TenantCertificate.Warning(new TenantOptions { ClientSecret = "x" }, Now));

    private string Write(int days, bool pem)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest(
            "CN=hybridadmin",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        ).CreateSelfSigned(Now.AddDays(-60), Now.AddDays(days));
        var file = Path.Combine(folder, pem ? "tenant.pem" : "tenant.pfx");
        if (pem)
            File.WriteAllText(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        else
            File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12));
        return file;
    }
}
