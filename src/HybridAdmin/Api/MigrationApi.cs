using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HybridAdmin.Api;

/// <summary>Maps /api/v1/migration.</summary>
internal static class MigrationApi
{
    public static void Map(RouteGroupBuilder migration)
    {
        migration.MapGet("/batches", ListAsync).WithName("ListMigrationBatches").CanFailWith(ApiErrors.OfMigration);
        migration
            .MapPost("/batches", CreateAsync)
            .WithName("CreateMigrationBatch")
            .CanFailWith(ApiErrors.OfBatchChanges);
        migration.MapOtherMethods("/batches", "GET", "POST");

        migration
            .MapPost("/batches/preview", PreviewAsync)
            .WithName("PreviewMigrationBatch")
            .CanFailWith(ApiErrors.OfMigration);
        migration.MapOtherMethods("/batches/preview", "POST");

        migration
            .MapGet("/batches/{id}", GetAsync)
            .WithName("GetMigrationBatch")
            .CanFailWith([ApiErrors.NotFound, .. ApiErrors.OfMigration]);
        migration.MapOtherMethods("/batches/{id}", "GET");

        MapAction(migration, "start", StartAsync, "StartMigrationBatch");
        MapAction(migration, "stop", StopAsync, "StopMigrationBatch");
        MapAction(migration, "complete", CompleteAsync, "CompleteMigrationBatch");
        MapAction(migration, "remove", RemoveAsync, "RemoveMigrationBatch");
    }

    /// <summary>Lists migration batches</summary>
    internal static async Task<ApiResult<ListResponse<BatchResponse>>> ListAsync(
        QueryRequest<PageQuery> query,
        ListBatches list,
        CancellationToken cancellationToken
    )
    {
        var overview = await list.ExecuteAsync(cancellationToken);
        if (overview.Snapshot.Problem is { } fault)
            return Problem(fault);
        var batches = overview.Snapshot.Batches.OrderBy(b => b.Identity, StringComparer.OrdinalIgnoreCase).ToArray();
        return new ListResponse<BatchResponse>
        {
            Total = batches.Length,
            Items = [.. batches.Skip(query.Value.Skip).Take(query.Value.Take).Select(BatchResponse.From)],
        };
    }

    /// <summary>Gets one migration batch with its people, read live</summary>
    /// <param name="id">BatchGuid or the name of the batch.</param>
    internal static async Task<ApiResult<BatchDetailsResponse>> GetAsync(
        string id,
        GetBatch get,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await get.ExecuteAsync(id, cancellationToken) is { } details
                ? BatchDetailsResponse.From(details)
                : ApiProblems.NotFound(
                    "There is no such batch: it was removed, or Microsoft removed it after its time."
                );
        }
        catch (TenantFault fault)
        {
            return Problem(fault);
        }
    }

    /// <summary>Previews the creation of a migration batch</summary>
    /// <remarks>Has a finding for each person who is not ready. Nothing is created.</remarks>
    internal static async Task<ApiResult<BatchPlanResponse>> PreviewAsync(
        JsonRequest<CreateBatchRequest> body,
        PreviewBatch preview,
        CancellationToken cancellationToken
    )
    {
        var (plan, problem) = await preview.ExecuteAsync(body.Value.ToBatch(), cancellationToken);
        return problem is not null ? ApiProblems.Of(problem) : BatchPlanResponse.From(plan!);
    }

    /// <summary>Creates a migration batch</summary>
    internal static async Task<ApiResult<ChangeResponse>> CreateAsync(
        JsonRequest<CreateBatchRequest> body,
        CreateBatch create,
        CancellationToken cancellationToken
    ) => ChangeResponse.ResultOf(await create.ExecuteAsync(body.Value.ToBatch(), body.Value.Reason, cancellationToken));

    /// <summary>Starts a migration batch</summary>
    /// <remarks>Also goes on after a stop, and tries failed people again.</remarks>
    /// <param name="id">BatchGuid or the name of the batch.</param>
    internal static Task<ApiResult<ChangeResponse>> StartAsync(
        string id,
        JsonRequest<BatchActionRequest> body,
        ActOnBatch act,
        CancellationToken cancellationToken
    ) => ActAsync(id, MigrationAction.Start, body.Value, act, cancellationToken);

    /// <summary>Stops a migration batch</summary>
    /// <param name="id">BatchGuid or the name of the batch.</param>
    internal static Task<ApiResult<ChangeResponse>> StopAsync(
        string id,
        JsonRequest<BatchActionRequest> body,
        ActOnBatch act,
        CancellationToken cancellationToken
    ) => ActAsync(id, MigrationAction.Stop, body.Value, act, cancellationToken);

    /// <summary>Completes a migration batch, now or at a time</summary>
    /// <param name="id">BatchGuid or the name of the batch.</param>
    internal static async Task<ApiResult<ChangeResponse>> CompleteAsync(
        string id,
        JsonRequest<CompleteBatchRequest> body,
        ActOnBatch act,
        CancellationToken cancellationToken
    )
    {
        var (at, confirm, reason) = (body.Value.CompleteAfter, body.Value.Confirm, body.Value.Reason);
        var set = at is null ? null : new SetMigrationBatch(id) { CompleteAfter = at };
        return ChangeResponse.ResultOf(
            await act.ExecuteAsync(id, MigrationAction.Complete, set, confirm, reason, cancellationToken)
        );
    }

    /// <summary>Removes a migration batch</summary>
    /// <param name="id">BatchGuid or the name of the batch.</param>
    internal static Task<ApiResult<ChangeResponse>> RemoveAsync(
        string id,
        JsonRequest<BatchActionRequest> body,
        ActOnBatch act,
        CancellationToken cancellationToken
    ) => ActAsync(id, MigrationAction.Remove, body.Value, act, cancellationToken);

    private static void MapAction(RouteGroupBuilder migration, string action, Delegate handler, string name)
    {
        var pattern = $"/batches/{{id}}/{action}";
        migration.MapPost(pattern, handler).WithName(name).CanFailWith(ApiErrors.OfBatchChanges);
        migration.MapOtherMethods(pattern, "POST");
    }

    private static async Task<ApiResult<ChangeResponse>> ActAsync(
        string id,
        MigrationAction action,
        BatchActionRequest body,
        ActOnBatch act,
        CancellationToken cancellationToken
    ) =>
        ChangeResponse.ResultOf(await act.ExecuteAsync(id, action, null, body.Confirm, body.Reason, cancellationToken));

    private static ProblemHttpResult Problem(TenantFault fault) => ApiProblems.Of(MigrationProblems.Of(fault));
}
