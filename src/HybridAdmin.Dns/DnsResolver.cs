using System.Net;
using System.Net.Sockets;
using DnsClient;
using HybridAdmin.Core.Domains.Records;

namespace HybridAdmin.Dns;

/// <summary>
/// Queries the configured resolver, or the system's, through the DnsClient package. Strict: an answer to another
/// question, or one that cannot be read, counts as a failure of that attempt. One instance per process.
/// </summary>
public sealed class DnsResolver : IDnsLookup, IDisposable
{
    private const int MostServers = 3;

    /// <summary>Largest UDP answer that passes any network without fragments (DNS flag day 2020), in octets.</summary>
    private const int UdpSize = 1232;

    private readonly DnsOptions options;
    private readonly SemaphoreSlim turns;
    private readonly LookupClient client;

    /// <param name="options">Validated options.</param>
    public DnsResolver(DnsOptions options)
    {
        this.options = options;
        turns = new SemaphoreSlim(options.MostAtOnce);
        client = new LookupClient(
            new LookupClientOptions // each question names its server
            {
                AutoResolveNameServers = false,
                UseCache = false, // Core caches the answers for their time to live
                Retries = 0, // attempts are counted here, for one server or several
                Timeout = options.Timeout,
                ExtendedDnsBufferSize = UdpSize,
                ThrowDnsErrors = false,
                ContinueOnDnsError = false,
                ContinueOnEmptyResponse = false,
            }
        );
    }

    public string Resolver => string.Join(", ", Servers());

    public async Task<DnsAnswer> QueryAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        var asked = DnsNames.Normalize(name);
        if (!DnsNames.IsName(asked))
            throw new ArgumentException($"\"{name}\" is not a valid DNS name.", nameof(name));
        var servers = Servers();
        if (servers.Count == 0)
            return Failed(DnsOutcome.ServerFailed, "This computer names no resolver. Set Dns:Server.");
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // A single server is queried twice, since a packet may get lost; several servers once each.
            var last = Failed(DnsOutcome.TimedOut, string.Empty);
            foreach (var server in servers.Count == 1 ? [servers[0], servers[0]] : servers)
            {
                last = await AskAsync(server, asked, type, cancellationToken).ConfigureAwait(false);
                if (!last.IsUnknown)
                    return last;
            }

            return last;
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();

    /// <summary>Reads the servers for each query, because a computer changes its networks.</summary>
    private IReadOnlyList<IPEndPoint> Servers() =>
        options.Server is { } one
            ? [one]
            :
            [
                // Without the package's public fallback servers: names of an organisation are sent to its own resolvers
                // only.
                .. NameServer
                    .ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
                    .Select(s => new IPEndPoint(IPAddress.Parse(s.Address), s.Port))
                    .Distinct()
                    .Take(MostServers),
            ];

    private async Task<DnsAnswer> AskAsync(
        IPEndPoint server,
        string name,
        DnsType type,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var response = await client
                .QueryServerAsync([new NameServer(server)], new DnsQuestion(name, (QueryType)type), cancellationToken)
                .WaitAsync(options.Timeout * 3, cancellationToken) // UDP, TCP, and a limit for the package itself
                .ConfigureAwait(false);
            if (DnsResponses.ProblemOf(response, name, type) is { } problem)
                return Unreadable(server, name, problem);
            return
                response.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
                ? DnsResponses.Read(response, name, type)
                : Failed(
                    DnsOutcome.ServerFailed,
                    $"The name server {server} answered {Word(response.Header.ResponseCode)} for {name}."
                );
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The package also reports cancellation as a failed response.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
            when (exception is TimeoutException or DnsResponseException { Code: DnsResponseCode.ConnectionTimeout })
        {
            return Failed(
                DnsOutcome.TimedOut,
                $"The name server {server} did not answer for {name} within {options.Timeout.TotalSeconds:0.#} seconds."
            );
        }
        catch (Exception exception) when (SocketErrorOf(exception) is { } error)
        {
            return Failed(DnsOutcome.TimedOut, $"The name server {server} cannot be reached ({error}).");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The package reads octets from untrusted sources. Its exceptions for unreadable responses, or those with
            // another id, have no common type, and their messages contain the octets.
            return Unreadable(server, name, "It does not follow the rules of DNS, or answers another question.");
        }
    }

    private static SocketError? SocketErrorOf(Exception exception) =>
        (exception as SocketException ?? exception.InnerException as SocketException)?.SocketErrorCode;

    private static DnsAnswer Unreadable(IPEndPoint server, string name, string problem) =>
        Failed(DnsOutcome.ServerFailed, $"The answer of the name server {server} for {name} cannot be read. {problem}");

    private static DnsAnswer Failed(DnsOutcome outcome, string problem) =>
        new(outcome) { Problem = problem, TimeToLive = TimeSpan.Zero };

    private static string Word(DnsHeaderResponseCode code) =>
        code switch
        {
            DnsHeaderResponseCode.FormatError => "FORMERR",
            DnsHeaderResponseCode.ServerFailure => "SERVFAIL",
            DnsHeaderResponseCode.NotImplemented => "NOTIMP",
            DnsHeaderResponseCode.Refused => "REFUSED",
            _ => $"with code {(int)code}",
        };
}
