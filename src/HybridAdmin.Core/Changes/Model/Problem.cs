using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Changes.Model;

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
    /// For a change of several steps: the records of those that were made all the same, and can be taken back.
    /// </summary>
    public IReadOnlyList<long> AppliedChangeIds { get; init; } = [];
}
