using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes;

/// <summary>Why nothing is to be written, found right before the write.</summary>
internal sealed record Hindrance(AuditEnd End, Problem Problem)
{
    public DirectoryEntry? Entry { get; init; }
}

/// <summary>
/// What is asked right before a write, on the controller that is written to: whether the object is as planned on, and
/// the addresses are free.
/// </summary>
internal static class LastCheck
{
    /// <returns>Null: nothing speaks against it.</returns>
    /// <exception cref="DirectoryFault">It could not be found out.</exception>
    internal static async Task<Hindrance?> RunAsync(
        ChangePlan plan,
        ChangeFacts facts,
        IDirectorySession session,
        ForestSessions forest,
        Func<ChangeFacts, ChangePlan>? judge,
        CancellationToken cancellationToken
    )
    {
        var attributes = plan.Changes.Select(c => c.Attribute).ToArray();

        // Side by side: neither needs the other's answer, and both are waited for.
        var reading = session.ReadAsync(plan.TargetId, attributes, cancellationToken);
        var asking = AddressSearch.FindHoldersAsync(forest, plan.Claims, plan.TargetId, cancellationToken);
        await Task.WhenAll(reading, asking).ConfigureAwait(false);
        var (present, holders) = (await reading.ConfigureAwait(false), await asking.ConfigureAwait(false));
        if (present is null)
        {
            const string gone =
                "The recipient is not there any more: it was deleted or moved out of sight since the page was opened.";
            return new Hindrance(new AuditEnd(AuditOutcome.Failed, gone), new Problem(ProblemCode.NotFound, gone));
        }

        if (ChangeRunner.Differences(present, plan.Changes, c => c.Before) is { Count: > 0 } moved)
        {
            const string stale = "Somebody else changed this recipient meanwhile; nothing was written.";
            return new Hindrance(
                new AuditEnd(AuditOutcome.Conflict, stale, moved),
                new Problem(ProblemCode.Stale, stale) { Found = moved }
            );
        }

        if (judge is not null)
        {
            var judged = holders.Count == 0 ? plan : judge(facts with { Holders = holders });
            if (!judged.HasErrors)
                return null;
            var problem = EditRecipient.ProblemOf(judged);
            return new Hindrance(new AuditEnd(AuditOutcome.Refused, problem.Message), problem) { Entry = present };
        }

        var taken = plan
            .Claims.SelectMany(claim => claim.JudgeAll(holders, facts))
            .FirstOrDefault(f => f.Severity == FindingSeverity.Error);
        return taken is null
            ? null
            : new Hindrance(
                new AuditEnd(AuditOutcome.Refused, taken.Message),
                new Problem(ProblemCode.AddressInUse, taken.Message) { Holder = taken.Holder }
            );
    }
}
