using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>The reason why an operation failed, as a stable code.</summary>
public enum ProblemCode
{
    NotFound,
    Forbidden,
    Invalid,
    AddressInUse,
    Stale,
    AuthorityElsewhere,
    DirectoryUnavailable,

    /// <summary>The audit log cannot be written, so nothing was written.</summary>
    AuditUnavailable,

    /// <summary>The directory refused the write because of rights, schema or a rule.</summary>
    DirectoryRefused,

    /// <summary>The answer was lost. The log settles the outcome as soon as the object can be read.</summary>
    OutcomeUnknown,

    /// <summary>The tenant does not answer, or rejects the application.</summary>
    TenantUnavailable,

    /// <summary>The tenant refused the write because of rights or a rule.</summary>
    TenantRefused,

    /// <summary>The state of a batch, or of a person in it, does not allow the action.</summary>
    InvalidState,

    /// <summary>The record cannot be reverted (already reverted, never applied, or values changed since).</summary>
    NotRevertible,
}

/// <summary>An expected outcome other than success, with a message to show.</summary>
public sealed record Problem(ProblemCode Code, string Message)
{
    /// <summary>The errors by member of the edit, in camel case.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Errors { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    public AddressHolder? Holder { get; init; }

    /// <summary>For a stale plan: the differences from the expected to the present values.</summary>
    public IReadOnlyList<AttributeChange> Found { get; init; } = [];

    /// <summary>
    /// For a revert of values that have changed since: each value, to be chosen by <see cref="RevertChoice"/>;
    /// otherwise empty.
    /// </summary>
    public IReadOnlyList<RevertValue> Values { get; init; } = [];

    /// <summary>The id of the record that was written for the problem.</summary>
    public long? ChangeId { get; init; }

    /// <summary>For a change of several steps: the records of the steps that were made and can be reverted.</summary>
    public IReadOnlyList<long> AppliedChangeIds { get; init; } = [];
}
