using System.Collections.Concurrent;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>
/// The only component that writes. For each step of a plan it waits for its turn at the object and at each new address.
/// It records the intent and, concurrently, has the step's writer read the object again and compare it with the values
/// that the plan is based on. After both succeed, it sends the step once, reads back, records the outcome and updates
/// the index. A lost answer is settled by reading, never by writing again. There is one instance per process, which
/// holds the locks.
/// </summary>
public sealed partial class ChangePipeline
{
    private readonly IDirectory directory;
    private readonly IAuditLog audit;
    private readonly IAuditIntents intents;
    private readonly TimeProvider time;
    private readonly IReadOnlyList<IChangeWriter> writers;
    private readonly KeyedLock turns = new();
    private readonly ConcurrentDictionary<long, AuditAction> inFlight = new();

    /// <exception cref="ArgumentException">A port does not implement its writing interface.</exception>
    public ChangePipeline(
        IDirectory directory,
        IAuditLog audit,
        IChangeListener listener,
        TimeProvider time,
        ITenant tenant,
        IMigration migration
    )
    {
        (this.directory, this.audit, this.time) = (directory, audit, time);
        intents = WritingHalf<IAuditIntents>(audit);
        writers =
        [
            new DirectoryWriter(directory, listener, time),
            new TenantWriter(tenant, WritingHalf<ITenantWriter>(tenant), time),
            new MigrationWriter(migration, WritingHalf<IMigrationWriter>(migration), time),
        ];
    }

    /// <summary>The number of changes that wait for their turn at an object or an address.</summary>
    public int Waiting => turns.Waiting;

