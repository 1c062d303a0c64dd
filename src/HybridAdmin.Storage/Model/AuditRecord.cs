namespace HybridAdmin.Storage.Model;

/// <summary>Stored; never renumbered.</summary>
internal enum AuditRecordKind
{
    Intent = 1,
    Outcome = 2,
}

/// <summary>
/// A row of the append-only table. Text is stored as text and not as richer types, so that what is hashed is exactly
/// what is read back.
/// The columns ending in Folded are upper-case copies to search in: SQLite compares only ASCII letters without case.
/// </summary>
internal sealed class AuditRecord
{
    /// <summary>From 1, without gaps.</summary>
    public long Sequence { get; set; }

    /// <summary>The sequence of the intent; of an intent its own.</summary>
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
    /// Of an outcome its words. Of an intent the domain controller that it is sent to: the column was free there and is
    /// part of the hash, so that records of older versions hold without another format.
    /// </summary>
    public string? Message { get; set; }

    public string? Reason { get; set; }

    public string? CorrelationId { get; set; }

    public long? RevertsChangeId { get; set; }

    /// <summary>JSON; of an outcome the values found, null when there are none.</summary>
    public string? Changes { get; set; }

    public string? ActorFolded { get; set; }

    public string? TargetFolded { get; set; }

    public string? TextFolded { get; set; }

    public byte[] PreviousHash { get; set; } = [];

    /// <summary>SHA-256 of all columns above.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>HMAC-SHA256 of the same bytes under the chain's key.</summary>
    public byte[] Mac { get; set; } = [];
}

/// <summary>
/// Which attributes an intent is about: derived from its changes, so that the filter by attribute need not open every
/// record.
/// </summary>
internal sealed class AuditAttribute
{
    public long ChangeId { get; set; }

    /// <summary>LDAP name in upper case.</summary>
    public string Attribute { get; set; } = string.Empty;
}
