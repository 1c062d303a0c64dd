using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Changes.Domains;

/// <summary>
/// The common last part of tenant changes that do not concern a recipient: checks the reason, the errors and whether
/// there is anything to do, and then runs the pipeline.
/// </summary>
internal static class TenantChangeExecution
{
    /// <summary>Records that the actor's role does not allow the change; no request is sent to the tenant.</summary>
    /// <param name="attempt">The change that was attempted.</param>
    /// <param name="action">The action in words, as in "may not verify domains".</param>
    public static Task<ChangeResult> RefuseAsync(ChangePipeline pipeline, AuditIntent attempt, string action) =>
        pipeline.RefuseAsync(
            attempt,
            new Problem(ProblemCode.Forbidden, $"The role {attempt.Actor.Role.Words()} may not {action}.")
        );

    /// <param name="plan">The plan, prepared on the present values.</param>
    /// <param name="order">The order of an actor whose permission was already checked.</param>
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
