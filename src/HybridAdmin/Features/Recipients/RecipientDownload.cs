using System.Globalization;
using CsvHelper;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Recipients;
using Microsoft.AspNetCore.Http.Extensions;

namespace HybridAdmin.Features.Recipients;

/// <summary>/recipients/export: what the list shows, as CSV. With the cookie of the console; scripts use the API.</summary>
internal static class RecipientDownload
{
    public const string Path = "recipients/export";

    private static readonly string[] Columns =
    [
        "Id", "DisplayName", "PrimarySmtpAddress", "RecipientTypeDetails", "Alias", "UserPrincipalName", "HiddenFromAddressListsEnabled", "OrganizationalUnit", "Department", "Authority",
        .. Enumerable.Range(1, RecipientAttributes.CustomAttributeCount).Select(n => $"CustomAttribute{n}"),
    ];

    /// <summary>Maps the download. Goes before the pages.</summary>
    public static void MapRecipientDownload(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/" + Path, DownloadAsync).RequireAuthorization(nameof(Permission.ExportRecipients)).ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(HttpRequest request, ExportRecipients export, CancellationToken cancellationToken)
    {
        // A GET changes nothing, but it is recorded: another site must not write such records in somebody's name.
        if (request.Headers["Sec-Fetch-Site"] == "cross-site")
            return Results.Text("Nothing was exported: the link came from another site. Open the list in the console and export from there.", statusCode: StatusCodes.Status403Forbidden);
        try
        {
            var page = await export.ExecuteAsync(RecipientListState.Parse(request.GetEncodedUrl()).ToQuery(), cancellationToken);
            var name = page.Items.Count < page.Total ? $"recipients-first-{page.Items.Count.ToString(CultureInfo.InvariantCulture)}.csv" : "recipients.csv";
            return Results.Stream(stream => WriteAsync(stream, page.Items, cancellationToken), "text/csv; charset=utf-8", name);
        }
        catch (AuditUnavailableException unavailable)
        {
            return Results.Text($"Nothing was exported, since it could not be recorded: {unavailable.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    internal static async Task WriteAsync(Stream stream, IEnumerable<RecipientSummary> recipients, CancellationToken cancellationToken)
    {
        // A value that a spreadsheet would take for a formula is escaped: names and custom attributes come from people. The mark says UTF-8 to Excel.
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true };
        await using var csv = CsvWriter.Create(stream, options, true);
        await csv.WriteRecordAsync(Columns, cancellationToken);
        foreach (var recipient in recipients) await csv.WriteRecordAsync(Fields(recipient), cancellationToken);
        await csv.FlushAsync(cancellationToken);
    }

    private static string?[] Fields(RecipientSummary recipient) =>
    [
        recipient.Id.ToString(), recipient.DisplayName, recipient.PrimarySmtpAddress, recipient.RecipientTypeDetails.ToString(), recipient.Alias, recipient.UserPrincipalName,
        recipient.HiddenFromAddressListsEnabled ? "true" : "false", recipient.OrganizationalUnit, recipient.Department, recipient.Authority.ToString(),
        .. Enumerable.Range(1, RecipientAttributes.CustomAttributeCount).Select(n => recipient.CustomAttributes.GetValueOrDefault(n)),
    ];
}
