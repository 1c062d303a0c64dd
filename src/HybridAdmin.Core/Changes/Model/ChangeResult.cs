using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes.Model;

/// <summary>The result of carrying out a plan.</summary>
public sealed record ChangeResult
{
    /// <summary>The id of the record; null if there was nothing to do or if it was not recorded.</summary>
    public long? ChangeId { get; init; }

    /// <summary>
    /// The object that was written or was to be written; null for several objects, or if no object was selected.
    /// </summary>
    public ChangeTarget? Target { get; init; }

    /// <summary>The results of the started steps of a change with several steps, in order.</summary>
    public IReadOnlyList<ChangeResult> Steps { get; init; } = [];

    /// <summary>The record ids of all changes that were made, in order.</summary>
    public IReadOnlyList<long> AppliedChangeIds =>
        Steps.Count > 0 ? [.. Steps.SelectMany(s => s.AppliedChangeIds)]
        : IsDone && ChangeId is { } id ? [id]
        : [];

    /// <summary>The time of the write, in UTC.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The written changes; empty if there was nothing to do.</summary>
    public IReadOnlyList<AttributeChange> Changes { get; init; } = [];

    /// <summary>The problem; null if the change was made.</summary>
    public Problem? Problem { get; init; }

    /// <summary>A remark on a change that was made, for example that somebody else wrote right after it.</summary>
    public string? Note { get; init; }

    /// <summary>The domain controller that was written to; the others receive the change by replication.</summary>
    public string? Server { get; init; }

    /// <summary>
    /// The object as read back: the written attributes, the indexed attributes and those that
    /// <see cref="Recipients.Recipient.Version"/> is computed from. Not all attributes that a page shows.
    /// </summary>
    public DirectoryEntry? Entry { get; init; }

    public bool IsDone => Problem is null;

    public static ChangeResult Failed(ProblemCode code, string message) =>
        new() { Problem = new Problem(code, message) };
}

/// <summary>A plan, or the problem that prevents it.</summary>
public readonly record struct PlanResult(ChangePlan? Plan, Problem? Problem, DirectoryEntry? Entry);
