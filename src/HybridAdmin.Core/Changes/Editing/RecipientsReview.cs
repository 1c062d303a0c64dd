using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>An edit of one recipient, as one of several.</summary>
public sealed record WantedEdit(Guid Id, RecipientEdit Edit);

/// <summary>The state of one of several edits after the review.</summary>
public enum ReviewState
{
    /// <summary>The edit can be carried out.</summary>
    Ready,

    /// <summary>The recipient already has the requested values.</summary>
    Nothing,

    /// <summary>The edit is left out; the review states the reason.</summary>
    LeftOut,
}

/// <summary>The review of one recipient.</summary>
public sealed record ReviewedEdit(WantedEdit Wanted, string Name, ReviewState State)
{
    public ChangePlan? Plan { get; init; }

    /// <summary>The reason why the edit is left out, as a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>The warnings of the plan.</summary>
    public IReadOnlyList<Finding> Warnings =>
        Plan?.Findings.Where(f => f.Severity == FindingSeverity.Warning).ToArray() ?? [];
}

/// <summary>Several planned edits that one person reviews before one decision.</summary>
public sealed record RecipientsReview(IReadOnlyList<ReviewedEdit> Items)
{
    /// <summary>The problem that prevented planning all or some of the edits; null if all were planned.</summary>
    public Problem? Problem { get; init; }

    public int Ready => Items.Count(i => i.State == ReviewState.Ready);

    public int Nothing => Items.Count(i => i.State == ReviewState.Nothing);

    public int LeftOut => Items.Count(i => i.State == ReviewState.LeftOut);
}

/// <summary>The progress of several edits.</summary>
public readonly record struct EditProgress(int Done, int Total, string? Name);

/// <summary>The outcome of one of several edits; without a result it was not begun.</summary>
public sealed record EditOutcome(Guid Id, string Name, ChangeResult? Result)
{
    public bool IsDone => Result is { IsDone: true };
}

/// <summary>The outcome of all edits.</summary>
/// <param name="CorrelationId">The correlation id of every record that was written.</param>
public sealed record RecipientsResult(Guid CorrelationId, IReadOnlyList<EditOutcome> Items)
{
    /// <summary>The problem that prevented the run or ended it early; null if all edits were attempted.</summary>
    public Problem? Problem { get; init; }

    /// <summary>True if the person stopped the run between two recipients.</summary>
    public bool IsStopped { get; init; }

    public int Done => Items.Count(i => i.IsDone);

    public int Failed => Items.Count(i => i.Result is { IsDone: false });

    public int NotBegun => Items.Count(i => i.Result is null);
}
