using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// The same way for migration: turn, re-read, the state machine once more, intent, one cmdlet sent once, read back,
/// outcome. A lost answer is settled by one read; a batch whose creation was not answered is found by its name and
/// never created twice.
/// </summary>
public sealed partial class ChangeRunner
{
    /// <exception cref="ArgumentException">The plan has errors.</exception>
    public async Task<ChangeResult> RunAsync(
        MigrationPlan plan,
        Actor actor,
        string? reason,
        Guid correlationId,
        CancellationToken cancellationToken
    )
    {
        if (plan.HasErrors)
            throw new ArgumentException("A plan with errors is not carried out.", nameof(plan));
        var intent = IntentOf(plan, actor, reason, correlationId);
        try
        {
            using var turn = await queue
                .EnterAsync([$"migration:{plan.Write.Batch.ToUpperInvariant()}"], cancellationToken)
                .ConfigureAwait(false);
            return await CheckMigrationAsync(plan, intent, cancellationToken).ConfigureAwait(false)
                ?? await WriteMigrationAsync(plan, intent, cancellationToken).ConfigureAwait(false);
        }
        catch (CloudFault fault)
        {
            return await RecordAsync(intent, new AuditEnd(AuditOutcome.Failed, Words(fault)), ProblemOf(fault))
                .ConfigureAwait(false);
        }
        catch (AuditUnavailableException unavailable)
        {
            return ChangeResult.Failed(ProblemCode.AuditUnavailable, $"Nothing was changed: {unavailable.Message}");
        }
    }

    internal static AuditIntent IntentOf(MigrationPlan plan, Actor actor, string? reason, Guid correlationId) =>
        new()
        {
            Actor = actor,
            Action = plan.Action,
            TargetName = plan.Write is ActOnMigrationUser user
                ? $"{user.User} in {plan.Write.Batch}"
                : plan.Write.Batch,
            Tenant = plan.Target,
            Changes = plan.Changes,
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            CorrelationId = correlationId,
        };

    private async Task<ChangeResult?> CheckMigrationAsync(
        MigrationPlan plan,
        AuditIntent intent,
        CancellationToken cancellationToken
    )
    {
        var batch = await migration.ReadBatchAsync(plan.Write.Batch, cancellationToken).ConfigureAwait(false);
        if (plan.Write is CreateMigrationBatch)
        {
            return batch is null
                ? null
                : await RefusedAsync(
                        ProblemCode.InvalidState,
                        $"There is a batch {batch.Identity} already (state {batch.Status}). Look at it, or "
                            + $"choose another name."
                    )
                    .ConfigureAwait(false);
        }

        if (batch is null)
            return await RefusedAsync(
                    ProblemCode.NotFound,
                    $"The batch {plan.Write.Batch} is not there any more: somebody removed it, or Microsoft "
                        + $"did after its time."
                )
                .ConfigureAwait(false);
        if (plan.Write is ActOnMigrationUser act)
        {
            if (await migration.ReadUserAsync(act.User, cancellationToken).ConfigureAwait(false) is not { } user)
                return await RefusedAsync(ProblemCode.NotFound, $"{act.User} is in no batch any more.")
                    .ConfigureAwait(false);
            return MigrationUserRules.Decide(batch.Kind, user, act.Action).Refusal is { } no
                ? await RefusedAsync(ProblemCode.InvalidState, no).ConfigureAwait(false)
                : null;
        }

        var action =
            plan.Write is ActOnMigrationBatch { Action: var asked } ? asked
            : plan.Action == AuditAction.MigrationBatchCompleted ? MigrationAction.Complete
            : MigrationAction.Set;
        return MigrationRules.Decide(batch.Kind, batch.State, action).Refusal is { } refusal
            ? await RefusedAsync(ProblemCode.InvalidState, refusal).ConfigureAwait(false)
            : null;

        Task<ChangeResult> RefusedAsync(ProblemCode code, string message) =>
            RecordAsync(intent, new AuditEnd(AuditOutcome.Refused, message), new Problem(code, message));
    }

