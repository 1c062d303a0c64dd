using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Editing.Rules;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>
/// The part of the check right before a write that is the same for every destination: the addresses must be free.
/// </summary>
internal static class PreWriteCheck
{
    /// <summary>Returns every other object of the forest that holds an address that the step claims.</summary>
    /// <exception cref="DirectoryFault">A domain could not be searched.</exception>
    public static Task<IReadOnlyList<AddressHolder>> FindHoldersAsync(
        ChangeStep step,
        ChangeRun run,
        CancellationToken cancellationToken
    ) => AddressSearch.FindHoldersAsync(run.Forest, step.Claims, step.Target.InDirectory?.Id, cancellationToken);

    /// <returns>Null if no holder prevents the write.</returns>
    public static WriteBlocked? Judge(ChangeStep step, ChangeRun run, IReadOnlyList<AddressHolder> holders)
    {
        if (holders.Count == 0)
            return null;
        var facts =
            run.Order.Facts
            ?? throw new ArgumentException("A plan that claims addresses needs the facts that it is based on.");
        if (run.Order.Judge is { } judge)
        {
            var judged = judge(facts with { Holders = holders });
            if (!judged.HasErrors)
                return null;
            var problem = EditRecipient.ProblemOf(judged);
            return new WriteBlocked(new AuditEnd(AuditOutcome.Refused, problem.Message), problem);
        }

        var taken = step
            .Claims.SelectMany(claim => claim.JudgeAll(holders, facts))
            .FirstOrDefault(f => f.Severity == FindingSeverity.Error);
        return taken is null
            ? null
            : new WriteBlocked(
                new AuditEnd(AuditOutcome.Refused, taken.Message),
                new Problem(ProblemCode.AddressInUse, taken.Message) { Holder = taken.Holder }
            );
    }

    /// <summary>Returns the result for an object that no longer exists.</summary>
    public static WriteBlocked Gone(string message) =>
        new(new AuditEnd(AuditOutcome.Failed, message), new Problem(ProblemCode.NotFound, message));

    /// <summary>Returns the result for an object with other values than those the plan is based on.</summary>
    public static WriteBlocked Stale(string message, IReadOnlyList<AttributeChange> found) =>
        new(
            new AuditEnd(AuditOutcome.Conflict, message, found),
            new Problem(ProblemCode.Stale, message) { Found = found }
        );
}
