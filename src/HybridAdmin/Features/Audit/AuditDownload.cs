using HybridAdmin.Api;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.Features.Audit;

/// <summary>
/// /audit/export: the content of the list as a file. Uses the cookie of the console; scripts use the API.
/// </summary>
internal static class AuditDownload
{
    public const string Path = "audit/export";

    /// <summary>Maps the download. Must precede the pages.</summary>
    public static void MapAuditDownload(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/" + Path, DownloadAsync)
            .RequireAuthorization(nameof(Permission.VerifyAudit))
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
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
            Text = reader.Text("text"),
            Actor = reader.Text("person"),
            Target = reader.Text("object"),
            Attribute = reader.Text("attribute"),
            Outcome = reader.Word<AuditOutcome>("outcome"),
            Action = reader.Word<AuditAction>("action"),
            From = reader.Time("from"),
            To = reader.Time("to"),
            CorrelationId = reader.Id("correlation"),
            ChangesOnly = reader.Flag("changes") == true,
        };
}
