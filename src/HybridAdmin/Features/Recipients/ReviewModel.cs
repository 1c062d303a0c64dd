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
/// The review of a change: preview, findings with their solutions, reason, apply, and the handling of a conflict with
/// another person's change.
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

    /// <summary>The plan; null if it is not prepared yet, or could not be.</summary>
    public ChangePlan? Plan { get; private set; }

    /// <summary>The problem that prevents the change, other than findings.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>The conflict with another person's change, while there is one to resolve.</summary>
    public EditConflict? Conflict { get; private set; }

    public string? Reason { get; set; }

    /// <summary>The error that is shown at the field after an attempt to apply failed because of the reason.</summary>
    public string? ReasonProblem { get; private set; }

    public bool IsBusy { get; private set; }

    public bool MayApply => !IsBusy && Conflict is null && Plan is { IsApplicable: true };

    /// <summary>Indicates whether the recipient does not exist any more.</summary>
    public bool IsGone => Problem?.Code == ProblemCode.NotFound;

    /// <summary>The state of the synchronisation; null if it was not queried yet.</summary>
    public SyncStatus? Sync { get; private set; }

    public IReadOnlyList<string> Next =>
        Plan is null ? [] : PropagationNotes.Of(edit.Details, Plan.Changes, settings, Sync, time.GetUtcNow());

    /// <summary>
    /// Queries the time of the next synchronisation. Separate from the preview, which does not wait for the tenant.
    /// </summary>
    public async Task AskSyncAsync(CancellationToken cancellationToken) =>
        Sync = await sync.ExecuteAsync(cancellationToken);

    /// <summary>The effects of the change that was written.</summary>
    public IReadOnlyList<string> NextAfter(ChangeResult done) =>
        PropagationNotes.Of(edit.Details, done.Changes, settings, Sync, time.GetUtcNow(), done.Server);

    /// <summary>Prepares the plan of the edits; nothing is written.</summary>
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

    /// <summary>Continues with the edits applied to the current values.</summary>
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
    /// Applies the change. Null if it was not applied; <see cref="Problem"/>, <see cref="Conflict"/> or
    /// <see cref="ReasonProblem"/> then gives the reason.
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
