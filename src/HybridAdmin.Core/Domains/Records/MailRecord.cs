namespace HybridAdmin.Core.Domains.Records;

/// <summary>What of a mail domain is looked up in DNS.</summary>
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

/// <summary>How a record is, in one word.</summary>
public enum DnsState
{
    /// <summary>As expected.</summary>
    Ok,

    /// <summary>Differs from what Microsoft 365 alone would want, because mail is routed so on purpose.</summary>
    OkByDesign,

    /// <summary>An older form that works.</summary>
    LegacyButValid,

    /// <summary>Optional, and absent.</summary>
    NotUsed,

    /// <summary>Needed, and certainly absent.</summary>
    Missing,

    /// <summary>There with another value.</summary>
    Mismatch,

    /// <summary>More than one where one is allowed.</summary>
    Multiple,

    /// <summary>One of a pair, or there while the feature is off.</summary>
    Incomplete,

    /// <summary>Cannot be read, or is not allowed so.</summary>
    Invalid,

    /// <summary>Valid, and not safe.</summary>
    Risky,

    /// <summary>Could not be looked up; never taken for good.</summary>
    Unknown,
}

/// <summary>How much it matters.</summary>
public enum DnsSeverity
{
    None,
    Information,
    Warning,
    Error,
}

/// <summary>A record to make in the zone: copied by people, never written by the console.</summary>
/// <param name="Name">The whole name.</param>
/// <param name="Type">TXT, MX or CNAME.</param>
/// <param name="Value">As a zone wants it; of MX with the preference before the host.</param>
public sealed record ZoneRecord(string Name, string Type, string Value)
{
    /// <summary>Seconds that Microsoft proposes.</summary>
    public int TimeToLive => 3600;

    /// <summary>A line for the ticket or the zone file.</summary>
    public override string ToString() => $"{Name} {TimeToLive} IN {Type} {(Type == "TXT" ? $"\"{Value}\"" : Value)}";
}

/// <summary>What one kind of record came to.</summary>
/// <param name="Record">Which.</param>
/// <param name="State">In one word.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Advice">What it means and what to do, as sentences.</param>
public sealed record MailRecordFinding(MailRecordKind Record, DnsState State, DnsSeverity Severity, string Advice)
{
    /// <summary>The values that would be right; empty: any, or not known.</summary>
    public IReadOnlyList<string> Expected { get; init; } = [];

    /// <summary>Who says so: "Microsoft Graph", "Exchange Online" or "pattern"; null: nobody.</summary>
    public string? ExpectedFrom { get; init; }

    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>What to make in the zone, to copy.</summary>
    public IReadOnlyList<ZoneRecord> ToMake { get; init; } = [];

    internal static MailRecordFinding Unknown(MailRecordKind record, DnsAnswer answer) =>
        new(
            record,
            DnsState.Unknown,
            DnsSeverity.None,
            $"It could not be looked up, so nothing is said about it. "
                + $"{answer.Problem ?? "The name server did not answer."} Check again later."
        );
}
