using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Domains;

/// <summary>The common end of changes of the tenant that are about no recipient: reason, errors, nothing to do, and then the only writer.</summary>
internal static class TenantSettings
{
    /// <param name="plan">As prepared now.</param>
    /// <param name="actor">Who may do it; that was asked before.</param>
    public static async Task<ChangeResult> FinishAsync(
        ChangePlan plan, Actor actor, string? reason, IDirectory directory, ChangeRunner runner, ChangeSettings settings, CancellationToken cancellationToken)
    {
        if (settings.ProblemOfReason(reason) is { } why)
            return new ChangeResult { Problem = new Problem(ProblemCode.Invalid, why) { Errors = new Dictionary<string, IReadOnlyList<string>> { ["reason"] = [why] } } };
        if (plan.HasErrors) return new ChangeResult { Problem = EditRecipient.ProblemOf(plan) };
        if (plan.Changes.Count == 0) return new ChangeResult { Note = plan.Findings.FirstOrDefault(f => f.Code == FindingCodes.NothingToDo)?.Message };
        try
        {
            var description = await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
            return await runner.RunAsync(plan, new ChangeFacts { Actor = actor, Directory = description }, reason, Guid.NewGuid(), cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault fault)
        {
            return new ChangeResult { Problem = ChangeRunner.ProblemOf(fault) };
        }
    }
}
