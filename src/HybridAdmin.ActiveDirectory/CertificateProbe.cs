using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Finds out why a TLS connection failed. libldap only says "server down", for a stopped server and for a wrong
/// certificate alike; so after a failure the handshake is done once more here, to look at the certificate. Nothing is
/// sent over this connection but StartTLS.
/// </summary>
internal static class CertificateProbe
{
    /// <summary>LDAP's StartTLS request (1.3.6.1.4.1.1466.20037) as message 1.</summary>
    private static readonly byte[] StartTls =
    [
        0x30,
        0x1d,
        0x02,
        0x01,
        0x01,
        0x77,
        0x18,
        0x80,
        0x16,
        .. "1.3.6.1.4.1.1466.20037"u8,
    ];

    /// <summary>What is wrong with the certificate; null when it is right or could not be seen.</summary>
    public static string? Problem(
        ServerAddress server,
        X509Certificate2Collection? roots,
        TimeSpan timeout,
        TimeProvider time
    ) => Look(server, roots, timeout, time).Problem;

    /// <summary>
    /// Also whether the server was silent: nothing accepted the connection, or it accepted and then said nothing.
    /// </summary>
    public static (bool IsSilent, string? Problem) Look(
        ServerAddress server,
        X509Certificate2Collection? roots,
        TimeSpan timeout,
        TimeProvider time
    )
    {
        try
        {
            return (false, ProblemAsync(server, roots, timeout, time).GetAwaiter().GetResult());
        }
        catch (Exception problem) when (problem is SocketException or OperationCanceledException)
        {
            return (true, null);
        }
        catch (Exception problem) when (problem is IOException or AuthenticationException)
        {
            return (false, null); // it spoke, but we did not understand each other: libldap may fare better
        }
    }

    private static async Task<string?> ProblemAsync(
        ServerAddress server,
        X509Certificate2Collection? roots,
        TimeSpan timeout,
        TimeProvider time
    )
    {
        using var patience = new CancellationTokenSource(timeout, time);
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port, patience.Token).ConfigureAwait(false);
        var stream = client.GetStream();
        if (!server.IsLdaps)
        {
            await stream.WriteAsync(StartTls, patience.Token).ConfigureAwait(false);
            var answer = new byte[512];
            if (await stream.ReadAsync(answer, patience.Token).ConfigureAwait(false) == 0)
                return null;
        }

        string? found = null;
        await using var tls = new SslStream(stream);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = server.Host,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                var presented = new X509Certificate2Collection();
                foreach (var element in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
                    presented.Add(element.Certificate);
                found = certificate is X509Certificate2 leaf
                    ? CertificateCheck.Problem(leaf, presented, server.Host, roots, time.GetUtcNow())
                    : "it presented none";
                return found is null;
            },
        };
        try
        {
            await tls.AuthenticateAsClientAsync(options, patience.Token).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (found is not null)
        {
            // The callback said no, which is what we came to hear.
        }

        return found;
    }
}
