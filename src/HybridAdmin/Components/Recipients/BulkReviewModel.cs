using System.Globalization;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;

namespace HybridAdmin.Components.Recipients;

/// <summary>
/// One edit of several recipients: prepare, review, apply, undo. Only one step runs at a time, and each can be stopped
/// between two recipients.
/// </summary>
/// <param name="edit">The use case that applies the edit.</param>
/// <param name="wanted">Returns the edit for each recipient; called when the review is prepared.</param>
/// <param name="looked">Loads additional information after the review is prepared; null for none.</param>
public sealed class BulkReviewModel(
    EditRecipients edit,
    Func<CancellationToken, Task<IReadOnlyList<WantedEdit>>> wanted,
    Func<RecipientsReview, CancellationToken, Task>? looked = null
)
{
    private CancellationTokenSource? running;

    /// <summary>The review; null if it is not prepared yet.</summary>
    public RecipientsReview? Review { get; private set; }

    /// <summary>The result; null if the edit was not applied.</summary>
    public RecipientsResult? Result { get; private set; }

    /// <summary>The result of the undo; null if the edit was not undone.</summary>
    public RecipientsResult? Undone { get; private set; }

    /// <summary>The progress of the running step; null if none is running.</summary>
    public EditProgress? Progress { get; private set; }

    public string? Reason { get; set; }

    /// <summary>The number as typed for confirmation.</summary>
    public string Typed { get; set; } = "";

    /// <summary>The problem that prevents the start.</summary>
    public string? Problem { get; private set; }

    public bool NeedsNumber => Review is { } review && edit.NeedsConfirmation(review.Ready);

    public bool MayApply =>
        Progress is null
        && Result is null
        && Review is { Ready: > 0, Problem: null } review
        && (!NeedsNumber || Typed.Trim() == review.Ready.ToString(CultureInfo.InvariantCulture));

    public bool MayUndo => Progress is null && Undone is null && Result is { Done: > 0 };

    public Task WorkOutAsync(Action drawn) =>
        RunAsync(
            drawn,
            async (progress, cancellationToken) =>
            {
                var review = await edit.ReviewAsync(await wanted(cancellationToken), progress, cancellationToken);
                if (looked is not null)
                    await looked(review, cancellationToken);
                Review = review;
            }
        );

    public Task ApplyAsync(Action drawn) =>
        !MayApply
            ? Task.CompletedTask
            : RunAsync(
                drawn,
                async (progress, cancellationToken) =>
                {
                    Problem = null;
                    var result = await edit.ExecuteAsync(
                        Review!,
                        string.IsNullOrWhiteSpace(Reason) ? null : Reason.Trim(),
                        NeedsNumber ? Review!.Ready : null,
                        progress,
                        cancellationToken
                    );
                    if (result is { Problem: { Code: ProblemCode.Invalid } invalid, Done: 0 })
                        Problem = invalid.Message;
                    else
                        Result = result;
                }
            );

    public Task UndoAsync(Action drawn) =>
        !MayUndo
            ? Task.CompletedTask
            : RunAsync(
                drawn,
                async (progress, cancellationToken) =>
                    Undone = await edit.UndoAsync(
                        Result!,
                        $"Undo of "
                            + $"{Result!.CorrelationId}{(string.IsNullOrWhiteSpace(Reason) ? "" : $": {Reason.Trim()}")}",
                        progress,
                        cancellationToken
                    )
            );

    /// <summary>Stops the running step between two recipients.</summary>
    public void Stop() => running?.Cancel();

    private async Task RunAsync(Action drawn, Func<IProgress<EditProgress>, CancellationToken, Task> work)
    {
        using var source = running = new CancellationTokenSource();
        Progress = new EditProgress(0, 1, null);
        drawn();
        try
        {
            await work(
                new Now(p =>
                {
                    Progress = p;
                    drawn();
                }),
                source.Token
            );
        }
        catch (OperationCanceledException)
        {
            // The preparation was stopped: nothing was written.
        }
        finally
        {
            (Progress, running) = (null, null);
            drawn();
        }
    }

    /// <summary>
    /// Reports synchronously: the framework's Progress posts, and a late report would show the bar again.
    /// </summary>
    private sealed class Now(Action<EditProgress> report) : IProgress<EditProgress>
    {
        public void Report(EditProgress value) => report(value);
    }
}
