using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Synchronization;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// Looking before leaping: preview, findings with their ways out, reason, apply, and what to do when somebody else was
/// faster.
/// </summary>
public sealed class ReviewModel(
    RecipientEditModel edit,
    PreviewRecipientEdit preview,
    EditRecipient apply,
    GetRecipient read,
    ChangeSettings settings,
    GetSyncStatus sync,
    TimeProvider time
)
{
    public RecipientEditModel Edit => edit;

    /// <summary>Null: not worked out yet, or it could not be.</summary>
    public ChangePlan? Plan { get; private set; }

    /// <summary>What stands in the way, other than findings.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Set while somebody else's change is to be looked at.</summary>
    public EditConflict? Conflict { get; private set; }

    public string? Reason { get; set; }

    /// <summary>Shown at the field once an attempt to apply failed by it.</summary>
    public string? ReasonProblem { get; private set; }

    public bool IsBusy { get; private set; }

    public bool MayApply => !IsBusy && Conflict is null && Plan is { IsApplicable: true };

    /// <summary>Whether the recipient is not there any more.</summary>
    public bool IsGone => Problem?.Code == ProblemCode.NotFound;

    /// <summary>How the synchronisation is; null: not asked yet.</summary>
    public SyncStatus? Sync { get; private set; }

    public IReadOnlyList<string> Next =>
        Plan is null ? [] : PropagationNotes.Of(edit.Details, Plan.Changes, settings, Sync, time.GetUtcNow());

    /// <summary>
    /// Asks when the next synchronisation is due. Apart from the preview, which does not wait for the tenant.
    /// </summary>
    public async Task AskSyncAsync(CancellationToken cancellationToken) =>
        Sync = await sync.ExecuteAsync(cancellationToken);

    /// <summary>What follows from what was written.</summary>
    public IReadOnlyList<string> NextAfter(ChangeResult done) =>
        PropagationNotes.Of(edit.Details, done.Changes, settings, Sync, time.GetUtcNow(), done.Server);

    /// <summary>Works out what the edits would do; nothing is written.</summary>
    public Task PreviewAsync(CancellationToken cancellationToken) =>
        BusyAsync(async () =>
        {
            (Problem, Conflict) = (null, null);
            var result = await preview.ExecuteAsync(edit.Recipient.Id, edit.ToEdit(Reason), cancellationToken);
            (Plan, Problem) = (result.Plan, result.Problem);
            if (result.Entry is { } entry && Recipient.VersionOf(entry) != edit.Recipient.Version)
                await CompareAsync(cancellationToken);
        });

    public Task TakeAsync(FindingOffer offer, CancellationToken cancellationToken)
    {
        edit.Take(offer);
        return PreviewAsync(cancellationToken);
    }

    public Task ConfirmAsync(string code, bool accepted, CancellationToken cancellationToken)
    {
        edit.Confirm(code, accepted);
        return PreviewAsync(cancellationToken);
    }

    /// <summary>Goes on with the edits on top of the present values.</summary>
    public Task SettleAsync(CancellationToken cancellationToken)
    {
        if (Conflict is not { IsSettled: true } conflict)
            return Task.CompletedTask;
        edit.Rebase(conflict.Fresh, conflict.Theirs);
        (Conflict, Problem) = (null, null);
        if (!edit.IsEmpty)
            return PreviewAsync(cancellationToken);
        Plan = null;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Writes it. Null: it was not done, and <see cref="Problem"/>, <see cref="Conflict"/> or
    /// <see cref="ReasonProblem"/> says why.
    /// </summary>
    public async Task<ChangeResult?> ApplyAsync(CancellationToken cancellationToken)
    {
        if (!MayApply)
            return null;
        ReasonProblem = settings.ProblemOfReason(Reason);
        if (ReasonProblem is not null)
            return null;
        ChangeResult? done = null;
        await BusyAsync(async () =>
        {
            var result = await apply.ExecuteAsync(
                edit.Recipient.Id,
                edit.ToEdit(Reason),
                edit.Recipient.Version,
                cancellationToken
            );
            Problem = result.Problem;
            if (result.IsDone)
                done = result;
            else if (result.Problem!.Code == ProblemCode.Stale)
                await CompareAsync(cancellationToken);
        });
        return done;
    }

    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await read.ExecuteAsync(edit.Recipient.Id, cancellationToken) is { } fresh)
                Conflict = EditConflict.Between(edit, fresh);
            else
                Problem = new Problem(
                    ProblemCode.NotFound,
                    "The recipient is not there any more: it was deleted or moved out of sight since the "
                        + "page was opened."
                );
        }
        catch (DirectoryFault fault)
        {
            Problem = new Problem(ProblemCode.DirectoryUnavailable, fault.Message);
        }
    }

    private async Task BusyAsync(Func<Task> work)
    {
        IsBusy = true;
        try
        {
            await work();
        }
        finally
        {
            IsBusy = false;
        }
    }
}
