using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace HybridAdmin.Dns.Tests;

/// <summary>A TLS site on loopback with one certificate and one fixed response for every connection.</summary>
internal sealed class SmallWebSite : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly X509Certificate2 certificate;
    private readonly string answer;
    private readonly bool isSilent;
    private readonly Task running;

    /// <param name="name">The name in the certificate.</param>
    /// <param name="answer">Status line, headers, blank line, body.</param>
    /// <param name="isSilent">True if no response is ever sent.</param>
    public SmallWebSite(string name, string answer, bool isSilent = false)
    {
        (this.answer, this.isSilent) = (answer, isSilent);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // Exported and loaded again, so that TLS can use the key on every system.
#if NET9_0_OR_GREATER
        certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
#else
        certificate = new X509Certificate2(made.Export(X509ContentType.Pfx));
#endif
        listener.Start();
        running = RunAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The first line of each request.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Trusts this site's certificate.</summary>
    public X509ChainPolicy Trust
    {
        get
        {
            var policy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.Add(certificate);
            return policy;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await running;
        certificate.Dispose();
        end.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                try
                {
                    await ServeAsync(client);
                }
                catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
                {
                    // The other side refused or closed the connection, which some tests expect.
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate },
            end.Token
        );
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var first = await reader.ReadLineAsync(end.Token) ?? string.Empty;
        while (await reader.ReadLineAsync(end.Token) is { Length: > 0 }) { }

        if (first.Length == 0)
            return; // it closed before it sent a request
        lock (Asked)
            Asked.Add(first);
        if (isSilent)
            await Task.Delay(Timeout.Infinite, end.Token);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), end.Token);
        await stream.ShutdownAsync();
    }
}
