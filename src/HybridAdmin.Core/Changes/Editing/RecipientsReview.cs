using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>An edit wanted of one recipient, among others.</summary>
public sealed record WantedEdit(Guid Id, RecipientEdit Edit);

/// <summary>What the review of one among several edits came to.</summary>
public enum ReviewState
{
    /// <summary>Will be carried out.</summary>
    Ready,

    /// <summary>Already as asked.</summary>
    Nothing,

    /// <summary>Left out; the reason is told.</summary>
    LeftOut,
}

/// <summary>One recipient of a review.</summary>
public sealed record ReviewedEdit(WantedEdit Wanted, string Name, ReviewState State)
{
    public ChangePlan? Plan { get; init; }

    /// <summary>Why it is left out, as a sentence.</summary>
    public string? Why { get; init; }

    /// <summary>Warnings of the plan.</summary>
    public IReadOnlyList<Finding> Warnings =>
        Plan?.Findings.Where(f => f.Severity == FindingSeverity.Warning).ToArray() ?? [];
}

/// <summary>Several edits, worked out and not made: what one person looks at before one decision.</summary>
public sealed record RecipientsReview(IReadOnlyList<ReviewedEdit> Items)
{
    /// <summary>Why nothing was worked out, or not all of it; null: all of it was.</summary>
    public Problem? Problem { get; init; }

    public int Ready => Items.Count(i => i.State == ReviewState.Ready);

    public int Nothing => Items.Count(i => i.State == ReviewState.Nothing);

    public int LeftOut => Items.Count(i => i.State == ReviewState.LeftOut);
}

/// <summary>How far several edits are.</summary>
public readonly record struct EditProgress(int Done, int Total, string? Name);

/// <summary>What came of one of several edits; without a result it was not begun.</summary>
public sealed record EditOutcome(Guid Id, string Name, ChangeResult? Result)
{
    public bool IsDone => Result is { IsDone: true };
}

/// <summary>What came of all of them.</summary>
/// <param name="CorrelationId">Of every record that was written.</param>
public sealed record RecipientsResult(Guid CorrelationId, IReadOnlyList<EditOutcome> Items)
{
    /// <summary>Why it was not begun, or ended early; null: all were tried.</summary>
    public Problem? Problem { get; init; }

    /// <summary>The person ended it between two recipients.</summary>
    public bool IsStopped { get; init; }

    public int Done => Items.Count(i => i.IsDone);

    public int Failed => Items.Count(i => i.Result is { IsDone: false });

    public int NotBegun => Items.Count(i => i.Result is null);
}
