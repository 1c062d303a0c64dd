namespace HybridAdmin.Storage.Model;

/// <summary>Stored; never renumbered.</summary>
internal enum AuditRecordKind
{
    Intent = 1,
    Outcome = 2,
}

/// <summary>Layout of a row and of its hashed content. Stored; never renumbered.</summary>
internal enum AuditRecordFormat
{
    /// <summary>
    /// Up to version 0.1: an intent has its server in Message and its tenant object in the JSON of its changes; Server
    /// and Tenant are null and not hashed.
    /// </summary>
    First = 1,

    /// <summary>Server and Tenant are separate columns, and hashed.</summary>
    OwnColumns = 2,
}

/// <summary>
/// A row of the append-only table. Text is stored as text and not as richer types, so that the hashed text is exactly
/// the text that is read back. The columns ending in Folded are upper-case copies for searches, since SQLite compares
/// only ASCII letters without case.
/// </summary>
internal sealed class AuditRecord
{
    /// <summary>From 1, without gaps.</summary>
    public long Sequence { get; set; }

    /// <summary>The sequence of the intent; for an intent, its own.</summary>
    public long ChangeId { get; set; }

    public AuditRecordKind Kind { get; set; }

    /// <summary>UTC, in units of 100 ns since year 1.</summary>
    public long AtTicks { get; set; }

    public string? ActorId { get; set; }

    public string? ActorName { get; set; }

    public int? ActorRole { get; set; }

    public int? ActorSource { get; set; }

    public string? ClientAddress { get; set; }

    public int? Action { get; set; }

    /// <summary>objectGUID, lower case with hyphens.</summary>
    public string? TargetId { get; set; }

    public string? TargetName { get; set; }

    public string? TargetDn { get; set; }

    public int? Outcome { get; set; }

    /// <summary>
    /// The message of the outcome. In an intent of <see cref="AuditRecordFormat.First"/> the server; see
    /// <see cref="Server"/>.
    /// </summary>
    public string? Message { get; set; }

    public string? Reason { get; set; }

    public string? CorrelationId { get; set; }

    public long? RevertsChangeId { get; set; }

    /// <summary>JSON; for an outcome the values found, null when there are none.</summary>
    public string? Changes { get; set; }

    public string? ActorFolded { get; set; }

    public string? TargetFolded { get; set; }

    public string? TextFolded { get; set; }

    /// <summary>The layout of the row and of its hashed content.</summary>
    public AuditRecordFormat Format { get; set; }

    /// <summary>
    /// DNS host name of the domain controller that the change is sent to; null: none, an outcome, or the first format.
    /// </summary>
    public string? Server { get; set; }

    /// <summary>
    /// Kind and identity of the tenant object that is written, e.g. "Mailbox:ID"; null: none, an outcome, or the first
    /// format.
    /// </summary>
    public string? Tenant { get; set; }

    public byte[] PreviousHash { get; set; } = [];

    /// <summary>SHA-256 of the columns above that <see cref="Format"/> includes.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>HMAC-SHA256 of the same bytes under the chain's key.</summary>
    public byte[] Mac { get; set; } = [];
}

/// <summary>
/// The attributes of an intent, derived from its changes, so that the filter by attribute need not read every record.
/// </summary>
internal sealed class AuditAttribute
{
    public long ChangeId { get; set; }

    /// <summary>LDAP name in upper case.</summary>
    public string Attribute { get; set; } = string.Empty;
}
