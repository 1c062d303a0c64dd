using System.Globalization;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>
/// The common handling of requests to Graph: token, ordered faults, throttling, permission, route, and the headers of
/// every response.
/// </summary>
internal sealed class GraphService
{
    private readonly TenantClock clock;
    private readonly SimulatedTenantOptions options;
    private readonly ResourceBudget reads;
    private readonly ResourceBudget writes;
    private readonly GraphRoutes routes;
    private readonly GraphBatch batch;

    public GraphService(
        TenantState state,
        TenantClock clock,
        SimulatedTenantOptions options,
        TenantMisbehaviour misbehaviour
    )
    {
        this.clock = clock;
        this.options = options;
        reads = new ResourceBudget(clock.Time, options.ResourceUnits, TimeSpan.FromSeconds(10));
        writes = new ResourceBudget(clock.Time, 3000, TimeSpan.FromSeconds(150));
        routes = new GraphRoutes(state, clock, options, misbehaviour);
        batch = new GraphBatch(part => Answer(part, misbehaviour.Take(TenantEndpoint.BatchPart), tokenProblem: null));
    }

    /// <param name="tokenProblem">The error in the token; null: it is valid, or it was checked with the batch.</param>
    public TenantAnswer Answer(TenantRequest request, SimulatedFault? fault, string? tokenProblem)
    {
        var id = Guid.NewGuid().ToString();
        TenantAnswer answer;
        try
        {
            if (tokenProblem is not null || fault?.Kind == SimulatedFaultKind.Unauthorized)
                throw new GraphFault(
                    401,
                    "InvalidAuthenticationToken",
                    tokenProblem ?? "Lifetime validation failed, the token is expired."
                );
            answer = Ordered(request, fault, id) ?? Carry(request);
        }
        catch (GraphFault refusal)
        {
            answer = refusal.Answer(request, id, clock.Now);
            if (refusal.Status == 401)
                answer.With(
                    "WWW-Authenticate",
                    $"Bearer realm=\"\", authorization_uri=\"{request.Root}/common/oauth2/authorize\", "
                        + $"error=\"invalid_token\""
                );
        }

        return answer
            .With("request-id", id)
            .With("client-request-id", request.Header("client-request-id") ?? id)
            .With("Date", clock.Now.UtcDateTime.ToString("R", CultureInfo.InvariantCulture))
            .With("OData-Version", "4.0")
            .With(
                "x-ms-ags-diagnostic",
                """{"ServerInfo":{"DataCenter":"Germany West Central","Slice":"E","Ring":"5","ScaleUnit":"001","RoleInstance":"FR1PEPF00000001"}}"""
            );
    }

    private TenantAnswer? Ordered(TenantRequest request, SimulatedFault? fault, string id)
    {
        GraphFault Throttled() => new(429, "TooManyRequests", "Too many requests");
        return fault?.Kind switch
        {
            SimulatedFaultKind.ForbiddenEmpty => new TenantAnswer(403),
            SimulatedFaultKind.Throttled => Throttled().Answer(request, id, clock.Now).Retry(fault),
            SimulatedFaultKind.Unavailable => new GraphFault(
                503,
                "serviceNotAvailable",
                "The service is temporarily unavailable. Please retry later."
            )
                .Answer(request, id, clock.Now)
                .Retry(fault),
            SimulatedFaultKind.Transient => new GraphFault(
                504,
                "UnknownError",
                "The gateway did not receive a timely response."
            ).Answer(request, id, clock.Now),
            SimulatedFaultKind.Gone => new GraphFault(
                410,
                "resyncRequired",
                "Resync required. Replace any local items with the server's version."
            ).Answer(request, id, clock.Now),
            _ => null,
        };
    }

    private TenantAnswer Carry(TenantRequest request)
    {
        if (request.Segments is not [("v1.0" or "beta"), ..])
            throw new GraphFault(404, "BadRequest", "Invalid version.");
        if (request.Segments is [_, "$batch"])
            return batch.Answer(request);

        var cost = GraphCosts.Of(request);
        if (Spend(request, cost) is { } wait)
        {
            return new GraphFault(
                429,
                "TooManyRequests",
                "Too many requests. Please retry after the time that the Retry-After header gives."
            )
                .Answer(request, Guid.NewGuid().ToString(), clock.Now)
                .With("Retry-After", wait.ToString(CultureInfo.InvariantCulture))
                .With(
                    "x-ms-throttle-scope",
                    $"Tenant_Application/ReadWrite/{SimulatedTenant.ClientId}/{SimulatedTenant.TenantId}"
                )
                .With("x-ms-throttle-information", "ResourceUnitLimitExceeded")
                .With("x-ms-throttle-limit-percentage", "1.0");
        }

        if (GraphPermissions.Missing(request, options.GraphPermissions))
            throw new GraphFault(
                403,
                "Authorization_RequestDenied",
                "Insufficient privileges to complete the operation."
            );
        var answer = routes.Answer(request).With("x-ms-resource-unit", cost.ToString(CultureInfo.InvariantCulture));
        return reads.Used >= 0.8
            ? answer.With("x-ms-throttle-limit-percentage", reads.Used.ToString("0.##", CultureInfo.InvariantCulture))
            : answer;
    }

    private int? Spend(TenantRequest request, int cost)
    {
        if (request.Method is not "GET" && writes.Spend(1) is { } wait)
            return wait;
        return reads.Spend(cost);
    }
}
