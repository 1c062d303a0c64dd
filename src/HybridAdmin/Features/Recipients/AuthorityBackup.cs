using System.Text;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Lifecycle.Switching;

namespace HybridAdmin.Features.Recipients;

/// <summary>
/// /recipients/{id}/authority/backup: the values of both sides as a file, before the authority is switched.
/// </summary>
internal static class AuthorityBackup
{
    /// <summary>Maps the download. Must precede the pages.</summary>
    public static void MapAuthorityBackup(this IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/recipients/{id:guid}/authority/backup", DownloadAsync)
            .RequireAuthorization(nameof(Permission.SwitchAuthority))
            .ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(
        Guid id,
        SwitchAuthority authority,
        CancellationToken cancellationToken
    )
    {
        var review = await authority.ReviewAsync(id, cancellationToken);
        return review.Switch is { } planned
            ? Results.File(Encoding.UTF8.GetBytes(planned.Backup), "application/json", $"authority-{id}.json")
            : Results.Text(
                review.Problem?.Message ?? "There is nothing to download.",
                statusCode: StatusCodes.Status404NotFound
            );
    }
}
