using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Reverting;

/// <summary>Reverts one recorded change, with the same plan, checks and log as any other change.</summary>
public sealed partial class RevertChange(
    ICurrentActor current,
    IDirectory directory,
    IAuditLog audit,
    ChangePipeline pipeline,
    ListOfferedDomains domains,
    ChangeSettings settings,
    ReadTenantView tenants,
    ITenant tenant
)
{
    private readonly record struct Prepared(
        ChangePlan? Plan,
        ChangeFacts? Facts,
        DirectoryEntry? Entry,
        Problem? Problem
    );

    /// <summary>Plans the revert.</summary>
    /// <param name="choices">
    /// The person's choices for values that have changed since; null if no choice was requested yet.
    /// </param>
    public async Task<PlanResult> PreviewAsync(
        long changeId,
        CancellationToken cancellationToken,
        IReadOnlyList<RevertChoice>? choices = null
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: true);
        var prepared = await PrepareAsync(forest, actor, changeId, choices, cancellationToken).ConfigureAwait(false);
        return new PlanResult(prepared.Plan, prepared.Problem, prepared.Entry);
    }

    public Task<ChangeResult> ExecuteAsync(long changeId, string? reason, CancellationToken cancellationToken) =>
        ExecuteAsync(changeId, reason, Guid.NewGuid(), cancellationToken);

    /// <summary>
    /// Reverts the steps of one change, the last one first; stops at the first that cannot be reverted.
    /// </summary>
    public async Task<ChangeResult> ExecuteAllAsync(
        IReadOnlyList<long> changeIds,
        string? reason,
        Guid correlationId,
        CancellationToken cancellationToken
    )
    {
        var results = new List<ChangeResult>();
        foreach (var id in changeIds.Reverse())
        {
            results.Add(await ExecuteAsync(id, reason, correlationId, cancellationToken).ConfigureAwait(false));
            if (!results[^1].IsDone)
                break;
        }

        return results is [var only]
            ? only
            : results[^1] with
            {
                Steps = results,
                Changes = [.. results.SelectMany(r => r.Changes)],
            };
    }

    /// <param name="correlationId">Links reverts that belong together.</param>
    /// <param name="choices">See the preview.</param>
    public async Task<ChangeResult> ExecuteAsync(
        long changeId,
        string? reason,
        Guid correlationId,
        CancellationToken cancellationToken,
        IReadOnlyList<RevertChoice>? choices = null
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        await using var forest = new ForestSessions(directory, forWriting: true);
        var prepared = await PrepareAsync(forest, actor, changeId, choices, cancellationToken).ConfigureAwait(false);
        if (prepared.Problem is { Code: ProblemCode.Forbidden } forbidden)
        {
            var attempt = new AuditIntent
            {
                Actor = actor,
                Action = AuditAction.ChangeReverted,
                TargetId = prepared.Entry?.Id,
                TargetName = prepared.Entry is { } entry ? Recipient.NameOf(entry) : null,
                TargetDn = prepared.Entry?.Dn.ToString(),
                Reason = reason,
                CorrelationId = correlationId,
                RevertsChangeId = changeId,
            };
            return await pipeline.RefuseAsync(attempt, forbidden).ConfigureAwait(false);
        }

        if (prepared.Problem is { } problem)
            return new ChangeResult { Problem = problem, Entry = prepared.Entry };
        if (settings.ProblemOfReason(reason) is { } reasonProblem)
            return ChangeResult.Failed(ProblemCode.Invalid, reasonProblem);
        if (prepared.Plan!.HasErrors)
            return new ChangeResult { Problem = EditRecipient.ProblemOf(prepared.Plan), Entry = prepared.Entry };
        return prepared.Plan.Steps.Count == 0
            ? ChangeResult.Failed(
                ProblemCode.NotRevertible,
                "There is nothing to take back: the recipient already has the values from before."
            )
            : await pipeline
                .RunAsync(
                    prepared.Plan,
                    new ChangeOrder(actor, reason, correlationId) { Facts = prepared.Facts, Forest = forest },
                    cancellationToken
                )
                .ConfigureAwait(false);
    }

    private async Task<Prepared> PrepareAsync(
        ForestSessions forest,
        Actor actor,
        long changeId,
        IReadOnlyList<RevertChoice>? choices,
        CancellationToken cancellationToken
    )
    {
        if (!actor.May(Permission.RevertChanges))
            return Stop(ProblemCode.Forbidden, $"The role {actor.Role.Words()} may not take changes back.");
        try
        {
            if (await audit.FindAsync(changeId, cancellationToken).ConfigureAwait(false) is not { } recorded)
                return Stop(ProblemCode.NotFound, $"There is no record {changeId}.");
            if (
                recorded.Outcome != AuditOutcome.Applied
                || (recorded.TargetId is null && recorded.Tenant is null)
                || recorded.Changes.Count == 0
            )
                return Stop(ProblemCode.NotRevertible, "This record wrote nothing that could be taken back.");
            if (recorded.Tenant is { IsMigration: true })
                return Stop(
                    ProblemCode.NotRevertible,
                    "An action on a migration batch is not taken back; do the opposite on the batch's page."
                );
            if (recorded.RevertedByChangeId is { } by)
                return Stop(ProblemCode.NotRevertible, $"This change was already taken back by record {by}.");
            if (recorded.Tenant is { } target)
                return await PrepareInTenantAsync(forest, actor, recorded, target, choices, cancellationToken)
                    .ConfigureAwait(false);
            var id = recorded.TargetId!.Value;

            var description = await forest.DescribeAsync(cancellationToken).ConfigureAwait(false);
            var attributes = description.Existing([
                .. RecipientAttributes.ForRecipient,
                .. recorded.Changes.Select(c => c.Attribute),
            ]);
            if (
                await forest.FindAsync(id, attributes, cancellationToken).ConfigureAwait(false)
                is not { Entry: var entry }
            )
                return Stop(ProblemCode.NotFound, "The recipient is not there any more.");
            if (EditPolicy.Refusal(actor, entry, recorded.Changes) is { } refusal)
                return Stop(ProblemCode.Forbidden, refusal, entry);

            var facts = new ChangeFacts
            {
                Actor = actor,
                Directory = description,
                Tenant = await tenants
                    .ExecuteAsync(entry, settings.IsInSyncScope(entry.Dn), ReadTenantView.ForWriting, cancellationToken)
                    .ConfigureAwait(false),
                Domains = await domains.ExecuteAsync(cancellationToken).ConfigureAwait(false),
                SyncedOrganizationalUnits = settings.SyncedOrganizationalUnits,
                CloudManagedOrganizationalUnits = settings.CloudManagedOrganizationalUnits,
            };
            var (plan, problem) = RevertPlanner.Plan(entry, recorded, facts, choices);
            if (plan is null)
            {
                return new Prepared(
                    null,
                    null,
                    entry,
                    new Problem(ProblemCode.Stale, problem!)
                    {
                        Found = ChangeDifferences.Of(entry, recorded.Changes, c => c.After),
                        Values = RevertValue.Of(entry, recorded, description),
                    }
                );
            }

            if (plan.Claims.Count == 0)
                return new Prepared(plan, facts, entry, null);
            facts = facts with
            {
                Holders = await AddressSearch
                    .FindHoldersAsync(forest, plan.Claims, id, cancellationToken)
                    .ConfigureAwait(false),
            };
            return new Prepared(RevertPlanner.Plan(entry, recorded, facts, choices).Plan, facts, entry, null);
        }
        catch (DirectoryFault fault)
        {
            return new Prepared(null, null, null, WriteFaults.ProblemOf(fault));
        }
        catch (TenantFault fault)
        {
            return new Prepared(null, null, null, WriteFaults.ProblemOf(fault));
        }
        catch (AuditUnavailableException unavailable)
        {
            return Stop(ProblemCode.AuditUnavailable, unavailable.Message);
        }
    }

    private static Prepared Stop(ProblemCode code, string message, DirectoryEntry? entry = null) =>
        new(null, null, entry, new Problem(code, message));
}
