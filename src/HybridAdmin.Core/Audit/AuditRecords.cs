using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Audit;

/// <summary>
/// What a record is about. Values are stored and never reused; a block of 100 per subject.
/// </summary>
public enum AuditAction
{
    /// <summary>Attributes of a recipient were edited.</summary>
    RecipientEdited = 100,

    /// <summary>A recorded change was taken back.</summary>
    ChangeReverted = 101,

    /// <summary>Who owns a mailbox's Exchange attributes was switched (IsExchangeCloudManaged).</summary>
    AuthoritySwitched = 102,

    /// <summary>A remote domain of Exchange Online was made, set or removed.</summary>
    RemoteDomainChanged = 110,

    /// <summary>Microsoft 365 was asked to verify a domain.</summary>
    DomainVerified = 111,

    /// <summary>A migration batch was created; the following are the actions on one.</summary>
    MigrationBatchCreated = 120,
    MigrationBatchStarted = 121,
    MigrationBatchStopped = 122,

    /// <summary>Completed, or given a time for it.</summary>
    MigrationBatchCompleted = 123,
    MigrationBatchSet = 124,
    MigrationBatchRemoved = 125,

    /// <summary>
    /// The move of one person was tried again; the following are the other actions on a person of a batch.
    /// </summary>
    MigrationUserRetried = 126,
    MigrationUserRemoved = 127,
    MigrationUserApproved = 128,

    SignedIn = 200,
    SignInRefused = 201,
    SignedOut = 202,

    /// <summary>The console started; the first record of a run.</summary>
    ConsoleStarted = 300,

    /// <summary>A list of recipients left the console as a file.</summary>
    RecipientsExported = 400,

    /// <summary>The drift report left the console as a file.</summary>
    DriftExported = 401,

    /// <summary>A cycle of the synchronisation was asked for.</summary>
    SyncRequested = 500,

    /// <summary>What came of it; of the same correlation id.</summary>
    SyncEnded = 501,
}

/// <summary>How it ended. Stored; never renumbered.</summary>
public enum AuditOutcome
{
    /// <summary>Done, and read back.</summary>
    Applied = 1,

    /// <summary>Not allowed or not valid; nothing was written.</summary>
    Refused = 2,

    /// <summary>The object had other values than the plan was made on; nothing was written.</summary>
    Conflict = 3,

    /// <summary>The directory refused or could not be reached; nothing was written.</summary>
    Failed = 4,

    /// <summary>It could not be found out; the values found are recorded.</summary>
    Unknown = 5,
}

/// <summary>What is about to happen, recorded before it happens.</summary>
public sealed record AuditIntent
{
    public required Actor Actor { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>objectGUID of the object; null for events without one.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>The object's display name at that time.</summary>
    public string? TargetName { get; init; }

    /// <summary>The object's DN at that time.</summary>
    public string? TargetDn { get; init; }

    /// <summary>The object of the tenant that is written; null: Active Directory's.</summary>
    public TenantTarget? Tenant { get; init; }

    /// <summary>What is asked for: before and after by attribute, in the tenant by Exchange's property.</summary>
    public IReadOnlyList<AttributeChange> Changes { get; init; } = [];

    /// <summary>The person's reason or ticket number.</summary>
    public string? Reason { get; init; }

    /// <summary>Binds changes that belong together (a job, a review, a revert).</summary>
    public required Guid CorrelationId { get; init; }

    /// <summary>For a revert: the change that is taken back.</summary>
    public long? RevertsChangeId { get; init; }

    /// <summary>
    /// The domain controller that it is sent to: only that one knows at once whether it was done. Null: none is.
    /// </summary>
    public string? Server { get; init; }
}

/// <summary>How an intent ended.</summary>
/// <param name="Outcome">The end.</param>
/// <param name="Message">In words: the refusal, the fault, what was found.</param>
/// <param name="Found">For Unknown and Conflict: the values found, as a change from what was expected to what is there;
/// else null.</param>
public sealed record AuditEnd(
    AuditOutcome Outcome,
    string? Message = null,
    IReadOnlyList<AttributeChange>? Found = null
);

/// <summary>
/// One change as people see it: intent and outcome joined. <see cref="Outcome"/> is null while the outcome is
/// outstanding.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The change id: the sequence number of its first record, from 1.</summary>
    public required long Id { get; init; }

    /// <summary>When the intent was recorded, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When the outcome was recorded, UTC.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>Id and display name of who did it.</summary>
    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required Role Role { get; init; }

    public required ActorSource Source { get; init; }

    public string? ClientAddress { get; init; }

    public required AuditAction Action { get; init; }

    public Guid? TargetId { get; init; }

    public string? TargetName { get; init; }

    public string? TargetDn { get; init; }

    /// <summary>The object of the tenant that was written; null: Active Directory's.</summary>
    public TenantTarget? Tenant { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public required Guid CorrelationId { get; init; }

    public long? RevertsChangeId { get; init; }

    /// <summary>See <see cref="AuditIntent.Server"/>; null also in records of older versions.</summary>
    public string? Server { get; init; }

    /// <summary>The change that took this one back, if any was applied.</summary>
    public long? RevertedByChangeId { get; init; }

    public IReadOnlyList<AttributeChange> Changes { get; init; } = [];

    public IReadOnlyList<AttributeChange>? Found { get; init; }
}
