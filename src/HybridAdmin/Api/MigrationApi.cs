using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Api;

/// <summary>/api/v1/migration.</summary>
internal static class MigrationApi
{
    public static void Map(RouteGroupBuilder migration)
    {
        migration
            .MapGet("/batches", ListAsync)
            .Produces<ListAnswer<BatchItem>>()
            .WithSummary("Lists migration batches")
            .Describes(new("skip", "From 0."), new("take", "0 to 1000; 100 when absent."));
        migration
            .MapPost("/batches", CreateAsync)
            .Produces<ChangeAnswer>()
            .WithSummary("Creates a migration batch")
            .Reads<NewBatchDocument>();
        migration.MapOtherMethods("/batches", "GET", "POST");

        migration
            .MapPost("/batches/preview", PreviewAsync)
            .Produces<BatchPlanAnswer>()
            .WithSummary(
                "What creating a batch would do, with a finding for each person who is not ready; nothing is created"
            )
            .Reads<NewBatchDocument>();
        migration.MapOtherMethods("/batches/preview", "POST");

        migration
            .MapGet("/batches/{id}", GetAsync)
            .Produces<BatchAnswer>()
            .WithSummary("One batch with its people, read live; id is its BatchGuid or name");
        migration.MapOtherMethods("/batches/{id}", "GET");

        foreach (
            var action in new[]
            {
                MigrationAction.Start,
                MigrationAction.Stop,
                MigrationAction.Complete,
                MigrationAction.Remove,
            }
        )
        {
            var pattern = $"/batches/{{id}}/{action.ToString().ToLowerInvariant()}";
            migration
                .MapPost(
                    pattern,
                    (string id, HttpRequest request, ActOnBatch act, CancellationToken cancellationToken) =>
                        ActAsync(id, action, request, act, cancellationToken)
                )
                .Produces<ChangeAnswer>()
                .WithSummary($"{action}s a batch")
                .Reads<BatchActionDocument>(isRequired: false);
            migration.MapOtherMethods(pattern, "POST");
        }
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        ListBatches list,
        CancellationToken cancellationToken
    )
    {
        var query = new QueryReader(request);
        var skip = query.Number("skip", 0, 0, int.MaxValue);
        var take = query.Number("take", 100, 0, 1000);
        if (query.Problem is { } problem)
            return problem;
        var overview = await list.ExecuteAsync(cancellationToken);
        if (overview.Snapshot.Problem is { } fault)
            return Problem(fault);
        var batches = overview.Snapshot.Batches.OrderBy(b => b.Identity, StringComparer.OrdinalIgnoreCase).ToArray();
        return Results.Ok(
            new ListAnswer<BatchItem>(batches.Length, [.. batches.Skip(skip).Take(take).Select(BatchItem.Of)])
        );
    }

    private static async Task<IResult> GetAsync(string id, GetBatch get, CancellationToken cancellationToken)
    {
        try
        {
            return await get.ExecuteAsync(id, cancellationToken) is { } details
                ? Results.Ok(BatchAnswer.Of(details))
                : ApiProblems.NotFound(
                    "There is no such batch: it was removed, or Microsoft removed it after its time."
                );
        }
        catch (CloudFault fault)
        {
            return Problem(fault);
        }
    }

    private static async Task<IResult> PreviewAsync(
        HttpRequest request,
        PreviewBatch preview,
        CancellationToken cancellationToken
    )
    {
        var (wanted, _, invalid) = await BatchBody.ReadAsync(request, cancellationToken);
        if (invalid is not null)
            return invalid;
        var (plan, problem) = await preview.ExecuteAsync(wanted, cancellationToken);
        return problem is not null ? ApiProblems.Of(problem) : Results.Ok(BatchPlanAnswer.Of(plan!));
    }

