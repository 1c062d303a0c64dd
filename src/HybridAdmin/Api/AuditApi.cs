using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;

namespace HybridAdmin.Api;

/// <summary>/api/v1/audit.</summary>
internal static class AuditApi
{
    public static void Map(RouteGroupBuilder audit)
    {
        audit.MapGet("", ListAsync).Produces<AuditPageAnswer>().WithSummary("Changes, newest first")
            .WithDescription("Parameters: actor, target, attribute, outcome, action, correlation, from, to, text, after, take (at most 1000).");
        audit.MapGet("/count", CountAsync).WithSummary("How many changes match the filters");
        audit.MapGet("/verify", VerifyAsync).Produces<AuditVerifyAnswer>().WithSummary("Checks the chain of records");
        audit.MapGet("/export", Export).WithSummary("All matching changes as CSV or JSON lines");
        audit.MapGet("/{id:long}", FindAsync).Produces<AuditItem>().WithSummary("One change");
        audit.MapPost("/{id:long}/revert", RevertAsync).Accepts<RevertDocument>("application/json").Produces<ChangeAnswer>().WithSummary("Takes a change back");
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ReadAuditLog log, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var query = QueryOf(reader);
        var after = reader.Long("after");
        var take = reader.Number("take", 100, 1, ReadAuditLog.MostAtOnce);
        if (reader.Problem is { } problem) return problem;
        var page = await log.ListAsync(query, after, take, cancellationToken);
        return Results.Ok(new AuditPageAnswer(page.Items.Select(AuditItem.Of).ToArray(), page.Next));
    }

    private static async Task<IResult> CountAsync(HttpRequest request, ReadAuditLog log, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var query = QueryOf(reader);
        return reader.Problem ?? Results.Ok(new { count = await log.CountAsync(query, cancellationToken) });
    }

    private static async Task<IResult> VerifyAsync(ReadAuditLog log, CancellationToken cancellationToken)
    {
        var found = await log.VerifyAsync(cancellationToken);
        return Results.Ok(new AuditVerifyAnswer(found.IsValid, found.Records, found.FirstBroken, found.Problem, found.IsProof));
    }

    private static async Task<IResult> FindAsync(long id, ReadAuditLog log, CancellationToken cancellationToken) =>
        await log.FindAsync(id, cancellationToken) is { } entry ? Results.Ok(AuditItem.Of(entry)) : ApiProblems.NotFound($"There is no record {id}.");

    private static async Task<IResult> RevertAsync(long id, HttpRequest request, RevertChange revert, CancellationToken cancellationToken)
    {
        var body = new JsonBody();
        string? reason = null;
        await body.ReadAsync(request, true, (name, value) => name == "reason" && body.Text(name, value, v => reason = v, true), cancellationToken);
        if (body.Problem is { } invalid) return invalid;
        var result = await revert.ExecuteAsync(id, reason, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(ChangeAnswer.Of(result));
    }

    private static async Task<IResult> Export(HttpRequest request, ExportAuditLog export, CancellationToken cancellationToken)
    {
        var reader = new QueryReader(request);
        var format = reader.Text("format");
        var query = QueryOf(reader);
        if (reader.Problem is { } problem) return problem;
        if (format is not ("csv" or "jsonl")) return ApiProblems.Invalid("format", "format must be csv or jsonl.");
        var entries = await export.ExecuteAsync(query, cancellationToken); // asks the policy before the first byte is sent
        return format == "csv"
            ? Results.Stream(stream => AuditExport.WriteCsvAsync(stream, entries, cancellationToken), "text/csv; charset=utf-8", "audit.csv")
            : Results.Stream(stream => AuditExport.WriteJsonLinesAsync(stream, entries, cancellationToken), "application/jsonl", "audit.jsonl");
    }

    private static AuditQuery QueryOf(QueryReader reader) => new()
    {
        Actor = reader.Text("actor"),
        Target = reader.Text("target"),
        Attribute = reader.Text("attribute"),
        Outcome = reader.Word<AuditOutcome>("outcome"),
        Action = reader.Word<AuditAction>("action"),
        CorrelationId = reader.Id("correlation"),
        From = reader.Time("from"),
        To = reader.Time("to"),
        Text = reader.Text("text"),
    };
}

/// <summary>The body of a revert, optional.</summary>
internal sealed record RevertDocument(string? Reason);
