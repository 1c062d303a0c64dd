using System.Security.Cryptography.X509Certificates;
using HybridAdmin.Tests.Hosting;

namespace HybridAdmin.Tests.SignIn;

[Trait(Category.Name, Category.Slow)]
public sealed class SecureCookieTests
{
    [Fact]
    public async Task Get_OverHttps_CookiesAreSecure()
    {
        using var folder = new TemporaryFolder();
        using var certificate = Certificates.SelfSigned("127.0.0.1");
        await File.WriteAllBytesAsync(folder["console.pfx"], certificate.Export(X509ContentType.Pfx, "geheim"));
        await using var host = await ConsoleHost.StartAsync([
            "Urls=https://127.0.0.1:0",
            $"Kestrel:Certificates:Default:Path={folder["console.pfx"]}",
            "Kestrel:Certificates:Default:Password=geheim",
        ]);
        using var client = new HttpClient(
            new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true }
        );

        var answer = await client.GetAsync(new Uri(host.Address, "/sign-in"));

        Assert.Equal("https", host.Address.Scheme);
        Assert.All(
            answer.Headers.GetValues("Set-Cookie"),
            c => Assert.Contains("; secure", c, StringComparison.OrdinalIgnoreCase)
        );
    }
}
