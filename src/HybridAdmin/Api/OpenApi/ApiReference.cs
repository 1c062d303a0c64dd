using HybridAdmin.SignIn;
using Microsoft.AspNetCore.Authorization;
using Scalar.AspNetCore;

namespace HybridAdmin.Api.OpenApi;

/// <summary>
/// The API to read and try at /api/docs (Scalar), for people who are signed in and for tokens. Script and style come
/// from the console; nothing is asked of another host.
/// </summary>
internal static class ApiReference
{
    public const string Path = "/api/docs";

    /// <summary>A scheme that takes the token of a request that has one, else the cookie.</summary>
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
        // The package lets anybody read its scripts.
        ((IEndpointConventionBuilder)reference).Finally(endpoint =>
        {
            foreach (var anonymous in endpoint.Metadata.OfType<IAllowAnonymous>().ToArray())
                endpoint.Metadata.Remove(anonymous);
        });
        reference.MapScalarApiReference(Path, Configure);
    }

    /// <summary>The nonce of the page's scripts; null: the answer is another one.</summary>
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
