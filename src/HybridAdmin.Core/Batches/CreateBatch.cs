using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>A plan, or the problem that prevents it.</summary>
public readonly record struct MigrationPlanResult(MigrationPlan? Plan, Problem? Problem);

/// <summary>Plans the creation of a batch, with a finding for each person who is not ready. Writes nothing.</summary>
public sealed class PreviewBatch(ICurrentActor current, BatchPreparation preparation)
{
    /// <exception cref="AccessDeniedException">The role may not manage migration.</exception>
    public async Task<MigrationPlanResult> ExecuteAsync(NewBatch wanted, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ManageMigration, cancellationToken).ConfigureAwait(false);
        try
        {
            return new MigrationPlanResult(
                await preparation.PrepareAsync(actor, wanted, cancellationToken).ConfigureAwait(false),
                null
            );
        }
        catch (TenantFault fault)
        {
            return new MigrationPlanResult(null, MigrationProblems.Of(fault));
        }
        catch (DirectoryFault fault)
        {
            return new MigrationPlanResult(null, WriteFaults.ProblemOf(fault));
        }
    }
}

/// <summary>
/// Creates a batch: checks it again, records it and sends it once. If the answer is lost, the outcome is settled by
/// searching for the batch by name.
/// </summary>
public sealed class CreateBatch(
    ICurrentActor current,
    BatchPreparation preparation,
    ChangePipeline pipeline,
    MigrationFeed feed,
    ChangeSettings settings
)
{
    public async Task<ChangeResult> ExecuteAsync(NewBatch wanted, string? reason, CancellationToken cancellationToken)
    {
        var actor = await current.GetAsync(cancellationToken).ConfigureAwait(false);
        if (!actor.May(Permission.ManageMigration))
        {
            var attempt = MigrationPlanner.Plan(
                new CreateMigrationBatch(wanted.Name.Trim(), wanted.Type)
                {
                    Endpoint = wanted.Endpoint ?? string.Empty,
                    TargetDeliveryDomain = wanted.TargetDeliveryDomain,
                },
                []
            );
            return await pipeline
                .RefuseAsync(attempt.ToAttempt(new ChangeOrder(actor, reason)), MigrationProblems.NotForRole(actor))
                .ConfigureAwait(false);
        }

        if (settings.ProblemOfReason(reason) is { } why)
            return MigrationProblems.Invalid("reason", why);
        try
        {
            var plan = await preparation.PrepareAsync(actor, wanted, cancellationToken).ConfigureAwait(false);
            if (plan.HasErrors)
                return new ChangeResult { Problem = MigrationProblems.Of(plan) };
            var result = await pipeline
                .RunAsync(plan.ToChange(), new ChangeOrder(actor, reason), cancellationToken)
                .ConfigureAwait(false);
            if (result.IsDone)
                await feed.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
            return result;
        }
        catch (TenantFault fault)
        {
            return new ChangeResult { Problem = MigrationProblems.Of(fault) };
        }
        catch (DirectoryFault fault)
        {
            return new ChangeResult { Problem = WriteFaults.ProblemOf(fault) };
        }
    }
}

/// <summary>Maps faults and findings of migration to problems.</summary>
public static class MigrationProblems
{
    /// <summary>Maps a fault of the tenant to a problem; a missing role of the application is Forbidden.</summary>
    public static Problem Of(TenantFault fault) =>
        fault is { Kind: TenantFaultKind.Denied, IsAway: false }
            ? new Problem(ProblemCode.Forbidden, fault.Message)
            : WriteFaults.ProblemOf(fault);

    internal static Problem NotForRole(Actor actor) =>
        new(ProblemCode.Forbidden, $"The role {actor.Role.Words()} may not create migration batches or run them.");

    internal static ChangeResult Invalid(string member, string message) =>
        new()
        {
            Problem = new Problem(ProblemCode.Invalid, message)
            {
                Errors = new Dictionary<string, IReadOnlyList<string>> { [member] = [message] },
            },
        };

    /// <summary>Maps the errors of a plan to a problem: grouped by member, those of people by their address.</summary>
    internal static Problem Of(MigrationPlan plan)
    {
        var errors = plan.Findings.Where(f => f.Severity == FindingSeverity.Error).ToArray();
        if (
            errors.FirstOrDefault(e => e.Code is MigrationPlanner.InvalidState or MigrationCodes.BatchExists) is
            { } state
        )
            return new Problem(ProblemCode.InvalidState, state.Message);
        var rest = errors.Length - 1;
        return new Problem(
            ProblemCode.Invalid,
            rest == 0 ? errors[0].Message : $"{errors[0].Message} And {rest} more {(rest == 1 ? "error" : "errors")}."
        )
        {
            Errors = errors
                .GroupBy(e => e.Member ?? (e.Row is { } row ? $"row {row}" : e.Identity ?? "batch"))
                .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(e => e.Message)]),
        };
    }
}