    private async Task<ChangeResult> WriteMigrationAsync(
        MigrationPlan plan,
        AuditIntent intent,
        CancellationToken cancellationToken
    )
    {
        var changeId = await audit.BeginAsync(intent, cancellationToken).ConfigureAwait(false);
        inFlight[changeId] = true;
        try
        {
            try
            {
                await migration.CarryOutAsync(plan.Write, CancellationToken.None).ConfigureAwait(false);
            }
            catch (CloudFault fault) when (!fault.OutcomeUnknown)
            {
                var outcome =
                    fault.Kind == CloudFaultKind.Denied && !fault.IsSignInRefused
                        ? AuditOutcome.Refused
                        : AuditOutcome.Failed;
                await EndAsync(changeId, new AuditEnd(outcome, Words(fault))).ConfigureAwait(false);
                var problem = fault is { Kind: CloudFaultKind.Denied, IsAway: false }
                    ? new Problem(ProblemCode.Forbidden, Words(fault))
                    : ProblemOf(fault);
                return new ChangeResult
                {
                    ChangeId = changeId,
                    Tenant = plan.Target,
                    Problem = problem with { ChangeId = changeId },
                };
            }
            catch (CloudFault fault)
            {
                if (await IsDoneAsync(plan.Target, plan.Action, plan.Changes).ConfigureAwait(false) == true)
                    return await DoneWithMigrationAsync(
                            plan,
                            changeId,
                            "The answer of Microsoft 365 was lost; it was read again and is done."
                        )
                        .ConfigureAwait(false);
                var message =
                    $"Microsoft 365 did not answer ({Words(fault)}). Whether it was done is not known yet: "
                    + $"the record {changeId} is settled by reading, within half an hour after the tenant "
                    + $"answers again. Do not do it again before.";
                return new ChangeResult
                {
                    ChangeId = changeId,
                    Tenant = plan.Target,
                    Problem = new Problem(ProblemCode.OutcomeUnknown, message) { ChangeId = changeId },
                };
            }

            var note =
                await IsDoneAsync(plan.Target, plan.Action, plan.Changes).ConfigureAwait(false) == false
                    ? "Exchange Online took it, but still shows the old state; that may last some minutes."
                    : null;
            return await DoneWithMigrationAsync(plan, changeId, note).ConfigureAwait(false);
        }
        finally
        {
            inFlight.TryRemove(changeId, out _);
        }
    }

    /// <summary>One read; null: it cannot be told, or cannot be read now.</summary>
    private async Task<bool?> IsDoneAsync(
        CloudTarget target,
        AuditAction action,
        IReadOnlyList<AttributeChange> changes
    )
    {
        try
        {
            return await ReadMigrationOutcomeAsync(migration, target, action, changes, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (CloudFault)
        {
            return null;
        }
    }

    internal static async Task<bool?> ReadMigrationOutcomeAsync(
        IMigration migration,
        CloudTarget target,
        AuditAction action,
        IReadOnlyList<AttributeChange> changes,
        CancellationToken cancellationToken
    ) =>
        target.Kind == CloudTargetKind.MigrationUser
            ? MigrationOutcome.OfUser(
                action,
                changes,
                await migration.ReadUserAsync(target.Identity, cancellationToken).ConfigureAwait(false)
            )
            : MigrationOutcome.OfBatch(
                action,
                changes,
                await migration.ReadBatchAsync(target.Identity, cancellationToken).ConfigureAwait(false)
            );

    private async Task<ChangeResult> DoneWithMigrationAsync(MigrationPlan plan, long changeId, string? note)
    {
        var recorded = await EndAsync(changeId, new AuditEnd(AuditOutcome.Applied, note)).ConfigureAwait(false);
        return new ChangeResult
        {
            ChangeId = changeId,
            At = time.GetUtcNow(),
            Tenant = plan.Target,
            Changes = plan.Changes,
            Note = recorded
                ? note
                : $"It was done and its intent is in the log (record {changeId}), but the outcome could not "
                    + $"be recorded yet. It is settled as soon as the log can be written.",
        };
    }
}
