using HybridAdmin.Core.Access;

namespace HybridAdmin.Api;

/// <summary>/api/v1/permissions.</summary>
internal static class PermissionsApi
{
    public static void Map(RouteGroupBuilder permissions)
    {
        permissions
            .MapGet("", GetAsync)
            .Produces<PermissionsAnswer>()
            .WithSummary("The caller's role, scope and what it may do");
        permissions.MapOtherMethods("", "GET");
    }

    private static async Task<IResult> GetAsync(GetPermissions get, CancellationToken cancellationToken)
    {
        var (actor, permissions) = await get.ExecuteAsync(cancellationToken);
        return Results.Ok(
            new PermissionsAnswer(
                actor.Id,
                actor.DisplayName,
                actor.Role.ToString(),
                actor.Scope.Select(s => s.ToString()).ToArray(),
                permissions.Select(p => p.ToString()).ToArray()
            )
        );
    }
}

/// <summary>Who the caller is.</summary>
/// <param name="Scope">DNs of organisational units; empty: the whole directory.</param>
internal sealed record PermissionsAnswer(
    string Actor,
    string DisplayName,
    string Role,
    IReadOnlyList<string> Scope,
    IReadOnlyList<string> Permissions
);