    /// <summary>
    /// Carries the plan out. Expected outcomes are returned as values. Nothing is written unless the intent is
    /// recorded; a refusal right before the write is also recorded. After a write has been sent, cancelling does not
    /// interrupt it: the outcome is determined first.
    /// </summary>
    /// <exception cref="ArgumentException">The plan has errors, or nothing to do.</exception>
    public async Task<ChangeResult> RunAsync(ChangePlan plan, ChangeOrder order, CancellationToken cancellationToken)
    {
        if (!plan.IsApplicable)
            throw new ArgumentException("A plan with errors, or without changes, is not carried out.", nameof(plan));
        using var span = ChangeInstruments.Start(plan.Action);
        await using var own = order.Forest is null ? new ForestSessions(directory, forWriting: true) : null;
        var run = new ChangeRun(plan, order, order.Forest ?? own!); // one of the two is set
        return plan.Steps is [var only]
            ? await RunAsync(only, run, cancellationToken).ConfigureAwait(false)
            : await RunAllAsync(run, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns true while this process carries out the change, so that it is not settled meanwhile.</summary>
    internal bool IsInFlight(long changeId) => inFlight.ContainsKey(changeId);

    /// <summary>Determines the outcome of a recorded step by reading; null if it is not yet known.</summary>
    /// <exception cref="DirectoryFault">The directory cannot be read now.</exception>
    /// <exception cref="TenantFault">The tenant cannot be read now.</exception>
    internal async Task<AuditEnd?> FindOutAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        ChangeTarget.Of(entry) is { } target
            ? await WriterOf(target).FindOutAsync(entry, target, cancellationToken).ConfigureAwait(false)
            : new AuditEnd(AuditOutcome.Unknown, "The console stopped before the end; there is no object to look at.");

    private async Task<ChangeResult> RunAsync(ChangeStep step, ChangeRun run, CancellationToken cancellationToken)
    {
        var writer = WriterOf(step.Target);
        var intent = IntentOf(run.Plan, step, run.Order);
        try
        {
            using var turn = await turns.EnterAsync(writer.KeysOf(step), cancellationToken).ConfigureAwait(false);
            var attempt = await writer.BeginAsync(step, run, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return await CarryOutAsync(step, attempt, intent with { Server = attempt.Server }, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (WriteFaults.Is(fault))
        {
            return await RecordAsync(intent, WriteBlocked.By(fault)).ConfigureAwait(false);
        }
    }

    private async Task<ChangeResult> CarryOutAsync(
        ChangeStep step,
        IChangeAttempt attempt,
        AuditIntent intent,
        CancellationToken cancellationToken
    )
    {
        // Concurrent: nothing is sent before both are done, and the result of the check ends the intent.
        var checking = attempt.CheckAsync(cancellationToken);
        long? changeId = null;
        Problem? unrecorded = null;
        try
        {
            // Not cancellable, because the check would be left running; the wait is bounded.
            changeId = await intents.BeginAsync(intent, CancellationToken.None).ConfigureAwait(false);
            inFlight[changeId.Value] = intent.Action;
        }
        catch (AuditUnavailableException unavailable)
        {
            ChangeInstruments.Count(intent.Action, AuditOutcome.Failed);
            unrecorded = new Problem(ProblemCode.AuditUnavailable, $"Nothing was changed: {unavailable.Message}");
        }

        try
        {
            if (await BlockedAsync(checking, changeId).ConfigureAwait(false) is { } blocked)
            {
                if (changeId is { } open)
                    await EndAsync(open, blocked.End).ConfigureAwait(false);
                return ResultOf(step, changeId, blocked);
            }

            return changeId is { } id
                ? await WriteAsync(step, attempt, id).ConfigureAwait(false)
                : new ChangeResult { Target = step.Target, Problem = unrecorded };
        }
        finally
        {
            if (changeId is { } done)
                inFlight.TryRemove(done, out _);
        }
    }

    private async Task<WriteBlocked?> BlockedAsync(Task<WriteBlocked?> checking, long? changeId)
    {
        try
        {
            return await checking.ConfigureAwait(false);
        }
        catch (Exception fault) when (WriteFaults.Is(fault))
        {
            return WriteBlocked.By(fault);
        }
        catch when (changeId is not null)
        {
            await EndAsync(
                    changeId.Value,
                    new AuditEnd(AuditOutcome.Failed, "Nothing was written: it was abandoned before the write.")
                )
                .ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Sends the write and records the outcome. From here on the caller's cancellation is ignored, so that every write
    /// gets a recorded outcome.
    /// </summary>
    private async Task<ChangeResult> WriteAsync(ChangeStep step, IChangeAttempt attempt, long changeId)
    {
        var answer = await attempt.SendAsync().ConfigureAwait(false);
        if (answer is AnswerLost && await attempt.FindOutAsync().ConfigureAwait(false) is { } found)
            answer = found;
        switch (answer)
        {
            case Written written:
                return await DoneAsync(step, changeId, written).ConfigureAwait(false);
            case NotWritten { Why: var why }:
                await EndAsync(changeId, why.End).ConfigureAwait(false);
                return ResultOf(step, changeId, why);
            case AnswerLost lost:
                // The intent stays open and is settled when the destination answers again.
                CountEnd(changeId, AuditOutcome.Unknown);
                var message = $"{lost.Silence} the record {changeId} {lost.Settled}";
                return new ChangeResult
                {
                    ChangeId = changeId,
                    Target = step.Target,
                    Problem = new Problem(ProblemCode.OutcomeUnknown, message) { ChangeId = changeId },
                };
            default:
                throw new InvalidOperationException($"A writer gave {answer}.");
        }
    }

    private async Task<ChangeResult> DoneAsync(ChangeStep step, long changeId, Written written)
    {
        // The index is updated while the outcome is stored; an exception in the index must not prevent that.
        var isOvertaken = written.Overtaken.Count > 0;
        var recording = EndAsync(
            changeId,
            isOvertaken
                ? new AuditEnd(AuditOutcome.Unknown, written.Note, written.Overtaken)
                : new AuditEnd(AuditOutcome.Applied, written.Note)
        );
        bool isRecorded;
        try
        {
            written.UpdateIndex?.Invoke();
        }
        finally
        {
            isRecorded = await recording.ConfigureAwait(false);
        }

        var result = new ChangeResult
        {
            ChangeId = changeId,
            At = time.GetUtcNow(),
            Target = step.Target,
            Changes = step.Changes,
            Server = written.Server,
            Entry = written.Entry,
        };
        if (isOvertaken)
            return result with
            {
                Problem = new Problem(ProblemCode.OutcomeUnknown, written.Note!) // an overtaken write always says so
                {
                    Found = written.Overtaken,
                    ChangeId = changeId,
                },
            };
        return result with
        {
            Note = isRecorded
                ? written.Note
                : $"The change was made and its intent is in the log (record {changeId}), but the outcome could not "
                    + "be recorded yet. It is settled as soon as the log can be written.",
        };
    }

    private static ChangeResult ResultOf(ChangeStep step, long? changeId, WriteBlocked blocked) =>
        new()
        {
            ChangeId = changeId,
            Target = step.Target,
            Problem = blocked.Problem with { ChangeId = changeId },
            Entry = blocked.Entry,
        };

    private IChangeWriter WriterOf(ChangeTarget target) => writers.First(w => w.Writes(target));

    private static T WritingHalf<T>(object port)
        where T : class =>
        port as T
        ?? throw new ArgumentException(
            $"{port.GetType().Name} cannot be written to: it does not implement {typeof(T).Name}."
        );
}
