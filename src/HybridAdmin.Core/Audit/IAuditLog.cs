using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Audit;

/// <summary>The filter of a query. Each member narrows the result. Times are in UTC.</summary>
public sealed record AuditQuery
{
    /// <summary>Part of the actor's id or name, case-insensitive.</summary>
    public string? Actor { get; init; }

    /// <summary>An objectGUID, or part of the object's name or DN, case-insensitive.</summary>
    public string? Target { get; init; }

    /// <summary>The LDAP name of a changed attribute.</summary>
    public string? Attribute { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public AuditAction? Action { get; init; }

    public Guid? CorrelationId { get; init; }

    /// <summary>The start of the period, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the period, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Free text, searched in names, reason, message and values.</summary>
    public string? Text { get; init; }

    /// <summary>True to return only changes of objects, without sign-ins and starts.</summary>
    public bool ChangesOnly { get; init; }

    /// <summary>
    /// Returns only records of objects that lay in one of these organisational units when the record was made, normally
    /// <see cref="Access.Actor.Scope"/>. If empty, returns all records, including those without an object.
    /// </summary>
    public IReadOnlyList<DistinguishedName> Scope { get; init; } = [];
}

/// <summary>A page of the log, newest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">The value to pass as <c>after</c> for the next page; null if this is the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, long? Next);

/// <summary>The result of verifying the chain.</summary>
/// <param name="IsValid">
/// True if every record is present, unchanged and in order, and the last one is the anchored one.
/// </param>
/// <param name="Records">The number of records that were checked.</param>
/// <param name="FirstBroken">The sequence number of the first invalid record.</param>
/// <param name="Problem">
/// A sentence that names the invalid record. For a valid log it can be a remark to show beside the result, for example
/// "End not anchored since record 12, ..."; otherwise null.
/// </param>
/// <param name="IsProof">
/// True if key and head are stored outside the data folder, so that a person with write access to the database cannot
/// have forged the chain. If false, the result shows integrity but does not prove it.
/// </param>
public sealed record AuditVerification(bool IsValid, long Records, long? FirstBroken, string? Problem, bool IsProof);

/// <summary>The number of changes on one day (UTC date).</summary>
public readonly record struct AuditDay(DateOnly Day, int Applied, int Other);

/// <summary>
/// The audit log: append-only, each record chained to the previous one by a keyed hash. Thread-safe. Throws
/// <see cref="AuditUnavailableException"/> when a record cannot be stored; nothing may be written to a directory then.
/// Intents are recorded by <see cref="IAuditIntents"/>.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Records the outcome. A change has one outcome; recording a second one throws
    /// <see cref="InvalidOperationException"/>.
    /// </summary>
    Task EndAsync(long changeId, AuditEnd end, CancellationToken cancellationToken);

    /// <summary>
    /// Records an event that begins and ends at once (a refusal, a sign-in) in one transaction, and returns its id.
    /// </summary>
    Task<long> RecordAsync(AuditIntent intent, AuditEnd end, CancellationToken cancellationToken);

    /// <summary>Returns a page of matching entries, newest first.</summary>
    /// <param name="after">
    /// The <see cref="AuditPage.Next"/> of the previous page; null to begin with the newest entry.
    /// </param>
    /// <param name="take">1 to 1000.</param>
    Task<AuditPage> ListAsync(AuditQuery query, long? after, int take, CancellationToken cancellationToken);

    Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken);

    Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the intents without an outcome, oldest first. After a crash they are settled by reading the objects.
    /// </summary>
    Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken);

    /// <summary>Returns the number of changes per day, oldest first, including days without changes.</summary>
    /// <param name="scope">See <see cref="AuditQuery.Scope"/>.</param>
    Task<IReadOnlyList<AuditDay>> CountByDayAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyList<DistinguishedName> scope,
        CancellationToken cancellationToken
    );

    /// <summary>Checks the whole chain from the first record to the head.</summary>
    Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken);
}

/// <summary>The log cannot be written or read. The message states the reason and the remedy.</summary>
public sealed class AuditUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The state of the store, for the home page and the ready end point.</summary>
/// <param name="Provider">For example "SQLite 3.35.5".</param>
/// <param name="Path">The path of the database.</param>
/// <param name="IsUsable">True if a record could be written now.</param>
/// <param name="Problem">The reason why the store is not usable; otherwise null.</param>
/// <param name="Size">The size in bytes.</param>
public sealed record StorageStatus(string Provider, string Path, bool IsUsable, string? Problem, long Size)
{
    /// <summary>
    /// See <see cref="AuditVerification.IsProof"/>. Determined from the locations of key and head, without verifying
    /// the chain.
    /// </summary>
    public bool IsProof { get; init; }
}

/// <summary>Reports the state of the store.</summary>
public interface IStorageHealth
{
    Task<StorageStatus> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Marks the data folder with the mode and domain that it belongs to, so that a lost configuration never mixes sandbox
/// and production data.
/// </summary>
public interface IDataFolderStamp
{
    /// <summary>Marks an empty folder, or compares the mark.</summary>
    /// <param name="mode">"Sandbox" or "Production".</param>
    /// <param name="domainSid">The SID of the domain in text form.</param>
    /// <returns>
    /// Null if the mark matches; otherwise a sentence that states to which mode and domain the folder belongs.
    /// </returns>
    Task<string?> ClaimAsync(string mode, string domainSid, CancellationToken cancellationToken);
}