    private static async Task<IResult> CreateAsync(
        HttpRequest request,
        CreateBatch create,
        CancellationToken cancellationToken
    )
    {
        var (wanted, reason, invalid) = await BatchBody.ReadAsync(request, cancellationToken);
        if (invalid is not null)
            return invalid;
        var result = await create.ExecuteAsync(wanted, reason, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(ChangeAnswer.Of(result));
    }

    private static async Task<IResult> ActAsync(
        string id,
        MigrationAction action,
        HttpRequest request,
        ActOnBatch act,
        CancellationToken cancellationToken
    )
    {
        var (completeAfter, confirm, reason, invalid) = await BatchBody.ReadActionAsync(
            request,
            action,
            cancellationToken
        );
        if (invalid is not null)
            return invalid;
        var set = completeAfter is null ? null : new SetMigrationBatch(id) { CompleteAfter = completeAfter };
        var result = await act.ExecuteAsync(id, action, set, confirm, reason, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(ChangeAnswer.Of(result));
    }

    private static IResult Problem(CloudFault fault) => ApiProblems.Of(MigrationProblems.Of(fault));
}

/// <summary>A batch in a list; names are Exchange's.</summary>
internal sealed record BatchItem(
    string Id,
    string Name,
    string Type,
    string Status,
    int? TotalCount,
    int? SyncedCount,
    int? FinalizedCount,
    int? FailedCount,
    string? TargetDeliveryDomain,
    DateTimeOffset? StartAfter,
    DateTimeOffset? CompleteAfter,
    IReadOnlyList<string> Actions
)
{
    public static BatchItem Of(MigrationBatch batch) =>
        new(
            batch.BatchGuid?.ToString() ?? batch.Identity,
            batch.Identity,
            batch.Kind.ToString(),
            batch.Status,
            batch.TotalCount,
            batch.SyncedCount,
            batch.FinalizedCount,
            batch.FailedCount,
            batch.TargetDeliveryDomain,
            batch.StartAfter,
            batch.CompleteAfter,
            Words(batch)
        );

    internal static string[] Words(MigrationBatch batch) =>
        [.. batch.Allowed.Select(a => a.ToString().ToLowerInvariant())];
}

/// <summary>One batch with its people.</summary>
internal sealed record BatchAnswer(
    string Id,
    string Name,
    string Type,
    string Status,
    int? TotalCount,
    int? SyncedCount,
    int? FinalizedCount,
    int? FailedCount,
    string? TargetDeliveryDomain,
    DateTimeOffset? StartAfter,
    DateTimeOffset? CompleteAfter,
    IReadOnlyList<string> Actions,
    IReadOnlyList<BatchUserItem> Users,
    int UsersOutsideScope
)
{
    public static BatchAnswer Of(MigrationBatchDetails details)
    {
        var item = BatchItem.Of(details.Batch);
        return new(
            item.Id,
            item.Name,
            item.Type,
            item.Status,
            item.TotalCount,
            item.SyncedCount,
            item.FinalizedCount,
            item.FailedCount,
            item.TargetDeliveryDomain,
            item.StartAfter,
            item.CompleteAfter,
            item.Actions,
            [.. details.Users.Select(BatchUserItem.Of)],
            details.UsersOutsideScope
        );
    }
}

/// <summary>One person of a batch.</summary>
/// <param name="Advice">What to do about the error; null: there is none, or it is not among the usual ones.</param>
internal sealed record BatchUserItem(
    string Identity,
    string Status,
    int? PercentComplete,
    string? Error,
    string? Advice
)
{
    public static BatchUserItem Of(MigrationUser user) =>
        new(
            user.Identity,
            user.Status,
            user.PercentageComplete,
            user.ErrorSummary,
            MigrationErrors.Advise(user.ErrorSummary)?.Words
        );
}

/// <summary>A finding about a batch, a row or a person.</summary>
internal sealed record BatchFindingItem(
    string Severity,
    string Code,
    string Message,
    int? Row,
    string? Identity,
    string? Member
);

/// <summary>What creating a batch would do.</summary>
internal sealed record BatchPlanAnswer(
    IReadOnlyList<ChangeItem> Changes,
    IReadOnlyList<BatchFindingItem> Findings,
    string Cmdlet,
    string? Csv
)
{
    public static BatchPlanAnswer Of(MigrationPlan plan) =>
        new(
            [.. plan.Changes.Select(ChangeItem.Of)],
            [
                .. plan.Findings.Select(f => new BatchFindingItem(
                    f.Severity.ToString().ToLowerInvariant(),
                    f.Code,
                    f.Message,
                    f.Row,
                    f.Identity,
                    f.Member
                )),
            ],
            plan.Cmdlet,
            plan.Csv
        );
}
