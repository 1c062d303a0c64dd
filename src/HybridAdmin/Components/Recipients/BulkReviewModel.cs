using System.Globalization;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;

namespace HybridAdmin.Components.Recipients;

/// <summary>
/// One edit of several recipients: working out, looking, doing, undoing. One at a time, each can be ended between two
/// recipients.
/// </summary>
/// <param name="edit">Carries it out.</param>
/// <param name="wanted">What is wanted of each; asked for when it is worked out.</param>
/// <param name="looked">What is to be known beside the review, when it was worked out; null: nothing.</param>
public sealed class BulkReviewModel(
    EditRecipients edit,
    Func<CancellationToken, Task<IReadOnlyList<WantedEdit>>> wanted,
    Func<RecipientsReview, CancellationToken, Task>? looked = null
)
{
    private CancellationTokenSource? running;

    /// <summary>Null: not worked out yet.</summary>
    public RecipientsReview? Review { get; private set; }

    /// <summary>Null: not carried out.</summary>
    public RecipientsResult? Result { get; private set; }

    /// <summary>Null: not taken back.</summary>
    public RecipientsResult? Undone { get; private set; }

    /// <summary>How far what is running has come; null: nothing is.</summary>
    public EditProgress? Progress { get; private set; }

    public string? Reason { get; set; }

    /// <summary>The number as typed.</summary>
    public string Typed { get; set; } = "";

    /// <summary>What stands in the way of beginning.</summary>
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

    /// <summary>Ends what is running, between two recipients.</summary>
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
            // Working out was stopped: nothing was begun.
        }
        finally
        {
            (Progress, running) = (null, null);
            drawn();
        }
    }

    /// <summary>Reports at once: Progress of the framework posts, and a late report would bring the bar back.</summary>
    private sealed class Now(Action<EditProgress> report) : IProgress<EditProgress>
    {
        public void Report(EditProgress value) => report(value);
    }
}
