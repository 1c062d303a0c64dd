using System.Net;
using System.Net.Sockets;
using HybridAdmin.Core.Domains;

namespace HybridAdmin.Dns;

/// <summary>
/// Asks resolvers, the configured one or the system's. Small and strict: one question at a time for each socket,
/// answers to other questions are ignored, what cannot be read is a failure of the server. One per process.
/// </summary>
public sealed class DnsResolver : IDnsLookup, IDisposable
{
    private const int MostServers = 3;
    private const int MostAliases = 8;
    private static readonly TimeSpan NegativeDefault = TimeSpan.FromMinutes(1);
    private readonly DnsOptions options;
    private readonly SemaphoreSlim turns;

    /// <param name="options">Validated.</param>
    public DnsResolver(DnsOptions options)
    {
        this.options = options;
        turns = new SemaphoreSlim(options.MostAtOnce);
    }

    public string Resolver => string.Join(", ", Servers());

    public async Task<DnsAnswer> QueryAsync(string name, DnsType type, CancellationToken cancellationToken)
    {
        var asked = DnsNames.Normalize(name);
        if (!DnsNames.IsName(asked))
            throw new ArgumentException($"\"{name}\" is no name that DNS can be asked for.", nameof(name));
        var servers = Servers();
        if (servers.Count == 0)
            return Failed(DnsOutcome.ServerFailed, "This computer names no resolver. Set Dns:Server.");
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // One server is asked twice, since a packet may get lost; of several each once.
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

    /// <summary>Read anew each time: a computer changes its networks.</summary>
    private IReadOnlyList<IPEndPoint> Servers() =>
        options.Server is { } one ? [one] : [.. SystemResolvers.Read().Take(MostServers)];

    private async Task<DnsAnswer> AskAsync(
        IPEndPoint server,
        string name,
        DnsType type,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var message = await DnsTransport
                .AskAsync(server, name, type, options.Timeout, cancellationToken)
                .ConfigureAwait(false);
            return message.ResponseCode is 0 or DnsMessage.NoSuchName
                ? Found(message, name, type)
                : Failed(
                    DnsOutcome.ServerFailed,
                    $"The name server {server} answered {Word(message.ResponseCode)} for {name}."
                );
        }
        catch (TimeoutException)
        {
            return Failed(
                DnsOutcome.TimedOut,
                $"The name server {server} did not answer for {name} within {options.Timeout.TotalSeconds:0.#} seconds."
            );
        }
        catch (MalformedAnswerException exception)
        {
            return Failed(
                DnsOutcome.ServerFailed,
                $"The answer of the name server {server} for {name} cannot be read. {exception.Message}"
            );
        }
        catch (SocketException exception)
        {
            return Failed(
                DnsOutcome.TimedOut,
                $"The name server {server} cannot be reached ({exception.SocketErrorCode})."
            );
        }
    }

    private static DnsAnswer Found(DnsMessage message, string name, DnsType type)
    {
        var aliases = new List<string>();
        var times = new List<uint>();
        var at = name;
        while (
            type != DnsType.CNAME
            && aliases.Count < MostAliases
            && message.Answers.FirstOrDefault(r => r.Type == (int)DnsType.CNAME && r.Name == at)
                is { Value: { } alias, TimeToLive: var time }
            && !aliases.Contains(alias.Value)
        )
        {
            aliases.Add(at = alias.Value);
            times.Add(time);
        }

        var records = message.Answers.Where(r => r.Type == (int)type && r.Name == at && r.Value is not null).ToArray();
        times.AddRange(records.Select(r => r.TimeToLive));
        if (records.Length > 0)
            return DnsAnswer.Of(records.Select(r => r.Value!), TimeSpan.FromSeconds(times.Min())) with
            {
                Aliases = aliases,
            };
        return new DnsAnswer(
            message.ResponseCode == DnsMessage.NoSuchName ? DnsOutcome.NoSuchName : DnsOutcome.NoSuchRecord
        )
        {
            Aliases = aliases,
            TimeToLive = message.NegativeTimeToLive is { } negative ? TimeSpan.FromSeconds(negative) : NegativeDefault,
        };
    }

    private static DnsAnswer Failed(DnsOutcome outcome, string problem) =>
        new(outcome) { Problem = problem, TimeToLive = TimeSpan.Zero };

    private static string Word(int code) =>
        code switch
        {
            1 => "FORMERR",
            2 => "SERVFAIL",
            4 => "NOTIMP",
            5 => "REFUSED",
            _ => $"with code {code}",
        };
}
