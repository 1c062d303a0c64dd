using HybridAdmin.Core.Access;
using Microsoft.AspNetCore.Authorization;

namespace HybridAdmin.SignIn;

/// <summary>
/// Authorization policies: one per <see cref="Permission"/>, with its name, and <see cref="BearerTokens.Policy"/>.
/// </summary>
internal static class ConsolePolicies
{
    public static void Add(AuthorizationOptions options)
    {
        foreach (var permission in Enum.GetValues<Permission>())
        {
            options.AddPolicy(
                permission.ToString(),
                policy =>
                    policy.RequireAssertion(context =>
                        ActorClaims.RoleOf(context.User) is { } role && PermissionMatrix.Allows(role, permission)
                    )
            );
        }

        options.AddPolicy(
            BearerTokens.Policy,
            policy =>
                policy
                    .AddAuthenticationSchemes(ApiTokenHandler.Scheme)
                    .RequireAssertion(context => ActorClaims.RoleOf(context.User) is not null)
        );

        // End points without a policy require a person with a role. Blazor's script cannot declare a policy: it is the
        // framework's, the same for everybody.
        options.FallbackPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context =>
                ActorClaims.RoleOf(context.User) is not null
                || context.Resource is HttpContext http && http.Request.Path.StartsWithSegments("/_framework")
            )
            .Build();
        options.DefaultPolicy = new AuthorizationPolicyBuilder()
            .RequireAssertion(context => ActorClaims.RoleOf(context.User) is not null)
            .Build();
    }
}
