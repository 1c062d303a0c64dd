using System.Globalization;
using HybridAdmin.Components.Downloads;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;
using Microsoft.AspNetCore.WebUtilities;

namespace HybridAdmin.Features.Migration;

/// <summary>/migration/{id}/export: the people of a batch as CSV. Uses the cookie of the console.</summary>
internal static class MigrationDownload
{
    private static readonly string[] Columns =
    [
        "Batch",
        "EmailAddress",
        "Status",
        "PercentageComplete",
        "ItemsSynced",
        "ItemsSkipped",
        "DataConsistencyScore",
        "LastSuccessfulSyncTime",
        "CompleteAfter",
        "ErrorSummary",
        "Advice",
    ];

    public static string Href(MigrationBatch batch, UserFilter? filter = null) =>
        filter is null
            ? $"{MigrationDisplay.Href(batch)}/export"
            : QueryHelpers.AddQueryString($"{MigrationDisplay.Href(batch)}/export", "state", filter.Key);

    /// <summary>Maps the download. Must precede the pages.</summary>
    public static void MapMigrationDownload(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/migration/{id}/export", DownloadAsync)
            .RequireAuthorization(nameof(Permission.ExportRecipients))
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        string id,
        string? state,
        HttpRequest request,
        ExportBatch export,
        CancellationToken cancellationToken
    )
    {
        if (CsvDownload.RefusalOf(request) is { } refused)
            return refused;
        var filter = UserFilter.Of(state);
        try
        {
            return
                await export.ExecuteAsync(id, filter is null ? null : filter.Matches, filter?.Title, cancellationToken)
                    is { } batch
                ? CsvDownload.Of(
                    "migration-people.csv",
                    Columns,
                    batch.Users.Select(u => Fields(batch.Batch, u)),
                    cancellationToken
                )
                : Results.Text(
                    $"Nothing was exported: there is no batch {id} any more.",
                    statusCode: StatusCodes.Status404NotFound
                );
        }
        catch (AuditUnavailableException unavailable)
        {
            return CsvDownload.NotRecorded(unavailable);
        }
        catch (TenantFault fault)
        {
            return Results.Text(
                $"Nothing was exported: {fault.Message}",
                statusCode: StatusCodes.Status503ServiceUnavailable
            );
        }
    }

    private static string?[] Fields(MigrationBatch batch, MigrationUser user) =>
        [
            batch.Identity,
            user.Identity,
            user.Status,
            user.PercentageComplete?.ToString(CultureInfo.InvariantCulture),
            user.ItemsSynced?.ToString(CultureInfo.InvariantCulture),
            user.ItemsSkipped?.ToString(CultureInfo.InvariantCulture),
            user.DataConsistencyScore,
            Utc(user.LastSuccessfulSyncTime),
            Utc(user.CompleteAfter),
            user.ErrorSummary,
            MigrationErrors.Advise(user.ErrorSummary)?.Words,
        ];

    private static string? Utc(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
