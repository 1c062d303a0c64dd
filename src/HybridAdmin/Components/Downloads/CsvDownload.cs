using CsvHelper;
using HybridAdmin.Core.Audit;

namespace HybridAdmin.Components.Downloads;

/// <summary>The common parts of the downloads of lists.</summary>
internal static class CsvDownload
{
    /// <summary>
    /// Refuses requests from other sites. A GET changes nothing, but it is recorded: another site must not create such
    /// records in somebody's name. Null if the request comes from the console.
    /// </summary>
    public static IResult? RefusalOf(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] == "cross-site"
            ? Results.Text(
                "Nothing was exported: the link came from another site. Open the list in the console and "
                    + "export from there.",
                statusCode: StatusCodes.Status403Forbidden
            )
            : null;

    public static IResult NotRecorded(AuditUnavailableException unavailable) =>
        Results.Text(
            $"Nothing was exported, since it could not be recorded: {unavailable.Message}",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );

    public static IResult Of(
        string name,
        string[] columns,
        IEnumerable<string?[]> rows,
        CancellationToken cancellationToken
    ) =>
        Results.Stream(stream => WriteAsync(stream, columns, rows, cancellationToken), "text/csv; charset=utf-8", name);

    public static Task WriteAsync(
        Stream stream,
        string[] columns,
        IEnumerable<string?[]> rows,
        CancellationToken cancellationToken
    ) => WriteAsync(stream, columns, rows.ToAsyncEnumerable(), cancellationToken);

    /// <summary>Writes every CSV file of the console.</summary>
    public static async Task WriteAsync(
        Stream stream,
        string[] columns,
        IAsyncEnumerable<string?[]> rows,
        CancellationToken cancellationToken
    )
    {
        // A value that a spreadsheet would evaluate as a formula is escaped: names, reasons and custom attributes are
        // entered by people. The byte order mark identifies UTF-8 to Excel.
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true };
        await using var csv = CsvWriter.Create(stream, options, true);
        await csv.WriteRecordAsync(columns, cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
            await csv.WriteRecordAsync(row, cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }
}
