using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Reverting;

namespace HybridAdmin.Api;

/// <summary>Maps /api/v1/audit.</summary>
internal static class AuditApi
{
    public static void Map(RouteGroupBuilder audit)
    {
        audit.MapGet("", ListAsync).WithName("ListAuditRecords");
        audit.MapOtherMethods("", "GET");
        audit.MapGet("/count", CountAsync).WithName("CountAuditRecords");
        audit.MapOtherMethods("/count", "GET");
        audit.MapGet("/verify", VerifyAsync).WithName("VerifyAuditLog");
        audit.MapOtherMethods("/verify", "GET");
        audit
            .MapGet("/export", ExportAsync)
            .WithName("ExportAuditLog")
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/jsonl")
            .WithMetadata([.. AuditExport.Examples]);
        audit.MapOtherMethods("/export", "GET");
        audit.MapGet("/{id:long}", GetAsync).WithName("GetAuditRecord").CanFailWith(ApiErrors.NotFound);
        audit.MapOtherMethods("/{id:long}", "GET");
        audit
            .MapPost("/{id:long}/revert", RevertAsync)
            .WithName("RevertChange")
            .CanFailWith([.. ApiErrors.OfChanges, ApiErrors.NotRevertible]);
        audit.MapOtherMethods("/{id:long}/revert", "POST");
    }

    /// <summary>Lists the records of the audit log, newest first</summary>
    internal static async Task<ApiResult<AuditPageResponse>> ListAsync(
        QueryRequest<AuditListQuery> query,
        ReadAuditLog log,
        CancellationToken cancellationToken
    )
    {
        var wanted = query.Value;
        var page = await log.ListAsync(wanted.ToQuery(), wanted.After, wanted.Take, cancellationToken);
        return new AuditPageResponse { Items = [.. page.Items.Select(AuditRecordResponse.From)], Next = page.Next };
    }

    /// <summary>Counts the records of the audit log</summary>
    internal static async Task<ApiResult<CountResponse>> CountAsync(
        QueryRequest<AuditFilterQuery> query,
        ReadAuditLog log,
        CancellationToken cancellationToken
    ) => new CountResponse { Count = await log.CountAsync(query.Value.ToQuery(), cancellationToken) };

    /// <summary>Verifies the chain of the audit log</summary>
    internal static async Task<ApiResult<AuditVerificationResponse>> VerifyAsync(
        ReadAuditLog log,
        CancellationToken cancellationToken
    )
    {
        var found = await log.VerifyAsync(cancellationToken);
        return new AuditVerificationResponse
        {
            Valid = found.IsValid,
            Records = found.Records,
            FirstBroken = found.FirstBroken,
            Problem = found.Problem,
            IsProof = found.IsProof,
        };
    }

    /// <summary>Gets one record of the audit log</summary>
    /// <param name="id">The number of the record.</param>
    internal static async Task<ApiResult<AuditRecordResponse>> GetAsync(
        long id,
        ReadAuditLog log,
        CancellationToken cancellationToken
    ) =>
        await log.FindAsync(id, cancellationToken) is { } entry
            ? AuditRecordResponse.From(entry)
            : ApiProblems.NotFound($"There is no record {id}.");

    /// <summary>Exports the audit log as CSV or JSON lines</summary>
    /// <remarks>The answer is a stream of all records that match, newest first. Times are UTC.</remarks>
    internal static async Task<IResult> ExportAsync(
        QueryRequest<AuditExportQuery> query,
        ExportAuditLog export,
        CancellationToken cancellationToken
    ) => await AuditExport.AnswerAsync(export, query.Value.ToQuery(), query.Value.Format, cancellationToken);

    /// <summary>Reverts a change</summary>
    /// <remarks>Writes the former values, unless others were written meanwhile, and records it as a change.</remarks>
    /// <param name="id">The number of the record.</param>
    internal static async Task<ApiResult<ChangeResponse>> RevertAsync(
        long id,
        JsonRequest<RevertChangeRequest> body,
        RevertChange revert,
        CancellationToken cancellationToken
    ) => ChangeResponse.ResultOf(await revert.ExecuteAsync(id, body.Value.Reason, cancellationToken));
}
