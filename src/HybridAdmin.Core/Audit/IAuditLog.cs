using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Audit;

/// <summary>What to look for; every member narrows. Times are UTC.</summary>
public sealed record AuditQuery
{
    /// <summary>Part of the actor's id or name, without case.</summary>
    public string? Actor { get; init; }

    /// <summary>An objectGUID, or part of the object's name or DN, without case.</summary>
    public string? Target { get; init; }

    /// <summary>LDAP name of an attribute among the changes.</summary>
    public string? Attribute { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public AuditAction? Action { get; init; }

    public Guid? CorrelationId { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Free text in names, reason, message and values.</summary>
    public string? Text { get; init; }

    /// <summary>Only changes of objects, not sign-ins and starts.</summary>
    public bool ChangesOnly { get; init; }

    /// <summary>
    /// Only records of objects that lay in one of these organisational units when the record was made, normally
    /// <see cref="Access.Actor.Scope"/>; empty: all records, those without an object included.
    /// </summary>
    public IReadOnlyList<DistinguishedName> Scope { get; init; } = [];
}

/// <summary>A page of the log, newest first.</summary>
/// <param name="Items">The entries.</param>
/// <param name="Next">Pass as <c>after</c> for the next page; null: this was the last one.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Items, long? Next);

/// <summary>What verifying the chain found.</summary>
/// <param name="IsValid">Every record is there, unchanged, in order, and the last one is the anchored one.</param>
/// <param name="Records">Records looked at.</param>
/// <param name="FirstBroken">Sequence number of the first record that does not hold.</param>
/// <param name="Problem">
/// In words, naming the record. Of a valid log a remark that belongs beside the result, e.g. "End not anchored since
/// record 12, ...": show it too; else null.
/// </param>
/// <param name="IsProof">Whether key and head lie outside the data folder, so that somebody who can write the database
/// cannot have forged the chain: otherwise the result shows integrity and proves nothing.
/// </param>
public sealed record AuditVerification(bool IsValid, long Records, long? FirstBroken, string? Problem, bool IsProof);

/// <summary>Changes of one day (UTC date).</summary>
public readonly record struct AuditDay(DateOnly Day, int Applied, int Other);

/// <summary>
/// The audit log: append-only, each record chained to the one before it by a keyed hash. Thread-safe.
/// Throws <see cref="AuditUnavailableException"/> when a record cannot be stored: then nothing may be written to a
/// directory. Intents are recorded by <see cref="IAuditIntents"/>.
/// </summary>
public interface IAuditLog
{
    /// <summary>
    /// Records how it ended. A change ends once; a second end throws <see cref="InvalidOperationException"/>.
    /// </summary>
    Task EndAsync(long changeId, AuditEnd end, CancellationToken cancellationToken);

    /// <summary>
    /// Records something that begins and ends at once (a refusal, a sign-in), in one transaction; returns its id.
    /// </summary>
    Task<long> RecordAsync(AuditIntent intent, AuditEnd end, CancellationToken cancellationToken);

    /// <param name="after">The <see cref="AuditPage.Next"/> of the page before; null: from the newest.</param>
    /// <param name="take">1 to 1000.</param>
    Task<AuditPage> ListAsync(AuditQuery query, long? after, int take, CancellationToken cancellationToken);

    Task<long> CountAsync(AuditQuery query, CancellationToken cancellationToken);

    Task<AuditEntry?> FindAsync(long changeId, CancellationToken cancellationToken);

    /// <summary>Intents without an end, oldest first: after a crash they are settled by reading the objects.</summary>
    Task<IReadOnlyList<AuditEntry>> ListUnsettledAsync(CancellationToken cancellationToken);

    /// <summary>Changes per day, days without any included, oldest first.</summary>
    /// <param name="scope">As <see cref="AuditQuery.Scope"/>.</param>
    Task<IReadOnlyList<AuditDay>> CountByDayAsync(
        DateOnly from,
        DateOnly to,
        IReadOnlyList<DistinguishedName> scope,
        CancellationToken cancellationToken
    );

    /// <summary>Checks the whole chain from the first record to the head.</summary>
    Task<AuditVerification> VerifyAsync(CancellationToken cancellationToken);
}

/// <summary>The log cannot be written or read. The message says why and what to do.</summary>
public sealed class AuditUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The state of the store, for the home page and the ready end point.</summary>
/// <param name="Provider">E.g. "SQLite 3.35.5".</param>
/// <param name="Path">Where it lies.</param>
/// <param name="IsUsable">Whether a record could be written now.</param>
/// <param name="Problem">Why not.</param>
/// <param name="Size">In bytes.</param>
public sealed record StorageStatus(string Provider, string Path, bool IsUsable, string? Problem, long Size)
{
    /// <summary>
    /// See <see cref="AuditVerification.IsProof"/>: where key and head of the chain lie, without verifying it.
    /// </summary>
    public bool IsProof { get; init; }
}

/// <summary>Tells how the store is.</summary>
public interface IStorageHealth
{
    Task<StorageStatus> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>
/// Stamps the data folder with what it belongs to, so that a lost configuration never mixes sandbox and production
/// data.
/// </summary>
public interface IDataFolderStamp
{
    /// <summary>Stamps an empty folder, or compares.</summary>
    /// <param name="mode">"Sandbox" or "Production".</param>
    /// <param name="domainSid">SID of the domain in text form.</param>
    /// <returns>Null when it fits, else a sentence that says what the folder belongs to.</returns>
    Task<string?> ClaimAsync(string mode, string domainSid, CancellationToken cancellationToken);
}
