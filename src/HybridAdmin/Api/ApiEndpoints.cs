using HybridAdmin.Hosting;
using HybridAdmin.SignIn;

namespace HybridAdmin.Api;

internal static class ApiEndpoints
{
    /// <summary>The JSON API (design, section 6): bearer tokens only, so that no web page can use somebody's cookie for it.</summary>
    public static void MapConsoleApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization(ConsolePolicies.ApiCaller);
        api.Map("/{**path}", (HttpContext context) => Problems.WriteAsync(context, StatusCodes.Status404NotFound, "not-found", "There is nothing at this address of the API."));
    }
}
