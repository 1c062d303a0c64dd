using System.Security.Cryptography.X509Certificates;
using HybridAdmin.Tests.Hosting;

namespace HybridAdmin.Tests.Options;

public sealed class ServerCertificateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly X509Certificate2 certificate = Certificates.SelfSigned("127.0.0.1");

    public void Dispose()
    {
        certificate.Dispose();
        folder.Dispose();
    }

    [Trait(Category.Name, Category.Slow)]
    [Theory]
    [InlineData("both.pem", null, null)]
    [InlineData("certificate.pem", "Proxy:Https:KeyFile", "key.pem")]
    [InlineData("console.pfx", "Proxy:Https:PasswordFile", "password")]
    public async Task Start_OwnCertificate_IsServed(string file, string? setting, string? value)
    {
        Write();
        await using var host = await ConsoleHost.StartAsync([
            "Urls=https://127.0.0.1:0",
            $"Proxy:Https:Certificate={folder[file]}",
            .. setting is null ? Array.Empty<string>() : [$"{setting}={folder[value!]}"],
        ]);
        string? served = null;
        using var client = new HttpClient(
            new HttpClientHandler
            {
                UseProxy = false,
                ServerCertificateCustomValidationCallback = (_, presented, _, _) =>
                    (served = presented!.Thumbprint) is not null,
            }
        );

        var answer = await client.GetAsync(new Uri(host.Address, "/sign-in"));

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(certificate.Thumbprint, served);
    }

    [Theory]
    [InlineData("Proxy:Https:Certificate", "nowhere.pem", null, "Proxy:Https:Certificate names ")]
    [InlineData("Proxy:Https:Certificate", "password", null, "Proxy:Https:Certificate names ")]
    [InlineData("Proxy:Https:Certificate", "certificate.pem", null, "Proxy:Https:Certificate names ")]
    [InlineData("Proxy:Https:Certificate", "console.pfx", null, "Proxy:Https:Certificate names ")]
    [InlineData(
        "Proxy:Https:Certificate",
        "both.pem",
        "Proxy:Https:PasswordFile=/not/there",
        "Proxy:Https:PasswordFile names /not/there"
    )]
    [InlineData(
        "Proxy:Https:Certificate",
        "certificate.pem",
        "Proxy:Https:KeyFile=/not/there",
        "Proxy:Https:KeyFile names /not/there"
    )]
    [InlineData("Kestrel:Certificates:Default:Path", "nowhere.pfx", null, "Kestrel:Certificates:Default:Path names ")]
    [InlineData(
        "Kestrel:Certificates:Default:Path",
        "console.pfx",
        "Kestrel:Certificates:Default:Password=wrong",
        "Kestrel:Certificates:Default:Path names "
    )]
    public void Load_WrongCertificate_NamesTheSetting(string setting, string file, string? further, string sentence)
    {
        Write();

        var mistakes = Given.Mistakes([
            .. Given.Production,
            "Urls=https://0.0.0.0:5443",
            $"{setting}={folder[file]}",
            .. further is null ? Array.Empty<string>() : [further],
        ]);

        Assert.Contains(mistakes, m => m.StartsWith(sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("geheim", string.Join(' ', mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_HttpsWithoutACertificate_NamesTheSetting() =>
        Assert.Contains(
            "Proxy:Https:Certificate=",
            Given.Mistake([.. Given.Production, "Urls=https://0.0.0.0:5443"]),
            StringComparison.Ordinal
        );

    [Fact]
    public void Load_KeyWithoutCertificate_NamesTheSetting() =>
        Assert.StartsWith(
            "Proxy:Https:KeyFile is set",
            Given.Mistake("Proxy:Https:KeyFile=/x"),
            StringComparison.Ordinal
        );

    private void Write()
    {
        var key = certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem();
        File.WriteAllText(folder["certificate.pem"], certificate.ExportCertificatePem());
        File.WriteAllText(folder["key.pem"], key);
        File.WriteAllText(folder["both.pem"], certificate.ExportCertificatePem() + "\n" + key + "\n");
        File.WriteAllBytes(folder["console.pfx"], certificate.Export(X509ContentType.Pfx, "geheim"));
        File.WriteAllText(folder["password"], "geheim\n");
    }
}
