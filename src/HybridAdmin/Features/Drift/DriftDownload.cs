using HybridAdmin.Components.Downloads;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Comparison.Drift;
using Microsoft.AspNetCore.Http.Extensions;

namespace HybridAdmin.Features.Drift;

/// <summary>/drift/export: the content of the report as CSV. Uses the cookie of the console.</summary>
internal static class DriftDownload
{
    public const string Path = "drift/export";

    private static readonly string[] Columns =
    [
        "Id",
        "DisplayName",
        "PrimarySmtpAddress",
        "RecipientTypeDetails",
        "OrganizationalUnit",
        "Kind",
        "Attribute",
        "OnPremises",
        "Cloud",
        "Explanation",
    ];

    /// <summary>Maps the download. Must precede the pages.</summary>
    public static void MapDriftDownload(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/" + Path, DownloadAsync)
            .RequireAuthorization(nameof(Permission.ExportRecipients))
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        HttpRequest request,
        ExportDrift export,
        CancellationToken cancellationToken
    )
    {
        if (CsvDownload.RefusalOf(request) is { } refused)
            return refused;
        try
        {
            var page = await export.ExecuteAsync(
                DriftState.Parse(request.GetEncodedUrl()).ToQuery(),
                cancellationToken
            );
            return CsvDownload.Of("drift.csv", Columns, page.Items.Select(Fields), cancellationToken);
        }
        catch (AuditUnavailableException unavailable)
        {
            return CsvDownload.NotRecorded(unavailable);
        }
    }

    private static string?[] Fields(DriftItem item) =>
        [
            item.Id.ToString(),
            item.DisplayName,
            item.PrimarySmtpAddress,
            item.RecipientTypeDetails.ToString(),
            item.Container.Child("CN", "x").ContainerPath,
            item.Kind.ToString(),
            item.Attribute,
            item.OnPremises,
            item.Cloud,
            item.Explanation,
        ];
}
