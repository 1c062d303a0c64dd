using HybridAdmin.SignIn;
using Microsoft.AspNetCore.Authorization;
using Scalar.AspNetCore;

namespace HybridAdmin.Api.OpenApi;

/// <summary>
/// Serves the interactive API reference at /api/docs (Scalar), for people who are signed in and for tokens. The console
/// serves script and style itself; no other host is contacted.
/// </summary>
internal static class ApiReference
{
    public const string Path = "/api/docs";

    /// <summary>The scheme that uses the token of a request that has one, and otherwise the cookie.</summary>
    private const string PersonOrToken = nameof(PersonOrToken);

    public static IServiceCollection AddConsoleApiReference(this IServiceCollection services)
    {
        services
            .AddAuthentication()
            .AddPolicyScheme(
                PersonOrToken,
                null,
                scheme =>
                    scheme.ForwardDefaultSelector = context =>
                        ApiTokens.IsPresented(context.Request) ? ApiTokenHandler.Scheme : ConsoleSignIn.Scheme
            );
        return services;
    }

    public static void MapConsoleApiReference(this IEndpointRouteBuilder routes)
    {
        var reference = routes
            .MapGroup("")
            .RequireAuthorization(
                new AuthorizationPolicyBuilder(PersonOrToken)
                    .RequireAssertion(context => ActorClaims.RoleOf(context.User) is not null)
                    .Build()
            )
            .ExcludeFromDescription();
        // The package allows anonymous access to its scripts.
        ((IEndpointConventionBuilder)reference).Finally(endpoint =>
        {
            foreach (var anonymous in endpoint.Metadata.OfType<IAllowAnonymous>().ToArray())
                endpoint.Metadata.Remove(anonymous);
        });
        reference.MapScalarApiReference(Path, Configure);
    }

    /// <summary>The nonce of the page's scripts; null if the response is not this page.</summary>
    public static string? NonceOf(HttpContext context) =>
        context.Items[ScalarOptions.NonceHttpContextItemKey] as string;

    private static void Configure(ScalarOptions options, HttpContext context)
    {
        options.WithTitle("HybridAdmin API").WithOpenApiRoutePattern(ConsoleOpenApi.Path).WithNonce();
        options.Telemetry = false;
        options.Agent = new ScalarAgentOptions { Disabled = true };
        options.Mcp = new ScalarMcpOptions { Disabled = true };
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.DefaultFonts = false;
        options.ProxyUrl = null;
        options.PersistentAuthentication = false;
    }
}
