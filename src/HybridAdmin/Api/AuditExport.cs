using System.Globalization;
using System.Text.Json;
using HybridAdmin.Api.OpenApi;
using HybridAdmin.Components.Downloads;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Api;

/// <summary>Exports the audit log as a stream: CSV for people, JSON lines for programs. Times are UTC.</summary>
internal static class AuditExport
{
    /// <summary>The columns of the CSV. New columns go to the end, for scripts that read by position.</summary>
    private static readonly (string Name, Func<AuditEntry, string?> Value)[] Columns =
    [
        ("Id", e => Number(e.Id)),
        ("At", e => Time(e.At)),
        ("SettledAt", e => e.SettledAt is { } settled ? Time(settled) : null),
        ("Actor", e => e.ActorId),
        ("ActorName", e => e.ActorName),
        ("Role", e => AuditRecordResponse.RoleOf(e)?.ToString()),
        ("Source", e => e.Source.ToString()),
        ("ClientAddress", e => e.ClientAddress),
        ("Action", e => e.Action.ToString()),
        ("TargetId", e => e.TargetId?.ToString()),
        ("TargetName", e => e.TargetName),
        ("TargetDn", e => e.TargetDn),
        ("Outcome", e => e.Outcome?.ToString()),
        ("Message", e => e.Message),
        ("Reason", e => e.Reason),
        ("CorrelationId", e => e.CorrelationId.ToString()),
        ("RevertsChangeId", e => Number(e.RevertsChangeId)),
        ("RevertedByChangeId", e => Number(e.RevertedByChangeId)),
        ("Changes", e => string.Join("; ", e.Changes.Where(c => c.IsChange).Select(Words))),
        ("WrittenTo", e => AuditRecordResponse.SystemOf(e).ToString()),
    ];

    /// <summary>The beginning of an export in each format, for the OpenAPI document.</summary>
    public static IEnumerable<ApiResponseExample> Examples =>
        [
            new("text/csv", string.Join(',', Columns.Take(5).Select(c => c.Name)) + ",..."),
            new("application/jsonl", JsonSerializer.Serialize(AuditRecordResponse.Example, ApiJson.Options)),
        ];

    /// <summary>
    /// Answers a download. The policy is checked and the first record read before the first byte is sent, while a
    /// problem can still be reported.
    /// </summary>
    public static async Task<IResult> AnswerAsync(
        ExportAuditLog export,
        AuditQuery query,
        string? format,
        CancellationToken cancellationToken
    )
    {
        if (format is not ("csv" or "jsonl"))
            return ApiProblems.Invalid("format", "format must be csv or jsonl.");
        var entries = await BegunAsync(
            (await export.ExecuteAsync(query, cancellationToken)).GetAsyncEnumerator(cancellationToken)
        );
        return format == "csv"
            ? Results.Stream(
                stream =>
                    CsvDownload.WriteAsync(
                        stream,
                        [.. Columns.Select(c => c.Name)],
                        entries.Select(e => Columns.Select(c => c.Value(e)).ToArray()),
                        cancellationToken
                    ),
                "text/csv; charset=utf-8",
                "audit.csv"
            )
            : Results.Stream(
                stream => WriteJsonLinesAsync(stream, entries, cancellationToken),
                "application/jsonl",
                "audit.jsonl"
            );
    }

    private static async Task WriteJsonLinesAsync(
        Stream stream,
        IAsyncEnumerable<AuditEntry> entries,
        CancellationToken cancellationToken
    )
    {
        await foreach (var entry in entries.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(
                stream,
                AuditRecordResponse.From(entry),
                ApiJson.Options,
                cancellationToken
            );
            await stream.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }

    private static async Task<IAsyncEnumerable<AuditEntry>> BegunAsync(IAsyncEnumerator<AuditEntry> entries)
    {
        var hasOne = false;
        try
        {
            hasOne = await entries.MoveNextAsync();
        }
        finally
        {
            if (!hasOne)
                await entries.DisposeAsync();
        }

        return RestAsync();

        async IAsyncEnumerable<AuditEntry> RestAsync()
        {
            if (!hasOne)
                yield break;
            await using (entries)
            {
                do yield return entries.Current;
                while (await entries.MoveNextAsync());
            }
        }
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Words(AttributeChange change) =>
        $"{change.Attribute}: "
        + $"{string.Join(' ', change.Removed.Select(v => "-" + v.Text).Concat(change.Added.Select(v => "+" + v.Text)))}";
}
