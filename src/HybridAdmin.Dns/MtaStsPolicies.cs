using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Dns;

/// <summary>The addresses that policies may be fetched from.</summary>
public enum MtaStsFetching
{
    /// <summary>Public addresses of the Internet only.</summary>
    Public,

    /// <summary>Any address, for a network whose own DNS returns an internal one.</summary>
    Any,

    /// <summary>None, for a computer without access to the Internet.</summary>
    Off,
}

/// <summary>
/// Fetches MTA-STS policies as senders do (RFC 8461, 3.3): HTTPS on port 443 of the one host, a valid certificate, no
/// redirect. As a precaution, it uses no proxy and no cookies, limits time and size, and does not connect to addresses
/// inside the network. One instance per process.
/// </summary>
public sealed class MtaStsPolicies : IMtaStsPolicies, IDisposable
{
    /// <summary>The time limit of the whole fetch: name, connection, answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly MtaStsFetching fetching;
    private readonly MtaStsTransport transport;
    private readonly HttpClient client;

    public MtaStsPolicies(MtaStsFetching fetching)
        : this(fetching, new MtaStsTransport()) { }

    internal MtaStsPolicies(MtaStsFetching fetching, MtaStsTransport transport)
    {
        (this.fetching, this.transport) = (fetching, transport);
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.Zero,
                MaxResponseHeadersLength = 16,
                ConnectCallback = ConnectAsync,
                SslOptions = { CertificateChainPolicy = transport.Trust },
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<MtaStsAnswer> FetchAsync(string domain, CancellationToken cancellationToken)
    {
        var host = MtaStsPolicy.HostOf(DnsNames.Normalize(domain));
        if (fetching == MtaStsFetching.Off || !DnsNames.IsName(host))
            return MtaStsAnswer.NotAsked;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"https://{host}/.well-known/mta-sts.txt");
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/plain"));
            using var response = await client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token)
                .ConfigureAwait(false);
            if (response.StatusCode is >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest)
                return Failed("The site redirects, and senders do not follow that.");
            if (response.StatusCode != HttpStatusCode.OK)
                return Failed($"The site answers with status {(int)response.StatusCode}.");
            if (response.Content.Headers.ContentType?.MediaType is not "text/plain")
                return Invalid("It is not served as text/plain.");
            return await ReadAsync(response.Content, patience.Token).ConfigureAwait(false) is { } text
                ? MtaStsPolicy.Parse(text, out var problem) is { } policy
                    ? new MtaStsAnswer(policy, null)
                    : Invalid(problem!)
                : Invalid($"It is longer than {MtaStsPolicy.MostOctets / 1024} KB.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"The site did not answer within {(int)Patience.TotalSeconds} seconds.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Failed(Why(exception));
        }
    }

    public void Dispose() => client.Dispose();

    private static MtaStsAnswer Failed(string why) => new(null, why);

    private static MtaStsAnswer Invalid(string why) => new(null, why) { IsInvalid = true };

    /// <summary>A short reason that reveals nothing of the internal network.</summary>
    private static string Why(Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            if (at is NoPublicAddressException)
                return "Its name leads to no address of the Internet (see Dns:MtaStsPolicies).";
            if (at is AuthenticationException)
                return "Its certificate is not valid for the name, or not trusted.";
            if (
                at is SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                }
            )
                return "Its name does not exist in DNS.";
        }

        return "The site cannot be reached.";
    }

    /// <summary>
    /// Connects to an address that is resolved once, so that a second DNS answer cannot redirect the connection.
    /// </summary>
    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context,
        CancellationToken cancellationToken
    )
    {
        var addresses = await transport.Resolve(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        var allowed = addresses.Where(a => fetching == MtaStsFetching.Any || PolicyAddresses.IsPublic(a)).ToArray();
        if (allowed.Length == 0)
            throw new NoPublicAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, transport.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <returns>Null: the content is too long.</returns>
    private static async Task<string?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var buffer = new byte[MtaStsPolicy.MostOctets + 1];
        await using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var length = await stream
            .ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return length > MtaStsPolicy.MostOctets ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }

    private sealed class NoPublicAddressException() : IOException("No address of the Internet.");
}

/// <summary>Replaces the Internet in tests.</summary>
internal sealed class MtaStsTransport
{
    public int Port { get; init; } = 443;

    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } =
        System.Net.Dns.GetHostAddressesAsync;

    /// <summary>Null: the system's.</summary>
    public System.Security.Cryptography.X509Certificates.X509ChainPolicy? Trust { get; init; }
}
