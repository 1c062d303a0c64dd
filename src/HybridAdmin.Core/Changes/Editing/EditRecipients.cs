using System.Globalization;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>
/// Applies several edits by one decision: one review with every plan, one reason, one correlation id. Each edit passes
/// through the same steps as a single one (policy, plan, pipeline, two records), so no check is weaker. Edits that are
/// refused are left out and reported; the others continue.
/// </summary>
public sealed class EditRecipients(
    ICurrentActor current,
    EditPreparation preparation,
    EditRecipient single,
    RevertChange revert,
    ChangeSettings settings
)
{
    /// <summary>The maximum number of recipients in one review, which a person can still look through.</summary>
    public const int Most = 500;

    /// <summary>Plans all edits; nothing is written. Throws when cancelled.</summary>
    public async Task<RecipientsReview> ReviewAsync(
        IReadOnlyList<WantedEdit> wanted,
        IProgress<EditProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        if (wanted.Count > Most)
        {
            return new RecipientsReview([])
            {
                Problem = new Problem(
                    ProblemCode.Invalid,
                    $"{Number(wanted.Count)} recipients are chosen; one review takes at most {Number(Most)}. "
                        + $"Choose fewer, and change the others afterwards."
                ),
            };
        }

        var items = new List<ReviewedEdit>();
        await using var forest = preparation.Begin();
        foreach (var asked in wanted.DistinctBy(w => w.Id))
        {
            // The review names every recipient whose owner is not known, and applying it confirms them all. Confirming
            // them one at a time would be impractical during an outage.
            var one = asked with
            {
                Edit = asked.Edit with { Confirm = [.. asked.Edit.Confirm, FindingCodes.AuthorityUnknown] },
            };
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(new EditProgress(items.Count, wanted.Count, null));
            var prepared = await preparation
                .PrepareAsync(forest, actor, one.Id, one.Edit, null, willRun: false, cancellationToken)
                .ConfigureAwait(false);
            var name = prepared.Entry is { } entry ? Recipient.NameOf(entry) : one.Id.ToString();
            if (prepared.Problem is { Code: ProblemCode.DirectoryUnavailable } away)
                return new RecipientsReview(items) { Problem = away };
            items.Add(
                prepared.Problem is { } problem
                    ? new ReviewedEdit(one, name, ReviewState.LeftOut) { Why = problem.Message }
                : prepared.Plan!.HasErrors
                    ? new ReviewedEdit(one, name, ReviewState.LeftOut)
                    {
                        Plan = prepared.Plan,
                        Why = EditRecipient.ProblemOf(prepared.Plan).Message,
                    }
                : new ReviewedEdit(
                    one,
                    name,
                    prepared.Plan.Changes.Count == 0 ? ReviewState.Nothing : ReviewState.Ready
                )
                {
                    Plan = prepared.Plan,
                }
            );
        }

        return new RecipientsReview(items);
    }

    /// <summary>Returns true if so many changes require typing their number as confirmation.</summary>
    public bool NeedsConfirmation(int changes) => changes > settings.ConfirmAbove;

    /// <summary>
    /// Applies the edits that are ready in the review, one after the other, each on the values that were reviewed.
    /// Cancelling stops between two recipients without an exception; the result contains the completed changes.
    /// </summary>
    /// <param name="confirmed">
    /// The typed number; must equal the number of changes if <see cref="NeedsConfirmation"/> returns true.
    /// </param>
    public async Task<RecipientsResult> ExecuteAsync(
        RecipientsReview review,
        string? reason,
        int? confirmed,
        IProgress<EditProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        var ready = review.Items.Where(i => i.State == ReviewState.Ready).ToArray();
        var correlation = Guid.NewGuid();
        if (
            ready.Length > Most
            || settings.ProblemOfReason(reason) is not null
            || (NeedsConfirmation(ready.Length) && confirmed != ready.Length)
        )
        {
            var why =
                settings.ProblemOfReason(reason)
                ?? (
                    ready.Length > Most
                        ? $"One review takes at most {Number(Most)} recipients."
                        : $"Changes to {Number(ready.Length)} recipients need this number typed; nothing was changed."
                );
            return new RecipientsResult(correlation, ready.Select(NotBegun).ToArray())
            {
                Problem = new Problem(ProblemCode.Invalid, why),
            };
        }

        return await RunAsync(
                ready.Select(i => (i.Wanted.Id, i.Name)).ToArray(),
                correlation,
                n =>
                    single.ApplyAsync(
                        actor,
                        ready[n].Wanted.Id,
                        ready[n].Wanted.Edit with
                        {
                            Reason = reason,
                        },
                        ready[n].Plan!.BaseVersion,
                        correlation,
                        CancellationToken.None
                    ),
                progress,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Reverts the completed changes, the last one first. Values that have changed since are not reverted and are
    /// reported.
    /// </summary>
    public async Task<RecipientsResult> UndoAsync(
        RecipientsResult done,
        string? reason,
        IProgress<EditProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var applied = done.Items.Where(i => i.Result is { AppliedChangeIds.Count: > 0 }).Reverse().ToArray();
        var correlation = Guid.NewGuid();
        return await RunAsync(
                applied.Select(i => (i.Id, i.Name)).ToArray(),
                correlation,
                n =>
                    revert.ExecuteAllAsync(
                        applied[n].Result!.AppliedChangeIds,
                        reason,
                        correlation,
                        CancellationToken.None
                    ),
                progress,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    private static async Task<RecipientsResult> RunAsync(
        IReadOnlyList<(Guid Id, string Name)> whom,
        Guid correlation,
        Func<int, Task<ChangeResult>> change,
        IProgress<EditProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var outcomes = whom.Select(w => new EditOutcome(w.Id, w.Name, null)).ToArray();
        for (var n = 0; n < outcomes.Length; n++)
        {
            if (cancellationToken.IsCancellationRequested)
                return new RecipientsResult(correlation, outcomes) { IsStopped = true };
            progress?.Report(new EditProgress(n, outcomes.Length, outcomes[n].Name));
            var result = await change(n).ConfigureAwait(false);
            outcomes[n] = outcomes[n] with { Result = result };

            // Without the log or the directory, every further edit would fail in the same way.
            if (result.Problem is { Code: ProblemCode.AuditUnavailable or ProblemCode.DirectoryUnavailable } away)
                return new RecipientsResult(correlation, outcomes) { Problem = away };
        }

        progress?.Report(new EditProgress(outcomes.Length, outcomes.Length, null));
        return new RecipientsResult(correlation, outcomes);
    }

    private static EditOutcome NotBegun(ReviewedEdit item) => new(item.Wanted.Id, item.Name, null);

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
