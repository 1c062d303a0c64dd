using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>The result of carrying out a plan.</summary>
public sealed record ChangeResult
{
    /// <summary>The record of the change; null when there was nothing to do or it was not recorded.</summary>
    public long? ChangeId { get; init; }

    /// <summary>The object that was written, or was to be; null: several, or it did not come to that.</summary>
    public ChangeTarget? Target { get; init; }

    /// <summary>For a change of several steps: the result of each that was begun, in order.</summary>
    public IReadOnlyList<ChangeResult> Steps { get; init; } = [];

    /// <summary>The records of everything that was made, in order.</summary>
    public IReadOnlyList<long> AppliedChangeIds =>
        Steps.Count > 0 ? [.. Steps.SelectMany(s => s.AppliedChangeIds)]
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
