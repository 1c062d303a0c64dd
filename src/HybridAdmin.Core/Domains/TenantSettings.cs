using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Domains;

/// <summary>
/// The common end of changes of the tenant that are about no recipient: reason, errors, nothing to do, and then the
/// only writer.
/// </summary>
internal static class TenantSettings
{
    /// <summary>Records that somebody's role may not do it; nothing is asked of the tenant.</summary>
    /// <param name="name">What it would have been about, as the person wrote it.</param>
    /// <param name="wanted">What would have been changed.</param>
    /// <param name="what">As in "may not verify domains".</param>
    public static Task<ChangeResult> RefuseAsync(
        ChangeRunner runner,
        Actor actor,
        AuditAction action,
        string name,
        CloudTarget target,
        AttributeChange wanted,
        string? reason,
        string what
    ) =>
        runner.RefuseAsync(
            new AuditIntent
            {
                Actor = actor,
                Action = action,
                TargetName = name,
                Tenant = target,
                Changes = [wanted],
                Reason = reason,
                CorrelationId = Guid.NewGuid(),
            },
            new Problem(ProblemCode.Forbidden, $"The role {actor.Role.Words()} may not {what}.")
        );

    /// <param name="plan">As prepared now.</param>
    /// <param name="actor">Who may do it; that was asked before.</param>
    public static async Task<ChangeResult> FinishAsync(
        ChangePlan plan,
        Actor actor,
        string? reason,
        IDirectory directory,
        ChangeRunner runner,
        ChangeSettings settings,
        CancellationToken cancellationToken
    )
    {
        if (settings.ProblemOfReason(reason) is { } why)
            return new ChangeResult
            {
                Problem = new Problem(ProblemCode.Invalid, why)
                {
                    Errors = new Dictionary<string, IReadOnlyList<string>> { ["reason"] = [why] },
                },
            };
        if (plan.HasErrors)
            return new ChangeResult { Problem = EditRecipient.ProblemOf(plan) };
        if (plan.Changes.Count == 0)
            return new ChangeResult
            {
                Note = plan.Findings.FirstOrDefault(f => f.Code == FindingCodes.NothingToDo)?.Message,
            };
        try
        {
            var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
            return await runner
                .RunAsync(
                    plan,
                    new ChangeFacts { Actor = actor, Directory = description },
                    reason,
                    Guid.NewGuid(),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            return new ChangeResult { Problem = ChangeRunner.ProblemOf(fault) };
        }
    }
}
