namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// The types of records by which a mail domain is judged; the values are those of DNS (RFC 1035, RFC 3596, RFC 2782).
/// </summary>
public enum DnsType
{
    A = 1,
    CNAME = 5,
    MX = 15,
    TXT = 16,
    AAAA = 28,
    SRV = 33,
}

/// <summary>
/// The outcome of a DNS query. Only the second and third mean that a record is missing; the last two mean that it is
/// not known.
/// </summary>
public enum DnsOutcome
{
    Found,

    /// <summary>The name does not exist (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>The name exists without a record of the requested type.</summary>
    NoSuchRecord,

    /// <summary>The server refused, failed (SERVFAIL) or returned an unreadable answer.</summary>
    ServerFailed,

    /// <summary>No server answered in time.</summary>
    TimedOut,
}

/// <summary>One value of the requested type.</summary>
/// <param name="Value">A host in lower case without the final period, an address, or a text with its strings
/// joined.</param>
/// <param name="Preference">For MX the preference (the lowest is tried first); for SRV the priority.</param>
public sealed record DnsRecord(string Value, int Preference = 0);

/// <summary>The answer of DNS to one query.</summary>
/// <param name="Outcome">The outcome.</param>
public sealed record DnsAnswer(DnsOutcome Outcome)
{
    public static DnsAnswer NotAsked { get; } = new(DnsOutcome.NoSuchRecord) { TimeToLive = TimeSpan.MaxValue };

    /// <summary>The records of the requested type, at the end of the aliases; empty unless found.</summary>
    public IReadOnlyList<DnsRecord> Records { get; init; } = [];

    /// <summary>The targets of the CNAMEs that were followed, in order.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The time for which the answer is valid: that of its shortest-lived record.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>The reason why the answer is not known, as a sentence; null if it is known.</summary>
    public string? Problem { get; init; }

    /// <summary>Indicates whether it is certain that the record does not exist.</summary>
    public bool IsMissing => Outcome is DnsOutcome.NoSuchName or DnsOutcome.NoSuchRecord;

    /// <summary>Indicates whether the answer is not known.</summary>
    public bool IsUnknown => Outcome is DnsOutcome.ServerFailed or DnsOutcome.TimedOut;

    public IEnumerable<string> Values => Records.Select(r => r.Value);

    public static DnsAnswer Of(IEnumerable<DnsRecord> records, TimeSpan timeToLive) =>
        new(DnsOutcome.Found) { Records = [.. records], TimeToLive = timeToLive };
}

/// <summary>
/// The port to DNS. Thread-safe. A failed query is an outcome, not an exception; cancellation is
/// <see cref="OperationCanceledException"/>.
/// </summary>
public interface IDnsLookup
{
    /// <summary>The address of the resolver, for display.</summary>
    string Resolver { get; }

    /// <param name="name">A name that <see cref="DnsNames.IsName"/>.</param>
    /// <param name="type">The record type.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="ArgumentException">The name cannot be queried.</exception>
    Task<DnsAnswer> QueryAsync(string name, DnsType type, CancellationToken cancellationToken);
}
