namespace HybridAdmin.Core.Domains.Records;

/// <summary>
/// The types of records that a mail domain is judged by; the values are those of DNS (RFC 1035, RFC 3596, RFC 2782).
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
/// How a question to DNS ended. Only the second and third mean that something is missing; the last two mean that it is
/// not known.
/// </summary>
public enum DnsOutcome
{
    Found,

    /// <summary>The name does not exist (NXDOMAIN).</summary>
    NoSuchName,

    /// <summary>The name exists without a record of the type asked for.</summary>
    NoSuchRecord,

    /// <summary>The server refused, failed (SERVFAIL) or answered something that cannot be read.</summary>
    ServerFailed,

    /// <summary>Nobody answered in time.</summary>
    TimedOut,
}

/// <summary>One value of the type asked for.</summary>
/// <param name="Value">A host in lower case without the final period, an address, or a text with its strings put
/// together.</param>
/// <param name="Preference">Of MX: the lower, the earlier. Of SRV: its priority.</param>
public sealed record DnsRecord(string Value, int Preference = 0);

/// <summary>What DNS answered to one question.</summary>
/// <param name="Outcome">How it ended.</param>
public sealed record DnsAnswer(DnsOutcome Outcome)
{
    public static DnsAnswer NotAsked { get; } = new(DnsOutcome.NoSuchRecord) { TimeToLive = TimeSpan.MaxValue };

    /// <summary>The records of the type asked for, at the end of the aliases; empty unless found.</summary>
    public IReadOnlyList<DnsRecord> Records { get; init; } = [];

    /// <summary>The targets of the CNAMEs that were followed, the first first.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>How long the answer holds, of its shortest-lived record.</summary>
    public TimeSpan TimeToLive { get; init; }

    /// <summary>Why it is not known, as a sentence; null: it is.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it is certain that there is none.</summary>
    public bool IsMissing => Outcome is DnsOutcome.NoSuchName or DnsOutcome.NoSuchRecord;

    /// <summary>Whether nothing can be said.</summary>
    public bool IsUnknown => Outcome is DnsOutcome.ServerFailed or DnsOutcome.TimedOut;

    public IEnumerable<string> Values => Records.Select(r => r.Value);

    public static DnsAnswer Of(IEnumerable<DnsRecord> records, TimeSpan timeToLive) =>
        new(DnsOutcome.Found) { Records = [.. records], TimeToLive = timeToLive };
}

/// <summary>
/// The port to DNS. Thread-safe. An answer that cannot be had is an outcome, not an exception; cancellation is
/// <see cref="OperationCanceledException"/>.
/// </summary>
public interface IDnsLookup
{
    /// <summary>Whom it asks, for people: the address of the resolver.</summary>
    string Resolver { get; }

    /// <param name="name">A name that <see cref="DnsNames.IsName"/>.</param>
    /// <param name="type">What of it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The name cannot be asked for.</exception>
    Task<DnsAnswer> QueryAsync(string name, DnsType type, CancellationToken cancellationToken);
}
