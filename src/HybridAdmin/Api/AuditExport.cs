using System.Globalization;
using System.Text.Json;
using HybridAdmin.Components.Downloads;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes;

namespace HybridAdmin.Api;

/// <summary>The log as a stream: CSV for people, JSON lines for programs. Times are UTC.</summary>
internal static class AuditExport
{
    private static readonly string[] Columns =
    [
        "Id",
        "At",
        "SettledAt",
        "Actor",
        "ActorName",
        "Role",
        "Source",
        "ClientAddress",
        "Action",
        "TargetId",
        "TargetName",
        "TargetDn",
        "Outcome",
        "Message",
        "Reason",
        "CorrelationId",
        "RevertsChangeId",
        "RevertedByChangeId",
        "Changes",
        "WrittenTo",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// The answer of a download. The policy and the first record are asked for before the first byte is sent, while a
    /// problem can still be told.
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
                stream => CsvDownload.WriteAsync(stream, Columns, entries.Select(Fields), cancellationToken),
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
            await JsonSerializer.SerializeAsync(stream, AuditItem.Of(entry), Json, cancellationToken);
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

    private static string?[] Fields(AuditEntry entry) =>
        [
            Number(entry.Id),
            Time(entry.At),
            entry.SettledAt is { } settled ? Time(settled) : null,
            entry.ActorId,
            entry.ActorName,
            AuditItem.RoleOf(entry),
            entry.Source.ToString(),
            entry.ClientAddress,
            entry.Action.ToString(),
            entry.TargetId?.ToString(),
            entry.TargetName,
            entry.TargetDn,
            entry.Outcome?.ToString(),
            entry.Message,
            entry.Reason,
            entry.CorrelationId.ToString(),
            Number(entry.RevertsChangeId),
            Number(entry.RevertedByChangeId),
            string.Join("; ", entry.Changes.Where(c => c.IsChange).Select(Words)),
            AuditItem.PlaceOf(entry),
        ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Words(AttributeChange change) =>
        $"{change.Attribute}: "
        + $"{string.Join(' ', change.Removed.Select(v => "-" + v.Text).Concat(change.Added.Select(v => "+" + v.Text)))}";
}
