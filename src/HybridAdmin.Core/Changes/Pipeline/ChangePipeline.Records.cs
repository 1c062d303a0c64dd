using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Writers;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>The part of the pipeline that records changes.</summary>
public sealed partial class ChangePipeline
{
    /// <summary>Records an attempt that was not allowed, with the requested values.</summary>
    public Task<ChangeResult> RefuseAsync(AuditIntent intent, Problem problem) =>
        RecordAsync(intent, new WriteBlocked(new AuditEnd(AuditOutcome.Refused, problem.Message), problem));

    /// <summary>Returns the intent that records a step.</summary>
    internal static AuditIntent IntentOf(ChangePlan plan, ChangeStep step, ChangeOrder order) =>
        new()
        {
            Actor = order.Actor,
            Action = plan.Action,
            TargetId = step.Target.InDirectory?.Id,
            TargetName = plan.TargetName,
            TargetDn = step.Target.InDirectory?.Dn?.ToString(),
            Tenant = step.Target.InTenant,
            Changes = step.Backup.Count == 0 ? step.Changes : [.. step.Changes, .. step.Backup],
            Reason = string.IsNullOrWhiteSpace(order.Reason) ? null : order.Reason.Trim(),
            CorrelationId = order.CorrelationId,
            RevertsChangeId = plan.RevertsChangeId,
        };

    /// <summary>Records the outcome. If that fails, the intent stays open and is settled later by reading.</summary>
    private async Task<bool> EndAsync(long changeId, AuditEnd end)
    {
        CountEnd(changeId, end.Outcome);
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

    private void CountEnd(long changeId, AuditOutcome outcome)
    {
        if (inFlight.TryGetValue(changeId, out var action))
            ChangeInstruments.Count(action, outcome);
    }

    /// <summary>
    /// Records that nothing was written. If the log is unavailable, the change remains unwritten; the home page shows
    /// the problem of the log.
    /// </summary>
    private async Task<ChangeResult> RecordAsync(AuditIntent intent, WriteBlocked blocked)
    {
        ChangeInstruments.Count(intent.Action, blocked.End.Outcome);
        long? changeId = null;
        try
        {
            changeId = await audit.RecordAsync(intent, blocked.End, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AuditUnavailableException)
        {
            // The caller gets the problem in any case.
        }

        return new ChangeResult { ChangeId = changeId, Problem = blocked.Problem with { ChangeId = changeId } };
    }
}
