using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace HybridAdmin.ActiveDirectory;

/// <summary>
/// Determines why a TLS connection failed. libldap reports "server down" both for a stopped server and for a wrong
/// certificate, so after a failure the handshake is repeated here to inspect the certificate. Only StartTLS is sent
/// over this connection.
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

    /// <summary>The error in the certificate; null when it is valid or could not be read.</summary>
    public static string? Problem(
        ServerAddress server,
        X509Certificate2Collection? roots,
        TimeSpan timeout,
        TimeProvider time
    ) => Look(server, roots, timeout, time).Problem;

    /// <summary>
    /// Returns the error and whether the server was silent: nothing accepted the connection, or nothing was sent after
    /// it was accepted.
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
            return (false, null); // it answered, but the handshake failed: libldap may succeed
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
            // The callback rejected the certificate, which is the result needed here.
        }

        return found;
    }
}
