using HybridAdmin.SignIn;

namespace HybridAdmin.Api;

/// <summary>
/// The JSON API below /api/v1: the same use cases, policies and audit as the pages (design, section 6). Bearer tokens only, so that no web page can use
/// somebody's cookie for it.
/// </summary>
internal static class ApiEndpoints
{
    public static void MapConsoleApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization(BearerTokens.Policy).AddEndpointFilter<ApiFaultFilter>().DisableAntiforgery();
        RecipientsApi.Map(api.MapGroup("/recipients").WithTags("Recipients"));
        AuditApi.Map(api.MapGroup("/audit").WithTags("Audit"));
        PermissionsApi.Map(api.MapGroup("/permissions").WithTags("Permissions"));
        api.Map("/{**path}", () => ApiProblems.NotFound("There is nothing at this address of the API.")).ExcludeFromDescription();
    }
}
