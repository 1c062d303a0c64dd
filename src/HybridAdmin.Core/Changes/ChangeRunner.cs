using System.Collections.Concurrent;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Changes;

/// <summary>Told about every object as it is after a change; the index listens.</summary>
public interface IChangeListener
{
    void Changed(DirectoryEntry entry);
}

/// <summary>
/// The only writer. For one plan: waits for its turn at the object; records the intent and, side by side with that,
/// reads the object again, compares with what was planned on and asks the forest for the addresses; writes one LDAP
/// modify when all of that is done and well; reads back, records the outcome.
/// </summary>
/// <param name="tenant">Null: none is connected.</param>
/// <param name="migration">Likewise.</param>
public sealed partial class ChangeRunner(
    IDirectory directory,
    IAuditLog audit,
    IChangeListener listener,
    TimeProvider time,
    ITenant? tenant = null,
    IMigration? migration = null
)
{
    private readonly ITenant tenant = tenant ?? new NoTenant();
    private readonly IMigration migration = migration ?? new NoMigration();
    private readonly KeyedQueue queue = new();
    private readonly ConcurrentDictionary<long, bool> inFlight = new();

    /// <summary>
    /// Whether the change is being carried out by this process at this moment, so that nobody settles it.
    /// </summary>
    public bool IsInFlight(long changeId) => inFlight.ContainsKey(changeId);

    /// <summary>
    /// Carries the plan out. Expected ends are values; nothing is written unless the intent is recorded. Once the write
    /// has been sent, cancelling does not stop it half-way: the outcome is found out first.
    /// </summary>
    /// <param name="facts">What the plan was judged by; its holders are asked for anew.</param>
    /// <exception cref="ArgumentException">The plan has errors or nothing to do.</exception>
    public async Task<ChangeResult> RunAsync(
        ChangePlan plan,
        ChangeFacts facts,
        string? reason,
        Guid correlationId,
        CancellationToken cancellationToken
    )
    {
        await using var forest = new ForestSessions(directory, forWriting: true);
        return await RunAsync(plan, facts, reason, correlationId, forest, null, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <param name="forest">The conversations in which the plan was made, so that it is written on the controller that
    /// it was read from.</param>
    /// <param name="judge">Plans once more with the holders found here, when the plan was made without asking for
    /// them. Null: the holders were asked for before. Either way a refusal is recorded: somebody wanted it done.
    /// </param>
    internal async Task<ChangeResult> RunAsync(
        ChangePlan plan,
        ChangeFacts facts,
        string? reason,
        Guid correlationId,
        ForestSessions forest,
        Func<ChangeFacts, ChangePlan>? judge,
        CancellationToken cancellationToken
    )
    {
        if (!plan.IsApplicable)
            throw new ArgumentException("A plan with errors, or without changes, is not carried out.", nameof(plan));
        if (plan.Parts.Count > 0)
            return await RunPartsAsync(plan, facts, reason, correlationId, forest, judge, cancellationToken)
                .ConfigureAwait(false);
        var intent = IntentOf(plan, facts, reason, correlationId);
        if (plan.Tenant is { } target)
            return await RunInTenantAsync(plan, target, facts, intent, forest, judge, cancellationToken)
                .ConfigureAwait(false);
        try
        {
            using var turn = await queue.EnterAsync(KeysOf(plan), cancellationToken).ConfigureAwait(false);
            var session = await forest.OpenAsync(plan.TargetDn, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var checking = LastCheck.RunAsync(plan, facts, session, forest, judge, cancellationToken);
            return await RunAsync(plan, intent with { Server = session.Server }, checking, session)
                .ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            return await RecordAsync(intent, new AuditEnd(AuditOutcome.Failed, Words(fault)), ProblemOf(fault))
                .ConfigureAwait(false);
        }
    }

    /// <summary>Records an attempt that was not allowed, with the values asked for.</summary>
    public Task<ChangeResult> RefuseAsync(AuditIntent intent, Problem problem) =>
        RecordAsync(intent, new AuditEnd(AuditOutcome.Refused, problem.Message), problem);

    /// <summary>
    /// From what was planned to what is there, for the attributes of the changes; empty: the values are the expected
    /// ones.
    /// </summary>
    internal static IReadOnlyList<AttributeChange> Differences(
        DirectoryEntry? present,
        IEnumerable<AttributeChange> changes,
        Func<AttributeChange, IReadOnlyList<DirectoryValue>> expected
    ) =>
        changes
            .Select(c => new AttributeChange(c.Attribute, expected(c), present?.Values(c.Attribute) ?? []))
            .Where(c => c.Removed.Count > 0 || c.Added.Count > 0)
            .ToArray();

    /// <param name="checking">What may still speak against the write; under way. The intent is recorded meanwhile, and
    /// ends with what is found.</param>
    private async Task<ChangeResult> RunAsync(
        ChangePlan plan,
        AuditIntent intent,
        Task<Hindrance?> checking,
        IDirectorySession session
    )
    {
        long? changeId = null;
        Problem? unrecorded = null;
        try
        {
            // Not cancelled, or the check would be left behind; it waits a bounded time.
            changeId = await audit.BeginAsync(intent, CancellationToken.None).ConfigureAwait(false);
            inFlight[changeId.Value] = true;
        }
        catch (AuditUnavailableException unavailable)
        {
            unrecorded = new Problem(ProblemCode.AuditUnavailable, $"Nothing was changed: {unavailable.Message}");
        }

        try
        {
            if (await HindranceAsync(checking, changeId).ConfigureAwait(false) is { } hindrance)
            {
                if (changeId is { } open)
                    await EndAsync(open, hindrance.End).ConfigureAwait(false);
                return new ChangeResult
                {
                    ChangeId = changeId,
                    Problem = hindrance.Problem with { ChangeId = changeId },
                    Entry = hindrance.Entry,
                };
            }

            return changeId is { } id
                ? await WriteAsync(plan, id, session).ConfigureAwait(false)
                : new ChangeResult { Problem = unrecorded };
        }
        finally
        {
            if (changeId is { } done)
                inFlight.TryRemove(done, out _);
        }
    }

    private async Task<Hindrance?> HindranceAsync(Task<Hindrance?> checking, long? changeId)
    {
        try
        {
            return await checking.ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            return new Hindrance(new AuditEnd(AuditOutcome.Failed, Words(fault)), ProblemOf(fault));
        }
        catch when (changeId is not null)
        {
            await EndAsync(
                    changeId.Value,
                    new AuditEnd(AuditOutcome.Failed, "Nothing was written: it was given up before the write.")
                )
                .ConfigureAwait(false);
            throw;
        }
    }

    private async Task<ChangeResult> WriteAsync(ChangePlan plan, long changeId, IDirectorySession session)
    {
        // From here on the caller's cancellation is not listened to: what was begun is brought to a recorded end.
        DirectoryEntry? entry;
        try
        {
            entry = await session
                .ModifyAndReadAsync(plan.ToModification(), ReadBackOf(plan), CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (DirectoryFault fault) when (!fault.OutcomeUnknown)
        {
            return await RefusedByDirectoryAsync(plan, changeId, session, fault).ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            return await FindOutAsync(plan, changeId, session.Server, fault).ConfigureAwait(false);
        }

        var differences = Differences(entry, plan.Changes, c => c.After);
        if (differences.Count == 0)
            return await DoneAsync(plan, changeId, entry, session.Server, null).ConfigureAwait(false);
        const string overtaken =
            "The change was written, but right after it the recipient has other values: somebody else is "
            + "writing too. Look at it again.";
        await EndAsync(changeId, new AuditEnd(AuditOutcome.Unknown, overtaken, differences)).ConfigureAwait(false);
        if (entry is not null)
            listener.Changed(entry);
        return new ChangeResult
        {
            ChangeId = changeId,
            At = time.GetUtcNow(),
            Changes = plan.Changes,
            Entry = entry,
            Problem = new Problem(ProblemCode.OutcomeUnknown, overtaken) { Found = differences, ChangeId = changeId },
        };
    }

    /// <summary>
    /// The answer was lost. Only a read tells, best of the controller that was written to; the write is never repeated.
    /// </summary>
    private async Task<ChangeResult> FindOutAsync(ChangePlan plan, long changeId, string server, DirectoryFault fault)
    {
        try
        {
            await using var session = await directory
                .OpenAtAsync(plan.TargetDn, server, CancellationToken.None)
                .ConfigureAwait(false);
            var entry = await session
                .ReadAsync(plan.TargetId, ReadBackOf(plan), CancellationToken.None)
                .ConfigureAwait(false);
            if (entry is not null && Differences(entry, plan.Changes, c => c.After).Count == 0)
            {
                return await DoneAsync(
                        plan,
                        changeId,
                        entry,
                        fault.Server,
                        "The server's answer was lost; the object was read again and has the new values."
                    )
                    .ConfigureAwait(false);
            }
        }
        catch (DirectoryFault)
        {
            // Still away: the intent stays open and is settled when the directory is back.
        }

        var message =
            $"The directory did not answer ({Words(fault)}). Whether the change was made is not known yet: "
            + $"the record {changeId} is settled by reading the recipient as soon as the directory is "
            + $"back.";
        return new ChangeResult
        {
            ChangeId = changeId,
            Problem = new Problem(ProblemCode.OutcomeUnknown, message) { ChangeId = changeId },
        };
    }

    private async Task<ChangeResult> RefusedByDirectoryAsync(
        ChangePlan plan,
        long changeId,
        IDirectorySession session,
        DirectoryFault fault
    )
    {
        if (fault.Kind is not (DirectoryFaultKind.ValueGone or DirectoryFaultKind.ValueExists))
        {
            await EndAsync(changeId, new AuditEnd(AuditOutcome.Failed, Words(fault))).ConfigureAwait(false);
            return new ChangeResult { ChangeId = changeId, Problem = ProblemOf(fault) with { ChangeId = changeId } };
        }

        IReadOnlyList<AttributeChange> found = [];
        try
        {
            var entry = await session
                .ReadAsync(plan.TargetId, plan.Changes.Select(c => c.Attribute).ToArray(), CancellationToken.None)
                .ConfigureAwait(false);
            found = Differences(entry, plan.Changes, c => c.Before);
        }
        catch (DirectoryFault)
        {
            // The conflict stands all the same; only its present values are not shown.
        }

        const string stale = "Somebody else changed this recipient at the same moment; nothing was written.";
        await EndAsync(changeId, new AuditEnd(AuditOutcome.Conflict, stale, found)).ConfigureAwait(false);
        return new ChangeResult
        {
            ChangeId = changeId,
            Problem = new Problem(ProblemCode.Stale, stale) { Found = found, ChangeId = changeId },
        };
    }

    private async Task<ChangeResult> DoneAsync(
        ChangePlan plan,
        long changeId,
        DirectoryEntry? entry,
        string? server,
        string? note
    )
    {
        // The index is told while the disk takes the outcome, which a listener's bug must not cost.
        var recording = EndAsync(changeId, new AuditEnd(AuditOutcome.Applied, note));
        bool recorded;
        try
        {
            if (entry is not null)
                listener.Changed(entry);
        }
        finally
        {
            recorded = await recording.ConfigureAwait(false);
        }

        return new ChangeResult
        {
            ChangeId = changeId,
            At = time.GetUtcNow(),
            Changes = plan.Changes,
            Server = server,
            Entry = entry,
            Note = recorded
                ? note
                : $"The change was made and its intent is in the log (record {changeId}), but the outcome "
                    + $"could not be recorded yet. It is settled as soon as the log can be written.",
        };
    }

    /// <summary>
    /// A lost outcome is no lost trace: the intent stands and is settled later by reading the object.
    /// </summary>
    private async Task<bool> EndAsync(long changeId, AuditEnd end)
    {
        try
        {
            await audit.EndAsync(changeId, end, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (AuditUnavailableException)
        {
            return false;
        }
    }

    /// <summary>
    /// Records that nothing was written. Without the log it stays unwritten all the same; the home page tells the log's
    /// own trouble.
    /// </summary>
    private async Task<ChangeResult> RecordAsync(AuditIntent intent, AuditEnd end, Problem problem)
    {
        try
        {
            var changeId = await audit.RecordAsync(intent, end, CancellationToken.None).ConfigureAwait(false);
            return new ChangeResult { ChangeId = changeId, Problem = problem with { ChangeId = changeId } };
        }
        catch (AuditUnavailableException)
        {
            return new ChangeResult { Problem = problem };
        }
    }

    private static AuditIntent IntentOf(ChangePlan plan, ChangeFacts facts, string? reason, Guid correlationId) =>
        new()
        {
            Actor = facts.Actor,
            Action = plan.Action,
            TargetId = plan.TargetId == Guid.Empty ? null : plan.TargetId,
            TargetName = plan.TargetName,
            TargetDn = plan.TargetId == Guid.Empty ? null : plan.TargetDn.ToString(),
            Tenant = plan.Tenant,
            Changes = plan.Backup.Count == 0 ? plan.Changes : [.. plan.Changes, .. plan.Backup],
            Reason = string.IsNullOrWhiteSpace(reason) ? null : reason.Trim(),
            CorrelationId = correlationId,
            RevertsChangeId = plan.RevertsChangeId,
        };

    private static string[] ReadBackOf(ChangePlan plan) =>
        [
            .. RecipientAttributes.ForReadBack.Union(
                plan.Changes.Select(c => c.Attribute),
                StringComparer.OrdinalIgnoreCase
            ),
        ];

    private static IEnumerable<string> KeysOf(ChangePlan plan) =>
        plan.Claims.Select(c => $"address:{c.Address.Text}").Prepend($"object:{plan.TargetId}");

    private static string Words(DirectoryFault fault) =>
        string.IsNullOrWhiteSpace(fault.ServerText)
            ? fault.Message
            : $"{fault.Message} The server says: {fault.ServerText}";

    internal static Problem ProblemOf(DirectoryFault fault) =>
        fault.Kind switch
        {
            DirectoryFaultKind.NoSuchObject => new Problem(ProblemCode.NotFound, Words(fault)),
            DirectoryFaultKind.InsufficientRights
            or DirectoryFaultKind.ConstraintViolated
            or DirectoryFaultKind.Refused
            or DirectoryFaultKind.ValueExists
            or DirectoryFaultKind.ValueGone
            or DirectoryFaultKind.Unwilling => new Problem(ProblemCode.DirectoryRefused, Words(fault)),
            _ => new Problem(ProblemCode.DirectoryUnavailable, Words(fault)),
        };
}
