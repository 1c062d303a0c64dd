using HybridAdmin.Sandbox.Tenant.Http;

namespace HybridAdmin.Sandbox.Tenant.Graph;

/// <summary>Resource units of a request (Microsoft Graph: throttling limits of the directory service).</summary>
internal static class GraphCosts
{
    public static int Of(TenantRequest request)
    {
        var cost = request.Segments.Skip(1).ToArray() switch
        {
            ["users"] or ["users", "delta" or "delta()"] => 2,
            ["subscribedSkus"] => 3,
            [_, _, "members"] => 3,
            [_, _, "transitiveMembers"] => 5,
            ["domains", _, "domainNameReferences"] => 4,
            _ => 1,
        };
        if (request.Parameter("$select") is not null)
            cost--;
        if (request.Parameter("$expand") is not null)
            cost++;
        if (int.TryParse(request.Parameter("$top"), out var top) && top < 20)
            cost--;
        return Math.Max(1, cost);
    }
}

/// <summary>The application permissions that allow a request; any one of a row is sufficient.</summary>
internal static class GraphPermissions
{
    public static bool Missing(TenantRequest request, IReadOnlySet<string> granted)
    {
        var needed = Needed(request.Method, [.. request.Segments.Skip(1)]);
        return needed.Length == 0 || !needed.Any(granted.Contains);
    }

    /// <summary>Empty: no application may call it, whatever was granted.</summary>
    private static string[] Needed(string method, string[] path) =>
        (method, path) switch
        {
            (_, ["directory", "onPremisesSynchronization", ..]) => [], // for signed-in administrators only
            (_, ["users", _, "onPremisesSyncBehavior"]) => ["User-OnPremisesSyncBehavior.ReadWrite.All"],
            (_, ["groups", _, "onPremisesSyncBehavior"]) => ["Group-OnPremisesSyncBehavior.ReadWrite.All"],
            (_, ["contacts", _, "onPremisesSyncBehavior"]) => ["Contacts-OnPremisesSyncBehavior.ReadWrite.All"],
            (_, ["users", _, "licenseDetails"]) or (_, ["subscribedSkus", ..]) =>
            [
                "LicenseAssignment.Read.All",
                "LicenseAssignment.ReadWrite.All",
                "Organization.Read.All",
                "Directory.Read.All",
            ],
            ("GET", ["users", ..] or ["directory", "deletedItems", ..]) =>
            [
                "User.Read.All",
                "User.ReadWrite.All",
                "Directory.Read.All",
            ],
            (_, ["users", ..]) => ["User.ReadWrite.All", "Directory.ReadWrite.All"],
            ("GET", ["groups", _, "members"]) => ["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"],
            ("GET", ["groups", ..]) => ["Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"],
            (_, ["groups", ..]) => ["Group.ReadWrite.All", "Directory.ReadWrite.All"],
            (_, ["contacts", ..]) => ["OrgContact.Read.All", "Directory.Read.All"],
            ("GET", ["domains", ..]) => ["Domain.Read.All", "Domain.ReadWrite.All", "Directory.Read.All"],
            (_, ["domains", ..]) => ["Domain.ReadWrite.All"],
            (_, ["organization", ..]) => ["Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All"],
            (_, [var unknown, ..]) => throw GraphFault.Segment(unknown),
            _ => throw GraphFault.Segment(string.Empty),
        };
}
