using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;

namespace HybridAdmin.Api;

/// <summary>/api/v1/audit.</summary>
internal static class AuditApi
{
    public static void Map(RouteGroupBuilder audit)
    {
        audit
            .MapGet("", ListAsync)
            .Produces<AuditPageAnswer>()
            .WithSummary("Changes, newest first")
            .Describes([
                .. Filters,
                new("after", "next of the page before."),
                new("take", "1 to 1000; 100 when absent."),
            ]);
        audit.MapOtherMethods("", "GET");
        audit
            .MapGet("/count", CountAsync)
            .Produces<CountAnswer>()
            .WithSummary("How many changes match the filters")
            .Describes(Filters);
        audit.MapOtherMethods("/count", "GET");
        audit.MapGet("/verify", VerifyAsync).Produces<AuditVerifyAnswer>().WithSummary("Checks the chain of records");
        audit.MapOtherMethods("/verify", "GET");
        audit
            .MapGet("/export", ExportAsync)
            .Produces(StatusCodes.Status200OK, null, "text/csv", "application/jsonl")
            .WithSummary("All matching changes as CSV or JSON lines")
            .Describes([new("format", "csv or jsonl.", IsRequired: true), .. Filters]);
        audit.MapOtherMethods("/export", "GET");
        audit.MapGet("/{id:long}", FindAsync).Produces<AuditItem>().WithSummary("One change");
        audit.MapOtherMethods("/{id:long}", "GET");
        audit
            .MapPost("/{id:long}/revert", RevertAsync)
            .Produces<ChangeAnswer>()
            .WithSummary("Takes a change back")
            .Reads<RevertDocument>(isRequired: false);
        audit.MapOtherMethods("/{id:long}/revert", "POST");
    }

    private static ApiParameter[] Filters =>
        [
            new("actor", "Part of the actor's id or name."),
            new("target", "An objectGUID, or part of the object's name or DN."),
            new("attribute", "LDAP name of an attribute."),
            new("outcome", "Applied, Refused, Conflict, Failed or Unknown."),
            new("action", "E.g. RecipientEdited."),
            new("correlation", "Id that binds changes."),
            new("from", "Inclusive, ISO 8601, UTC unless it says otherwise."),
            new("to", "Exclusive."),
            new("text", "In names, reason, message and values."),
        ];

    private static async Task<IResult> ListAsync(
        HttpRequest request,
        ReadAuditLog log,
        CancellationToken cancellationToken
    )
    {
        var reader = new QueryReader(request);
        var query = QueryOf(reader);
        var after = reader.Long("after");
        var take = reader.Number("take", 100, 1, ReadAuditLog.MostAtOnce);
        if (reader.Problem is { } problem)
            return problem;
        var page = await log.ListAsync(query, after, take, cancellationToken);
        return Results.Ok(new AuditPageAnswer(page.Items.Select(AuditItem.Of).ToArray(), page.Next));
    }

    private static async Task<IResult> CountAsync(
        HttpRequest request,
        ReadAuditLog log,
        CancellationToken cancellationToken
    )
    {
        var reader = new QueryReader(request);
        var query = QueryOf(reader);
        return reader.Problem ?? Results.Ok(new CountAnswer(await log.CountAsync(query, cancellationToken)));
    }

    private static async Task<IResult> VerifyAsync(ReadAuditLog log, CancellationToken cancellationToken)
    {
        var found = await log.VerifyAsync(cancellationToken);
        return Results.Ok(
            new AuditVerifyAnswer(found.IsValid, found.Records, found.FirstBroken, found.Problem, found.IsProof)
        );
    }

    private static async Task<IResult> FindAsync(long id, ReadAuditLog log, CancellationToken cancellationToken) =>
        await log.FindAsync(id, cancellationToken) is { } entry
            ? Results.Ok(AuditItem.Of(entry))
            : ApiProblems.NotFound($"There is no record {id}.");

    private static async Task<IResult> RevertAsync(
        long id,
        HttpRequest request,
        RevertChange revert,
        CancellationToken cancellationToken
    )
    {
        var body = new JsonBody();
        string? reason = null;
        await body.ReadAsync(
            request,
            true,
            (name, value) => name == "reason" && body.Text(name, value, v => reason = v, true),
            cancellationToken
        );
        if (body.Problem is { } invalid)
            return invalid;
        var result = await revert.ExecuteAsync(id, reason, cancellationToken);
        return result.Problem is { } problem ? ApiProblems.Of(problem) : Results.Ok(ChangeAnswer.Of(result));
    }

    private static async Task<IResult> ExportAsync(
        HttpRequest request,
        ExportAuditLog export,
        CancellationToken cancellationToken
    )
    {
        var reader = new QueryReader(request);
        var format = reader.Text("format");
        var query = QueryOf(reader);
        if (reader.Problem is { } problem)
            return problem;
        return await AuditExport.AnswerAsync(export, query, format, cancellationToken);
    }

    private static AuditQuery QueryOf(QueryReader reader) =>
        new()
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
