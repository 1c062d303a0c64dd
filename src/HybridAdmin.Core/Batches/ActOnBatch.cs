using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>
/// Starts, stops, completes, sets and removes a batch. Each action is previewed, checked again by the pipeline, and
/// recorded with the values before and after.
/// </summary>
public sealed class ActOnBatch(
    ICurrentActor current,
    IMigration migration,
    RecipientIndex index,
    ChangePipeline pipeline,
    MigrationFeed feed,
    ChangeSettings settings,
    WorkingHours hours,
    TimeProvider time
)
{
    /// <summary>Plans the action; nothing is written.</summary>
    /// <param name="id">The name or BatchGuid.</param>
    /// <param name="set">The settings to apply; for Complete, a completion time.</param>
    /// <exception cref="AccessDeniedException">The role may not manage migration.</exception>
    public async Task<MigrationPlanResult> PreviewAsync(
        string id,
        MigrationAction action,
        SetMigrationBatch? set,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ManageMigration, cancellationToken).ConfigureAwait(false);
        return await PlanAsync(actor, id, action, set, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="confirm">The text that was typed, if the plan requires a confirmation.</param>
    public async Task<ChangeResult> ExecuteAsync(
        string id,
        MigrationAction action,
        SetMigrationBatch? set,
        string? confirm,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!actor.May(Permission.ManageMigration))
            return await RefuseAsync(actor, id, action, MigrationProblems.NotForRole(actor), reason)
                .ConfigureAwait(false);
        if (settings.ProblemOfReason(reason) is { } why)
            return MigrationProblems.Invalid("reason", why);
        var (plan, problem) = await PlanAsync(actor, id, action, set, cancellationToken).ConfigureAwait(false);
        if (problem is { Code: ProblemCode.Forbidden })
            return await RefuseAsync(actor, id, action, problem, reason).ConfigureAwait(false);
        if (problem is not null)
            return new ChangeResult { Problem = problem };
        if (plan!.HasErrors)
        {
            var refusal = MigrationProblems.Of(plan);
            return refusal.Code == ProblemCode.InvalidState
                ? await pipeline
                    .RefuseAsync(plan.ToAttempt(new ChangeOrder(actor, reason)), refusal)
                    .ConfigureAwait(false)
                : new ChangeResult { Problem = refusal };
        }

        if (plan.Confirmation is { } wanted && !wanted.IsGiven(confirm))
            return MigrationProblems.Invalid(
                "confirm",
                $"{string.Join(' ', wanted.Reasons)} Type {wanted.Text} to go on."
            );
        var result = await pipeline
            .RunAsync(plan.ToChange(), new ChangeOrder(actor, reason), cancellationToken)
            .ConfigureAwait(false);
        if (result.IsDone)
            await feed.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    private async Task<MigrationPlanResult> PlanAsync(
        Actor actor,
        string id,
        MigrationAction action,
        SetMigrationBatch? set,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (await GetBatch.FindAsync(migration, id, cancellationToken).ConfigureAwait(false) is not { } batch)
                return new MigrationPlanResult(
                    null,
                    new Problem(
                        ProblemCode.NotFound,
                        $"There is no batch {id}: it was removed, or Microsoft removed it after its time."
                    )
                );
            if (
                await actor
                    .RefusalAsync(index.Current, migration, batch.Identity, cancellationToken)
                    .ConfigureAwait(false) is
                { } refusal
            )
                return new MigrationPlanResult(null, new Problem(ProblemCode.Forbidden, refusal));
            var own = new List<MigrationUser>();
            if (action == MigrationAction.Complete || set?.CompleteAfter is not null)
            {
                await foreach (
                    var user in migration.ListUsersAsync(batch.Identity, cancellationToken).ConfigureAwait(false)
                )
                {
                    if (user.CompleteAfter is not null)
                        own.Add(user);
                }
            }

            return new MigrationPlanResult(
                MigrationPlanner.Plan(batch, action, set, own, time.GetUtcNow(), hours),
                null
            );
        }
        catch (TenantFault fault)
        {
            return new MigrationPlanResult(null, MigrationProblems.Of(fault));
        }
    }

    private Task<ChangeResult> RefuseAsync(
        Actor actor,
        string id,
        MigrationAction action,
        Problem problem,
        string? reason
    )
    {
        var asked = MigrationPlanner.Plan(
            new MigrationBatch { Identity = id, Status = string.Empty },
            action,
            null,
            [],
            time.GetUtcNow(),
            hours
        );
        return pipeline.RefuseAsync((asked with { Changes = [] }).ToAttempt(new ChangeOrder(actor, reason)), problem);
    }
}

/// <summary>Retries the move of one person of a batch, removes the person, or approves the skipped items.</summary>
public sealed class ActOnMigrationPerson(
    ICurrentActor current,
    IMigration migration,
    RecipientIndex index,
    ChangePipeline pipeline,
    ChangeSettings settings
)
{
    /// <exception cref="AccessDeniedException">The role may not manage migration.</exception>
    public async Task<MigrationPlanResult> PreviewAsync(
        string user,
        MigrationUserAction action,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ManageMigration, cancellationToken).ConfigureAwait(false);
        return await PlanAsync(actor, user, action, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ChangeResult> ExecuteAsync(
        string user,
        MigrationUserAction action,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!actor.May(Permission.ManageMigration))
            return await RefuseAsync(MigrationProblems.NotForRole(actor)).ConfigureAwait(false);
        if (settings.ProblemOfReason(reason) is { } why)
            return MigrationProblems.Invalid("reason", why);
        var (plan, problem) = await PlanAsync(actor, user, action, cancellationToken).ConfigureAwait(false);
        if (problem is { Code: ProblemCode.Forbidden })
            return await RefuseAsync(problem).ConfigureAwait(false);
        if (problem is not null)
            return new ChangeResult { Problem = problem };
        return plan!.HasErrors
            ? await pipeline
                .RefuseAsync(plan.ToAttempt(new ChangeOrder(actor, reason)), MigrationProblems.Of(plan))
                .ConfigureAwait(false)
            : await pipeline
                .RunAsync(plan.ToChange(), new ChangeOrder(actor, reason), cancellationToken)
                .ConfigureAwait(false);

        Task<ChangeResult> RefuseAsync(Problem refusal)
        {
            var asked = MigrationPlanner.Plan(
                new MigrationBatch { Identity = "?", Status = string.Empty },
                new MigrationUser { Identity = user, Status = string.Empty },
                action
            );
            return pipeline.RefuseAsync(
                (asked with { Changes = [] }).ToAttempt(new ChangeOrder(actor, reason)) with
                {
                    TargetName = user,
                },
                refusal
            );
        }
    }

    private async Task<MigrationPlanResult> PlanAsync(
        Actor actor,
        string identity,
        MigrationUserAction action,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (!actor.CoversPerson(index.Current, identity))
                return new MigrationPlanResult(
                    null,
                    new Problem(
                        ProblemCode.Forbidden,
                        "The person lies outside the organisational units that your role covers."
                    )
                );
            if (
                await migration.ReadUserAsync(identity, cancellationToken).ConfigureAwait(false)
                    is not { BatchId: { } name } user
                || await migration.ReadBatchAsync(name, cancellationToken).ConfigureAwait(false) is not { } batch
            )
                return new MigrationPlanResult(null, new Problem(ProblemCode.NotFound, $"{identity} is in no batch."));
            return new MigrationPlanResult(MigrationPlanner.Plan(batch, user, action), null);
        }
        catch (TenantFault fault)
        {
            return new MigrationPlanResult(null, MigrationProblems.Of(fault));
        }
    }
}
