using System.Net;

namespace HybridAdmin.Dns;

/// <summary>The DNS server to query and the limits of the queries.</summary>
public sealed record DnsOptions
{
    public const int Port = 53;

    /// <summary>Dns:Server; null: the resolvers of the system.</summary>
    public IPEndPoint? Server { get; init; }

    /// <summary>Dns:MtaStsPolicies.</summary>
    public MtaStsFetching MtaStsPolicies { get; init; }

    /// <summary>The time-out of one attempt at one server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>The maximum number of concurrent queries; others wait.</summary>
    public int MostAtOnce { get; init; } = 16;

    /// <summary>
    /// Reads Dns:Server: an IP address, with a port after a colon unless it is 53; IPv6 with a port in brackets.
    /// </summary>
    /// <param name="problem">The error, as a sentence; null: the text is valid.</param>
    public static IPEndPoint? ParseServer(string text, out string? problem)
    {
        problem = null;
        var isEndPoint = IPEndPoint.TryParse(text.Trim(), out var server);
        var hasPort = isEndPoint && (text.Contains("]:", StringComparison.Ordinal) || text.Count(c => c == ':') == 1);
        if (isEndPoint && (!hasPort || server!.Port > 0))
            return hasPort ? server : new IPEndPoint(server!.Address, Port);
        problem =
            $"Dns:Server is \"{text}\", which is not the IP address of a resolver; write for example "
            + $"10.0.0.53, 10.0.0.53:5353 or [2001:db8::53]:53.";
        return null;
    }
}
