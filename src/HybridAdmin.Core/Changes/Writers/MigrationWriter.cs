using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Running;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Writers;

/// <summary>
/// Acts on migration batches and their people. The state machine is checked again, and one cmdlet is sent once. The
/// outcome is read from the state; if the creation of a batch was not answered, the batch is searched for by name.
/// </summary>
internal sealed class MigrationWriter(IMigration migration, IMigrationWriter sender, TimeProvider time) : IChangeWriter
{
    private readonly IMigrationWriter sender = sender;

    /// <summary>
    /// The time after which a cmdlet has ended: 15 minutes at the most (Exchange Online PowerShell module), plus a
    /// margin for clock differences.
    /// </summary>
    private static readonly TimeSpan CmdletTimeout = TimeSpan.FromMinutes(17);

    public bool Writes(ChangeTarget target) => target is MigrationObject;

    public IEnumerable<string> KeysOf(ChangeStep step) => [$"migration:{((MigrationStep)step).Write.Batch}"];

    public Task<IChangeAttempt> BeginAsync(ChangeStep step, ChangeRun run, CancellationToken cancellationToken) =>
        Task.FromResult<IChangeAttempt>(new Attempt(this, (MigrationStep)step, run));

    /// <summary>
    /// A cmdlet with a lost answer may still be running. "Not done" is conclusive only after its time-out.
    /// </summary>
    public async Task<AuditEnd?> FindOutAsync(
        AuditEntry entry,
        ChangeTarget target,
        CancellationToken cancellationToken
    )
    {
        if (!migration.IsConnected)
            return null;
        const string read = "Found out afterwards by reading Exchange Online:";
        var isDone = await IsDoneAsync((MigrationObject)target, entry.Action, entry.Changes, cancellationToken)
            .ConfigureAwait(false);
        if (isDone == true)
            return new AuditEnd(AuditOutcome.Applied, $"{read} it is done.");
        if (time.GetUtcNow() - entry.At < CmdletTimeout)
            return null;
        return isDone == false
            ? new AuditEnd(AuditOutcome.Failed, $"{read} it was not done.")
            : new AuditEnd(AuditOutcome.Unknown, $"{read} the present state does not show whether it was done.");
    }

    /// <summary>Determines the outcome by one read; null if reading cannot determine it.</summary>
    private async Task<bool?> IsDoneAsync(
        MigrationObject target,
        AuditAction action,
        IReadOnlyList<AttributeChange> changes,
        CancellationToken cancellationToken
    ) =>
        target.Object.Kind == TenantTargetKind.MigrationUser
            ? MigrationOutcome.OfUser(
                action,
                changes,
                await migration.ReadUserAsync(target.Object.Identity, cancellationToken).ConfigureAwait(false)
            )
            : MigrationOutcome.OfBatch(
                action,
                changes,
                await migration.ReadBatchAsync(target.Object.Identity, cancellationToken).ConfigureAwait(false)
            );

    /// <summary>Returns the reason why the state does not allow the write; null if it does.</summary>
    private async Task<Problem?> RefusalAsync(
        MigrationWrite write,
        AuditAction action,
        CancellationToken cancellationToken
    )
    {
        var batch = await migration.ReadBatchAsync(write.Batch, cancellationToken).ConfigureAwait(false);
        if (write is CreateMigrationBatch)
            return batch is null
                ? null
                : State(
                    $"A batch {batch.Identity} already exists (state {batch.Status}). Look at it, or choose another "
                        + "name."
                );
        if (batch is null)
            return new Problem(
                ProblemCode.NotFound,
                $"The batch {write.Batch} is not there any more: somebody removed it, or Microsoft did after its time."
            );
        if (write is ActOnMigrationUser act)
            return await migration.ReadUserAsync(act.User, cancellationToken).ConfigureAwait(false) is { } user
                ? State(MigrationUserRules.Decide(batch.Kind, user, act.Action).Refusal)
                : new Problem(ProblemCode.NotFound, $"{act.User} is in no batch any more.");
        var asked =
            write is ActOnMigrationBatch { Action: var named } ? named
            : action == AuditAction.MigrationBatchCompleted ? MigrationAction.Complete
            : MigrationAction.Set;
        return State(MigrationRules.Decide(batch.Kind, batch.State, asked).Refusal);

        static Problem? State(string? why) => why is null ? null : new Problem(ProblemCode.InvalidState, why);
    }

    private sealed class Attempt(MigrationWriter writer, MigrationStep step, ChangeRun run) : IChangeAttempt
    {
        public string? Server => null;

        public async Task<WriteBlocked?> CheckAsync(CancellationToken cancellationToken) =>
            await writer.RefusalAsync(step.Write, run.Plan.Action, cancellationToken).ConfigureAwait(false)
                is { } problem
                ? new WriteBlocked(new AuditEnd(AuditOutcome.Refused, problem.Message), problem)
                : null;

        public async Task<WriteAnswer> SendAsync()
        {
            try
            {
                await writer.sender.CarryOutAsync(step.Write, CancellationToken.None).ConfigureAwait(false);
            }
            catch (TenantFault fault) when (!fault.OutcomeUnknown)
            {
                return TenantWriter.Refused(
                    fault,
                    fault is { Kind: TenantFaultKind.Denied, IsAway: false }
                        ? new Problem(ProblemCode.Forbidden, WriteFaults.Words(fault))
                        : WriteFaults.ProblemOf(fault)
                );
            }
            catch (TenantFault fault)
            {
                return new AnswerLost(
                    $"Microsoft 365 did not answer ({WriteFaults.Words(fault)}). Whether it was done is not known yet:",
                    "is settled by reading, within half an hour after the tenant answers again. Do not do it again "
                        + "before."
                );
            }

            return new Written
            {
                Note =
                    await IsDoneAsync().ConfigureAwait(false) == false
                        ? "Exchange Online took it, but still shows the old state; that may take some minutes."
                        : null,
            };
        }

        public async Task<Written?> FindOutAsync() =>
            await IsDoneAsync().ConfigureAwait(false) == true
                ? new Written { Note = "The answer of Microsoft 365 was lost; it was read again and is done." }
                : null;

        /// <summary>Determines the outcome; null if reading cannot determine it, or is not possible now.</summary>
        private async Task<bool?> IsDoneAsync()
        {
            try
            {
                return await writer
                    .IsDoneAsync(step.Object, run.Plan.Action, step.Changes, CancellationToken.None)
                    .ConfigureAwait(false);
            }
            catch (TenantFault)
            {
                return null;
            }
        }
    }
}
