using System.Text.Json.Nodes;
using HybridAdmin.Sandbox.Tenant.Cloud;
using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>The routes of Microsoft Graph.</summary>
internal sealed class GraphRoutes
{
    private readonly TenantState state;
    private readonly GraphList list;
    private readonly GraphDelta delta;
    private readonly GraphDomains domains;
    private readonly GraphOrganization organization;
    private readonly GraphChanges changes;

    public GraphRoutes(
        TenantState state,
        TenantClock clock,
        SimulatedTenantOptions options,
        TenantMisbehaviour misbehaviour
    )
    {
        this.state = state;
        list = new GraphList(options, misbehaviour);
        delta = new GraphDelta(state, clock, options, list);
        domains = new GraphDomains(state, misbehaviour);
        organization = new GraphOrganization(state, misbehaviour);
        changes = new GraphChanges(state);
    }

    public TenantAnswer Answer(TenantRequest request)
    {
        var path = request.Segments[1..];
        return (request.Method, path) switch
        {
            (_, ["domains", ..]) => domains.Answer(request, path),
            ("GET", ["organization"]) => organization.Answer(request),
            ("GET", ["subscribedSkus"]) => organization.Skus(request),
            (_, ["users" or "groups" or "contacts", ..]) => Objects(request, path),
            ("GET", ["directory", "deletedItems", "microsoft.graph.user" or "graph.user"]) => list.Answer(
                request,
                "users",
                state.SoftDeleted.Where(o => o.Kind == CloudKind.User).OrderBy(o => o.Id)
            ),
            ("GET", ["directory", "deletedItems", "microsoft.graph.group" or "graph.group"]) => list.Answer(
                request,
                "groups",
                state.SoftDeleted.Where(o => o.Kind == CloudKind.Group).OrderBy(o => o.Id)
            ),
            _ => throw GraphFault.Segment(path[^1]),
        };
    }

    private TenantAnswer Objects(TenantRequest request, string[] path)
    {
        var kind = path[0] switch
        {
            "users" => CloudKind.User,
            "groups" => CloudKind.Group,
            _ => CloudKind.Contact,
        };
        switch (request.Method, path)
        {
            case ("GET", [_]):
                return list.Answer(request, path[0], state.All(kind));
            case ("GET", [_, "$count"]):
                return list.Count(request, state.All(kind));
            case ("GET", [_, "delta" or "delta()"]):
                return delta.Answer(request, kind);
        }

        if (path.Length < 2)
            throw new GraphFault(
                405,
                "Request_BadRequest",
                "Specified HTTP method is not allowed for the request target."
            );
        var item = Find(kind, path[1]);
        switch (request.Method, path)
        {
            case ("GET", [_, _]):
                return Whole(request, path[0], item);
            case ("PATCH", [_, _]) when kind == CloudKind.User:
                return changes.PatchUser(request, item);
            case ("GET", [_, _, "onPremisesSyncBehavior"]):
                return changes.ReadBehavior(request, item);
            case ("PATCH", [_, _, "onPremisesSyncBehavior"]):
                return changes.PatchBehavior(request, item);
            case ("GET", ["users", _, "licenseDetails"]):
                return GraphOrganization.LicenceDetails(request, item);
            case ("GET", ["groups", _, "members"]):
                return list.Answer(
                    request,
                    "directoryObjects",
                    item.Members.Select(state.Find).OfType<CloudObject>(),
                    withTypes: true
                );
            case ("GET", _):
                throw GraphFault.Segment(path[^1]);
            default:
                throw new GraphFault(
                    405,
                    "Request_BadRequest",
                    "Specified HTTP method is not allowed for the request target."
                );
        }
    }

    private TenantAnswer Whole(TenantRequest request, string set, CloudObject item)
    {
        var body = new JsonObject
        {
            ["@odata.context"] = $"{request.Root}/{request.Segments[0]}/$metadata#{set}/$entity",
        };
        foreach (var (name, value) in list.Selected(request, item))
            body[name] = value?.DeepClone();
        return new TenantAnswer(200, body);
    }

    /// <summary>Finds an object by id, users also by sign-in name.</summary>
    private CloudObject Find(CloudKind kind, string key)
    {
        var found =
            Guid.TryParse(key, out var id) ? state.Find(id)
            : kind == CloudKind.User
                ? state.Objects.FirstOrDefault(o =>
                    string.Equals(o.UserPrincipalName, key, StringComparison.OrdinalIgnoreCase)
                )
            : null;
        return found?.Kind == kind ? found : throw GraphFault.NotFound(key);
    }
}
