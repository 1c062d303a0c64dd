using System.Globalization;
using HybridAdmin.Components.Downloads;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using Microsoft.AspNetCore.Http.Extensions;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// /recipients/export: the content of the list as CSV. Uses the cookie of the console; scripts use the API.
/// </summary>
internal static class RecipientDownload
{
    public const string Path = "recipients/export";

    private static readonly string[] Columns =
    [
        "Id",
        RecipientProperties.DisplayName.Name,
        RecipientProperties.PrimarySmtpAddress.Name,
        "RecipientTypeDetails",
        RecipientProperties.Alias.Name,
        RecipientProperties.UserPrincipalName.Name,
        RecipientProperties.HiddenFromAddressListsEnabled.Name,
        "OrganizationalUnit",
        .. RecipientProperties.Plain.Select(p => p.Name),
        "Authority",
        .. RecipientProperties.Custom.Select(p => p.Name),
    ];

    /// <summary>Maps the download. Must precede the pages.</summary>
    public static void MapRecipientDownload(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/" + Path, DownloadAsync)
            .RequireAuthorization(nameof(Permission.ExportRecipients))
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        HttpRequest request,
        ExportRecipients export,
        CancellationToken cancellationToken
    )
    {
        if (CsvDownload.RefusalOf(request) is { } refused)
            return refused;
        try
        {
            var page = await export.ExecuteAsync(
                RecipientListState.Parse(request.GetEncodedUrl()).ToQuery(),
                cancellationToken
            );
            var name =
                page.Items.Count < page.Total
                    ? $"recipients-first-{page.Items.Count.ToString(CultureInfo.InvariantCulture)}.csv"
                    : "recipients.csv";
            return CsvDownload.Of(name, Columns, page.Items.Select(Fields), cancellationToken);
        }
        catch (AuditUnavailableException unavailable)
        {
            return CsvDownload.NotRecorded(unavailable);
        }
    }

    internal static Task WriteAsync(
        Stream stream,
        IEnumerable<RecipientSummary> recipients,
        CancellationToken cancellationToken
    ) => CsvDownload.WriteAsync(stream, Columns, recipients.Select(Fields), cancellationToken);

    private static string?[] Fields(RecipientSummary recipient) =>
        [
            recipient.Id.ToString(),
            recipient.DisplayName,
            recipient.PrimarySmtpAddress,
            recipient.RecipientTypeDetails.ToString(),
            recipient.Alias,
            recipient.UserPrincipalName,
            recipient.HiddenFromAddressListsEnabled ? "true" : "false",
            recipient.OrganizationalUnit,
            .. RecipientProperties.Plain.Select(recipient.Text),
            recipient.Authority.ToString(),
            .. RecipientProperties.Custom.Select(recipient.Text),
        ];
}
