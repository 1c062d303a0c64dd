using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Changes.Domains;

/// <summary>
/// The common end of changes of the tenant that are about no recipient: reason, errors, nothing to do, and then the
/// pipeline.
/// </summary>
internal static class TenantChangeExecution
{
    /// <summary>Records that somebody's role may not do it; nothing is asked of the tenant.</summary>
    /// <param name="attempt">What would have been changed.</param>
    /// <param name="action">As in "may not verify domains".</param>
    public static Task<ChangeResult> RefuseAsync(ChangePipeline pipeline, AuditIntent attempt, string action) =>
        pipeline.RefuseAsync(
            attempt,
            new Problem(ProblemCode.Forbidden, $"The role {attempt.Actor.Role.Words()} may not {action}.")
        );

    /// <param name="plan">As prepared now.</param>
    /// <param name="order">By somebody who may do it; that was asked before.</param>
    public static async Task<ChangeResult> FinishAsync(
        ChangePlan plan,
        ChangeOrder order,
        ChangePipeline pipeline,
        ChangeSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (settings.ProblemOfReason(order.Reason) is { } why)
            return new ChangeResult
            {
                Problem = new Problem(ProblemCode.Invalid, why)
                {
                    Errors = new Dictionary<string, IReadOnlyList<string>> { ["reason"] = [why] },
                },
            };
        if (plan.HasErrors)
            return new ChangeResult { Problem = EditRecipient.ProblemOf(plan) };
        return plan.Steps.Count == 0
            ? new ChangeResult { Note = plan.Findings.FirstOrDefault(f => f.Code == FindingCodes.NothingToDo)?.Message }
            : await pipeline.RunAsync(plan, order, cancellationToken).ConfigureAwait(false);
    }
}
