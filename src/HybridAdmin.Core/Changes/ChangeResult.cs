using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes;

/// <summary>Why something could not be done, with a stable code.</summary>
public enum ProblemCode
{
    NotFound,
    Forbidden,
    Invalid,
    AddressInUse,
    Stale,
    AuthorityElsewhere,
    DirectoryUnavailable,

    /// <summary>The audit log cannot be written, so nothing was.</summary>
    AuditUnavailable,

    /// <summary>The directory refused: rights, schema or rule.</summary>
    DirectoryRefused,

    /// <summary>The answer was lost; the log settles it as soon as the object can be read.</summary>
    OutcomeUnknown,

    /// <summary>The tenant does not answer, or does not let the application in.</summary>
    TenantUnavailable,

    /// <summary>The tenant refused: rights or rule.</summary>
    TenantRefused,

    /// <summary>The state of a batch, or of a person in it, does not allow the action.</summary>
    InvalidState,

    /// <summary>The record cannot be taken back (already reverted, never applied, values moved on).</summary>
    NotRevertible,
}

/// <summary>An expected end other than success, in words for people.</summary>
public sealed record Problem(ProblemCode Code, string Message)
{
    /// <summary>By member of the edit, in camel case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public AddressHolder? Holder { get; init; }

    /// <summary>For stale: from what was expected to what is there now.</summary>
    public IReadOnlyList<AttributeChange> Found { get; init; } = [];

    /// <summary>
    /// For a revert of values that moved on: each value, to be chosen by <see cref="RevertChoice"/>; else empty.
    /// </summary>
    public IReadOnlyList<RevertValue> Values { get; init; } = [];

    /// <summary>The record that was written about it.</summary>
    public long? ChangeId { get; init; }

    /// <summary>
    /// Of a change in several parts: the records of those that were made all the same, and can be taken back.
    /// </summary>
    public IReadOnlyList<long> AppliedChangeIds { get; init; } = [];
}

/// <summary>What came of carrying out a plan.</summary>
public sealed record ChangeResult
{
    /// <summary>The record of the change; null when there was nothing to do or it was not recorded.</summary>
    public long? ChangeId { get; init; }

    /// <summary>Where it was written; null: Active Directory.</summary>
    public CloudTarget? Tenant { get; init; }

    /// <summary>Of a change in several parts: what came of each that was begun, in order.</summary>
    public IReadOnlyList<ChangeResult> Parts { get; init; } = [];

    /// <summary>The records of everything that was made, in order.</summary>
    public IReadOnlyList<long> AppliedChangeIds =>
        Parts.Count > 0 ? [.. Parts.SelectMany(p => p.AppliedChangeIds)]
        : IsDone && ChangeId is { } id ? [id]
        : [];

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What was written; empty: nothing to do.</summary>
    public IReadOnlyList<AttributeChange> Changes { get; init; } = [];

    /// <summary>Null: done.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Something worth knowing although it was done, e.g. that somebody else wrote right after.</summary>
    public string? Note { get; init; }

    /// <summary>The domain controller that it was written on; others have it after replication.</summary>
    public string? Server { get; init; }

    /// <summary>
    /// The object as read back, with what was written, what the index keeps and what
    /// <see cref="Recipients.Recipient.Version"/> is made of; not all that a page shows.
    /// </summary>
    public DirectoryEntry? Entry { get; init; }

    public bool IsDone => Problem is null;

    public static ChangeResult Failed(ProblemCode code, string message) =>
        new() { Problem = new Problem(code, message) };
}

/// <summary>A plan, or why there is none.</summary>
public readonly record struct PlanResult(ChangePlan? Plan, Problem? Problem, DirectoryEntry? Entry);
