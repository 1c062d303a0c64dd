using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Settings;

namespace HybridAdmin.Core.Changes.Editing;

/// <summary>Makes an edit: plans it on the present values and carries it out. A refusal is recorded.</summary>
public sealed class EditRecipient(
    ICurrentActor current,
    EditPreparation preparation,
    ChangePipeline pipeline,
    ChangeSettings settings
)
{
    /// <param name="expectedVersion">
    /// The recipient's version that the person saw; if the present version differs, the result is
    /// <see cref="ProblemCode.Stale"/>. Null to accept any version.
    /// </param>
    public async Task<ChangeResult> ExecuteAsync(
        Guid id,
        RecipientEdit edit,
        string? expectedVersion,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        return await ApplyAsync(actor, id, edit, expectedVersion, Guid.NewGuid(), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Applies one of several edits that belong together.</summary>
    internal async Task<ChangeResult> ApplyAsync(
        Actor actor,
        Guid id,
        RecipientEdit edit,
        string? expectedVersion,
        Guid correlation,
        CancellationToken cancellationToken
    )
    {
        await using var forest = preparation.Begin();
        var prepared = await preparation
            .PrepareAsync(forest, actor, id, edit, expectedVersion, willRun: true, cancellationToken)
            .ConfigureAwait(false);
        if (prepared.Problem is { } problem)
        {
            return problem.Code == ProblemCode.Forbidden
                ? await pipeline
                    .RefuseAsync(EditPreparation.Attempt(actor, id, prepared.Entry, edit, correlation), problem)
                    .ConfigureAwait(false)
                : new ChangeResult { Problem = problem, Entry = prepared.Entry };
        }

        var plan = prepared.Plan!;
        if (settings.ProblemOfReason(edit.Reason) is { } reasonProblem)
        {
            return new ChangeResult
            {
                Problem = new Problem(ProblemCode.Invalid, reasonProblem)
                {
                    Errors = new Dictionary<string, IReadOnlyList<string>> { ["reason"] = [reasonProblem] },
                },
            };
        }

        if (plan.HasErrors)
        {
            // An address that another object holds is a refusal wherever it is found. The forest is searched right
            // before the write; the tenant was already searched here.
            var wrong = ProblemOf(plan);
            return wrong.Code == ProblemCode.AddressInUse
                ? await pipeline
                    .RefuseAsync(EditPreparation.Attempt(actor, id, prepared.Entry, edit, correlation), wrong)
                    .ConfigureAwait(false) with
                {
                    Entry = prepared.Entry,
                }
                : new ChangeResult { Problem = wrong, Entry = prepared.Entry };
        }

        if (plan.Steps.Count == 0)
            return new ChangeResult
            {
                Entry = prepared.Entry,
                Note = plan.Findings.FirstOrDefault(f => f.Code == FindingCodes.NothingToDo)?.Message,
            };
        var order = new ChangeOrder(actor, edit.Reason, correlation)
        {
            Facts = prepared.Facts,
            Forest = forest,
            Judge = facts => ChangePlanner.Plan(prepared.InDirectory!, edit, facts),
        };
        return await pipeline.RunAsync(plan, order, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Combines the plan's errors into one problem; the most severe kind determines the code.</summary>
    internal static Problem ProblemOf(ChangePlan plan)
    {
        var errors = plan.Findings.Where(f => f.Severity == FindingSeverity.Error).ToArray();
        if (errors.FirstOrDefault(f => f.Code == FindingCodes.AuthorityElsewhere) is { } elsewhere)
        {
            return new Problem(ProblemCode.AuthorityElsewhere, elsewhere.Message)
            {
                Errors = errors
                    .Where(f => f.Code == FindingCodes.AuthorityElsewhere && f.Member is not null)
                    .GroupBy(f => f.Member!)
                    .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(f => f.Message)]),
            };
        }

        var byMember = errors
            .GroupBy(f => f.Member ?? "edit")
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)g.Select(f => f.Message).ToArray());
        return errors.All(f => f.Code == FindingCodes.AddressInUse)
            ? new Problem(ProblemCode.AddressInUse, errors[0].Message) { Holder = errors[0].Holder, Errors = byMember }
            : new Problem(ProblemCode.Invalid, errors.First(f => f.Code != FindingCodes.AddressInUse).Message)
            {
                Errors = byMember,
            };
    }
}
