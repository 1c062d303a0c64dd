using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>
/// /users/delta and the deltas of other kinds. The selection of the first request is stored in the token; a page may
/// repeat the last object of the previous page; tokens are valid for seven days.
/// </summary>
internal sealed class GraphDelta(TenantState state, TenantClock clock, SimulatedTenantOptions options, GraphList list)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);

    public TenantAnswer Answer(TenantRequest request, CloudKind kind)
    {
        foreach (var name in new[] { "$top", "$orderby", "$expand", "$search" })
        {
            if (kind != CloudKind.Contact && request.Parameter(name) is not null)
                throw GraphFault.Unsupported($"The query parameter '{name}' is not supported with delta.");
        }

        if (request.Parameter("$deltatoken") is "latest")
            return Page(
                request,
                [],
                null,
                Link(request, "$deltatoken", new Place(state.Version, 0, request.Parameter("$select")))
            );
        var place = Read(request);
        var isNextPage = request.Parameter("$skiptoken") is not null;

        // In the order of changes: an object that changes while pages are fetched moves to the end and is not missed.
        var changed = state
            .All(kind)
            .Select(o => (o.Version, Json: new Func<JsonObject>(() => list.Selected(place.Select, o))))
            .Concat(
                state
                    .Removals.Where(r => r.Kind == kind && r.Version > place.Began)
                    .Select(r => (r.Version, Json: new Func<JsonObject>(() => Removed(r))))
            )
            // A next page repeats the last object.
            .Where(c => isNextPage ? c.Version >= place.Cursor : c.Version > place.Cursor)
            .OrderBy(c => c.Version)
            .ToList();
        var page = changed.Take(options.GraphPageSize).ToList();
        var body = page.Select(c => c.Json()).ToList();
        return page.Count < changed.Count
            ? Page(request, body, Link(request, "$skiptoken", place with { Cursor = page[^1].Version }), null)
            : Page(request, body, null, Link(request, "$deltatoken", new Place(state.Version, 0, place.Select)));
    }

    private Place Read(TenantRequest request)
    {
        if ((request.Parameter("$skiptoken") ?? request.Parameter("$deltatoken")) is not { } token)
            return new Place(0, state.Version, request.Parameter("$select"));
        var parts = GraphTokens.Read(token, "delta", 5) ?? throw GraphFault.Invalid("Badly formed token.");
        if (clock.Time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(GraphTokens.Number(parts[4])) > Life)
            throw new GraphFault(
                400,
                "syncStateNotFound",
                "The sync state generation is not found; start over with a full synchronization."
            );
        return new Place(
            GraphTokens.Number(parts[1]),
            GraphTokens.Number(parts[2]),
            parts[3].Length > 0 ? parts[3] : null
        );
    }

    private static JsonObject Removed(Removal removal) =>
        new()
        {
            ["id"] = removal.Id.ToString(),
            ["@removed"] = new JsonObject { ["reason"] = removal.Reason },
        };

    private string Link(TenantRequest request, string parameter, Place place)
    {
        var token = GraphTokens.Write(
            "delta",
            place.Cursor,
            place.Began,
            place.Select ?? string.Empty,
            clock.Time.GetUtcNow().ToUnixTimeSeconds()
        );
        return $"{request.Root}/{request.Segments[0]}/{request.Segments[1]}/delta?{parameter}={token}";
    }

    private static TenantAnswer Page(TenantRequest request, List<JsonObject> page, string? nextLink, string? deltaLink)
    {
        var body = new JsonObject
        {
            ["@odata.context"] = $"{request.Root}/{request.Segments[0]}/$metadata#{request.Segments[1]}",
        };
        if (nextLink is not null)
            body["@odata.nextLink"] = nextLink;
        if (deltaLink is not null)
            body["@odata.deltaLink"] = deltaLink;
        body["value"] = new JsonArray([.. page]);
        return new TenantAnswer(200, body);
    }

    /// <param name="Cursor">Changes after this one are returned.</param>
    /// <param name="Began">The version at which the first round began: earlier deletions are irrelevant.</param>
    private sealed record Place(long Cursor, long Began, string? Select);
}
