using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;

namespace HybridAdmin.Hosting;

internal static class HealthEndpoints
{
    /// <summary>
    /// Maps the health checks for load balancers and monitoring, without a token: the process runs; directory and
    /// storage are usable. They contain no names of people and no secrets.
    /// </summary>
    public static void MapConsoleHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", () => Results.Json(new { status = "live" }));
        health.MapGet("/ready", GetReadyAsync);
    }

    private static async Task<IResult> GetReadyAsync(
        IDirectory directory,
        DataFolder folder,
        IStorageHealth storage,
        RecipientIndex index,
        CancellationToken cancellationToken
    )
    {
        var connection = directory.Status;
        var stored = folder.IsOpen ? await storage.CheckAsync(cancellationToken) : null;
        var storageProblem = folder.Problem ?? stored?.Problem;
        var isReady = connection.IsReachable == true && storageProblem is null;
        return Results.Json(
            new
            {
                status = isReady ? "ready" : "not-ready",
                directory = new
                {
                    state = connection.IsReachable switch
                    {
                        true => "reachable",
                        false => "unreachable",
                        null => "unknown",
                    },
                    server = connection.Server,
                    since = connection.Since,
                    domainsAway = connection.DomainsAway.Select(d => d.Label).ToArray(),
                    fault = connection.Problem?.Kind.ToString(),
                    problem = connection.Problem?.Message,
                },
                storage = new
                {
                    state = storageProblem is null ? "usable" : "unusable",
                    provider = stored?.Provider,
                    problem = storageProblem,
                },
                index = new { state = index.Status.State.ToString(), count = index.Status.Count },
            },
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }
}
