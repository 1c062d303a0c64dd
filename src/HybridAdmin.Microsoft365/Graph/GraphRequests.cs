using HybridAdmin.Core.Tenant;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>
/// Builds requests that exist for users, groups and contacts, for which the SDK has a separate type each. Always with
/// $select, because Graph's default set lacks most members.
/// </summary>
internal static class GraphRequests
{
    public static RequestInformation Read(this GraphServiceClient graph, TenantRecipientKind kind, string id)
    {
        string[] select = GraphMapping.Select(kind);
        return kind switch
        {
            TenantRecipientKind.User => graph.Users[id].ToGetRequestInformation(c => c.QueryParameters.Select = select),
            TenantRecipientKind.Group => graph
                .Groups[id]
                .ToGetRequestInformation(c => c.QueryParameters.Select = select),
            TenantRecipientKind.Contact => graph
                .Contacts[id]
                .ToGetRequestInformation(c => c.QueryParameters.Select = select),
            _ => throw NotInGraph(kind),
        };
    }

    public static RequestInformation List(this GraphServiceClient graph, TenantRecipientKind kind, string filter)
    {
        string[] select = GraphMapping.Select(kind);
        return kind switch
        {
            TenantRecipientKind.User => graph.Users.ToGetRequestInformation(c =>
            {
                c.QueryParameters.Select = select;
                c.QueryParameters.Filter = filter;
            }),
            TenantRecipientKind.Group => graph.Groups.ToGetRequestInformation(c =>
            {
                c.QueryParameters.Select = select;
                c.QueryParameters.Filter = filter;
            }),
            TenantRecipientKind.Contact => graph.Contacts.ToGetRequestInformation(c =>
            {
                c.QueryParameters.Select = select;
                c.QueryParameters.Filter = filter;
            }),
            _ => throw NotInGraph(kind),
        };
    }

    /// <summary>The first page of a first round.</summary>
    public static RequestInformation Delta(this GraphServiceClient graph, TenantRecipientKind kind)
    {
        string[] select = GraphMapping.Select(kind);
        return kind switch
        {
            TenantRecipientKind.User => graph.Users.Delta.ToGetRequestInformation(c =>
                c.QueryParameters.Select = select
            ),
            TenantRecipientKind.Group => graph.Groups.Delta.ToGetRequestInformation(c =>
                c.QueryParameters.Select = select
            ),
            TenantRecipientKind.Contact => graph.Contacts.Delta.ToGetRequestInformation(c =>
                c.QueryParameters.Select = select
            ),
            _ => throw NotInGraph(kind),
        };
    }

    /// <summary>Deleted users or groups, which can be restored within 30 days.</summary>
    public static RequestInformation Deleted(this GraphServiceClient graph, TenantRecipientKind kind)
    {
        string[] select = ["id", "deletedDateTime", "displayName", "mail", "proxyAddresses"];
        return kind switch
        {
            TenantRecipientKind.User => graph.Directory.DeletedItems.GraphUser.ToGetRequestInformation(c =>
            {
                c.QueryParameters.Select = [.. select, "userPrincipalName"];
                c.QueryParameters.Top = 100;
            }),
            TenantRecipientKind.Group => graph.Directory.DeletedItems.GraphGroup.ToGetRequestInformation(c =>
            {
                c.QueryParameters.Select = select;
                c.QueryParameters.Top = 100;
            }),
            _ => throw NotInGraph(kind),
        };
    }

    /// <summary>Builds the read of the source of authority of an object.</summary>
    public static RequestInformation ReadSyncBehavior(
        this GraphServiceClient graph,
        TenantRecipientKind kind,
        string id
    )
    {
        string[] select = ["isCloudManaged"];
        return kind switch
        {
            TenantRecipientKind.User => graph
                .Users[id]
                .OnPremisesSyncBehavior.ToGetRequestInformation(c => c.QueryParameters.Select = select),
            TenantRecipientKind.Group => graph
                .Groups[id]
                .OnPremisesSyncBehavior.ToGetRequestInformation(c => c.QueryParameters.Select = select),
            TenantRecipientKind.Contact => graph
                .Contacts[id]
                .OnPremisesSyncBehavior.ToGetRequestInformation(c => c.QueryParameters.Select = select),
            _ => throw NotInGraph(kind),
        };
    }

    public static RequestInformation PatchSyncBehavior(
        this GraphServiceClient graph,
        TenantRecipientKind kind,
        string id,
        OnPremisesSyncBehavior body
    ) =>
        kind switch
        {
            TenantRecipientKind.User => graph.Users[id].OnPremisesSyncBehavior.ToPatchRequestInformation(body),
            TenantRecipientKind.Group => graph.Groups[id].OnPremisesSyncBehavior.ToPatchRequestInformation(body),
            TenantRecipientKind.Contact => graph.Contacts[id].OnPremisesSyncBehavior.ToPatchRequestInformation(body),
            _ => throw NotInGraph(kind),
        };

    private static ArgumentOutOfRangeException NotInGraph(TenantRecipientKind kind) =>
        new(nameof(kind), kind, "Exchange-only objects are not in Graph.");
}
