using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Access;

namespace HybridAdmin.Api;

/// <summary>Maps /api/v1/permissions.</summary>
internal static class PermissionsApi
{
    public static void Map(RouteGroupBuilder permissions)
    {
        permissions.MapGet("", GetAsync).WithName("GetPermissions");
        permissions.MapOtherMethods("", "GET");
    }

    /// <summary>Gets the caller's role, scope and permissions</summary>
    internal static async Task<ApiResult<PermissionsResponse>> GetAsync(
        GetPermissions get,
        CancellationToken cancellationToken
    )
    {
        var (actor, permissions) = await get.ExecuteAsync(cancellationToken);
        return new PermissionsResponse
        {
            Actor = actor.Id,
            DisplayName = actor.DisplayName,
            Role = actor.Role,
            Scope = [.. actor.Scope.Select(s => s.ToString())],
            Permissions = permissions,
        };
    }
}

/// <summary>The caller and its rights.</summary>
internal sealed record PermissionsResponse : IApiExample<PermissionsResponse>
{
    /// <summary>The stable id, token:NAME.</summary>
    public required string Actor { get; init; }

    /// <summary>The name of the token.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The role.</summary>
    public required Role Role { get; init; }

    /// <summary>The distinguished names of organizational units; empty: the whole directory.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>The permissions of the role.</summary>
    public required IReadOnlyList<Permission> Permissions { get; init; }

    public static PermissionsResponse Example =>
        new()
        {
            Actor = "token:onboarding",
            DisplayName = "onboarding",
            Role = HybridAdmin.Core.Access.Role.Helpdesk,
            Scope = ["OU=Berlin,OU=Staff,DC=contoso,DC=example"],
            Permissions = [Permission.ReadRecipients],
        };
}
