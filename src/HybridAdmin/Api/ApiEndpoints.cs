using HybridAdmin.Api.Requests;
using HybridAdmin.SignIn;

namespace HybridAdmin.Api;

/// <summary>
/// Maps the JSON API below /api/v1. It uses the same use cases, policies and audit as the pages. It accepts bearer
/// tokens only, so that no web page can use somebody's cookie for it.
/// </summary>
internal static class ApiEndpoints
{
    public static void MapConsoleApi(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api/v1")
            .RequireAuthorization(BearerTokens.Policy)
            .AddEndpointFilter<ApiFaultFilter>()
            .AddEndpointFilter<InvalidRequestFilter>()
            .CanFailWith(ApiErrors.OfEveryCall)
            .DisableAntiforgery();
        RecipientsApi.Map(api.MapGroup("/recipients").WithTags("Recipients"));
        AuditApi.Map(api.MapGroup("/audit").WithTags("Audit"));
        MigrationApi.Map(api.MapGroup("/migration").WithTags("Migration"));
        DomainsApi.Map(api.MapGroup("/domains").WithTags("Domains"));
        PermissionsApi.Map(api.MapGroup("/permissions").WithTags("Permissions"));
        api.MapNothing("/{**path}");
        routes.MapGroup("/api").RequireAuthorization(BearerTokens.Policy).DisableAntiforgery().MapNothing("/{**path}");
    }

    /// <summary>
    /// Answers every method that no other end point handles at this address with a problem that names the allowed
    /// methods.
    /// </summary>
    public static void MapOtherMethods(this RouteGroupBuilder group, string pattern, params string[] allowed)
    {
        var names = string.Join(", ", allowed);
        group
            .Map(
                pattern,
                (HttpResponse response) =>
                {
                    response.Headers.Allow = names;
                    return ApiProblems.MethodNotAllowed($"This address takes {names} only.");
                }
            )
            .ExcludeFromDescription();
    }

    private static void MapNothing(this RouteGroupBuilder group, string pattern) =>
        group
            .Map(pattern, () => ApiProblems.NotFound("There is nothing at this address of the API."))
            .ExcludeFromDescription();
}
