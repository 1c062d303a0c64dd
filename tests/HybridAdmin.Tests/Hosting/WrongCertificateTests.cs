using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.SignIn;

namespace HybridAdmin.Tests.Hosting;

/// <summary>A domain controller with an untrusted certificate, and the real LDAP adapter.</summary>
public sealed class WrongCertificateTests : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly TemporaryFolder folder = new();

    public WrongCertificateTests()
    {
        File.WriteAllText(folder["ca.pem"], Certificates.SelfSigned("Another authority").ExportCertificatePem());
        listener.Start();
        _ = ShakeHandsAsync();
    }

    public void Dispose()
    {
        listener.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Start_CertificateNotTrusted_IsUpNotReadyAndSaysWhy()
    {
        var server = $"Directory:Servers:0=ldaps://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        await using var host = await ConsoleHost.StartAsync([
            server,
            .. DirectoryConsole.Settings.Skip(1),
            $"Directory:TrustedCertificates={folder["ca.pem"]}",
        ]);
        using var visitor = host.Visit();
        JsonElement directory = default;

        await ConsoleHost.UntilAsync(
            async () =>
            {
                var ready = await visitor.Client.GetAsync("/health/ready");
                Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
                directory = JsonDocument
                    .Parse(await ready.Content.ReadAsStringAsync())
                    .RootElement.GetProperty("directory");
                return directory.GetProperty("state").GetString() == "unreachable";
            },
            "the directory to have been tried"
        );

        Assert.Equal("NotTrusted", directory.GetProperty("fault").GetString());
        Assert.Contains(
            "certificate",
            directory.GetProperty("problem").GetString(),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.DoesNotContain("secret", directory.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "The directory is not reachable",
            await visitor.Client.GetStringAsync("/sign-in"),
            StringComparison.Ordinal
        );
    }

    private async Task ShakeHandsAsync()
    {
        using var certificate = Certificates.SelfSigned("127.0.0.1");
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var secured = new SslStream(client.GetStream());
                await secured.AuthenticateAsServerAsync(certificate);
                _ = await secured.ReadAtLeastAsync(new byte[1], 1, false);
            }
            catch (Exception refused)
                when (refused is IOException or System.Security.Authentication.AuthenticationException)
            {
                // Expected by the test.
            }
            catch (Exception ended) when (ended is ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }
}

internal static class Certificates
{
    /// <summary>
    /// A certificate for a name or loopback address, with its key in a form that TLS accepts on every platform.
    /// </summary>
    public static X509Certificate2 SelfSigned(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(name.Replace(' ', '-'));
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
#if NET9_0_OR_GREATER
        return X509CertificateLoader.LoadPkcs12(
            certificate.Export(X509ContentType.Pfx),
            null,
            X509KeyStorageFlags.Exportable
        );
#else
        return new X509Certificate2(
            certificate.Export(X509ContentType.Pfx),
            (string?)null,
            X509KeyStorageFlags.Exportable
        );
#endif
    }
}
