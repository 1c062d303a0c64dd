namespace HybridAdmin.Core.Domains.Records;

/// <summary>The kinds of DNS records that are looked up for a mail domain.</summary>
public enum MailRecordKind
{
    MX,
    Autodiscover,
    SPF,
    DKIM,
    DMARC,
    MtaSts,
    TlsRpt,
}

/// <summary>The state of a record.</summary>
public enum DnsState
{
    /// <summary>As expected.</summary>
    Ok,

    /// <summary>Differs from the values for Microsoft 365 alone, because mail is routed this way on purpose.</summary>
    OkByDesign,

    /// <summary>An older form that still works.</summary>
    LegacyButValid,

    /// <summary>Optional, and absent.</summary>
    NotUsed,

    /// <summary>Needed, and certainly absent.</summary>
    Missing,

    /// <summary>Exists with another value.</summary>
    Mismatch,

    /// <summary>More than one record where one is allowed.</summary>
    Multiple,

    /// <summary>One record of a pair, or present while the feature is off.</summary>
    Incomplete,

    /// <summary>Cannot be read, or is not valid.</summary>
    Invalid,

    /// <summary>Valid, but not safe.</summary>
    Risky,

    /// <summary>Could not be looked up; never treated as correct.</summary>
    Unknown,
}

/// <summary>The severity of a finding about a record.</summary>
public enum DnsSeverity
{
    None,
    Information,
    Warning,
    Error,
}

/// <summary>A record to create in the zone. People copy it; the console never writes it.</summary>
/// <param name="Name">The full name.</param>
/// <param name="Type">TXT, MX or CNAME.</param>
/// <param name="Value">The value in zone format; for MX with the preference before the host.</param>
public sealed record ZoneRecord(string Name, string Type, string Value)
{
    /// <summary>The time to live that Microsoft proposes, in seconds.</summary>
    public int TimeToLive => 3600;

    /// <summary>The record as a line for a ticket or the zone file.</summary>
    public override string ToString() => $"{Name} {TimeToLive} IN {Type} {(Type == "TXT" ? $"\"{Value}\"" : Value)}";
}

/// <summary>The result for one kind of record.</summary>
/// <param name="Record">The kind of record.</param>
/// <param name="State">The state.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Advice">The meaning and the recommended action, as sentences.</param>
public sealed record MailRecordFinding(MailRecordKind Record, DnsState State, DnsSeverity Severity, string Advice)
{
    /// <summary>The correct values; empty if any value is correct or they are not known.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>
    /// The source of the correct values: "Microsoft Graph", "Exchange Online" or "pattern"; null if there is none.
    /// </summary>
    public string? ExpectedFrom { get; init; }

    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>The records to create in the zone, for copying.</summary>
    public IReadOnlyList<ZoneRecord> ToMake { get; init; } = [];

    internal static MailRecordFinding Unknown(MailRecordKind record, DnsAnswer answer) =>
        new(
            record,
            DnsState.Unknown,
            DnsSeverity.None,
            $"It could not be looked up, so it was not checked. "
                + $"{answer.Problem ?? "The name server did not answer."} Check again later."
        );
}
