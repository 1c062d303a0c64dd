using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Audit;

/// <summary>The subject of a record. Values are stored and never reused; each subject has a block of 100.</summary>
public enum AuditAction
{
    /// <summary>Attributes of a recipient were edited.</summary>
    RecipientEdited = 100,

    /// <summary>A recorded change was reverted.</summary>
    ChangeReverted = 101,

    /// <summary>The owner of a mailbox's Exchange attributes was switched (IsExchangeCloudManaged).</summary>
    AuthoritySwitched = 102,

    /// <summary>A remote domain of Exchange Online was created, set or removed.</summary>
    RemoteDomainChanged = 110,

    /// <summary>The verification of a domain by Microsoft 365 was requested.</summary>
    DomainVerified = 111,

    /// <summary>A migration batch was created. The values below are the actions on a batch.</summary>
    MigrationBatchCreated = 120,
    MigrationBatchStarted = 121,
    MigrationBatchStopped = 122,

    /// <summary>The batch was completed, or its completion was scheduled.</summary>
    MigrationBatchCompleted = 123,
    MigrationBatchSet = 124,
    MigrationBatchRemoved = 125,

    /// <summary>
    /// The move of one person was retried. The values below are the other actions on a person of a batch.
    /// </summary>
    MigrationUserRetried = 126,
    MigrationUserRemoved = 127,
    MigrationUserApproved = 128,

    SignedIn = 200,
    SignInRefused = 201,
    SignedOut = 202,

    /// <summary>The console started; the first record of a run.</summary>
    ConsoleStarted = 300,

    /// <summary>A list of recipients was exported to a file.</summary>
    RecipientsExported = 400,

    /// <summary>The drift report was exported to a file.</summary>
    DriftExported = 401,

    /// <summary>A synchronisation cycle was requested.</summary>
    SyncRequested = 500,

    /// <summary>The outcome of the request; has the correlation id of the request.</summary>
    SyncEnded = 501,
}

/// <summary>The outcome of an action. The values are stored and never renumbered.</summary>
public enum AuditOutcome
{
    /// <summary>Written, and confirmed by reading back.</summary>
    Applied = 1,

    /// <summary>Not allowed or not valid; nothing was written.</summary>
    Refused = 2,

    /// <summary>The object had other values than those the plan was based on; nothing was written.</summary>
    Conflict = 3,

    /// <summary>The directory refused or could not be reached; nothing was written.</summary>
    Failed = 4,

    /// <summary>The outcome could not be determined; the values found are recorded.</summary>
    Unknown = 5,
}

/// <summary>An action that is about to happen, recorded before it happens.</summary>
public sealed record AuditIntent
{
    public required Actor Actor { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>The objectGUID of the object; null for events without one.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>The object's display name when the record was made.</summary>
    public string? TargetName { get; init; }

    /// <summary>The object's DN when the record was made.</summary>
    public string? TargetDn { get; init; }

    /// <summary>The object of the tenant that is written; null for an object of Active Directory.</summary>
    public TenantTarget? Tenant { get; init; }

    /// <summary>
    /// The requested changes: values before and after, by LDAP attribute or, in the tenant, by Exchange property.
    /// </summary>
    public IReadOnlyList<AttributeChange> Changes { get; init; } = [];

    /// <summary>The person's reason or ticket number.</summary>
    public string? Reason { get; init; }

    /// <summary>Links changes that belong together (a job, a review, a revert).</summary>
    public required Guid CorrelationId { get; init; }

    /// <summary>The change that a revert reverts.</summary>
    public long? RevertsChangeId { get; init; }

    /// <summary>
    /// The domain controller that the change is sent to, the only one that knows at once whether it was written. Null
    /// if it is not sent to one.
    /// </summary>
    public string? Server { get; init; }
}

/// <summary>The outcome of an intent.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Message">The refusal, the fault or the finding, as a sentence.</param>
/// <param name="Found">
/// For Unknown and Conflict, the values found, as a change from the expected to the present value; otherwise null.
/// </param>
public sealed record AuditEnd(
    AuditOutcome Outcome,
    string? Message = null,
    IReadOnlyList<AttributeChange>? Found = null
);

/// <summary>
/// One change: intent and outcome joined. <see cref="Outcome"/> is null while the outcome is outstanding.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The change id: the sequence number of its first record, starting at 1.</summary>
    public required long Id { get; init; }

    /// <summary>The time at which the intent was recorded, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The time at which the outcome was recorded, in UTC.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>The id of the actor.</summary>
    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    public required Role Role { get; init; }

    public required ActorSource Source { get; init; }

    public string? ClientAddress { get; init; }

    public required AuditAction Action { get; init; }

    public Guid? TargetId { get; init; }

    public string? TargetName { get; init; }

    public string? TargetDn { get; init; }

    /// <summary>The object of the tenant that was written; null for an object of Active Directory.</summary>
    public TenantTarget? Tenant { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public string? Message { get; init; }

    public string? Reason { get; init; }

    public required Guid CorrelationId { get; init; }

    public long? RevertsChangeId { get; init; }

    /// <summary>See <see cref="AuditIntent.Server"/>. Also null in records of older versions.</summary>
    public string? Server { get; init; }

    /// <summary>The applied change that reverted this one; null if there is none.</summary>
    public long? RevertedByChangeId { get; init; }

    public IReadOnlyList<AttributeChange> Changes { get; init; } = [];

    public IReadOnlyList<AttributeChange>? Found { get; init; }
}
