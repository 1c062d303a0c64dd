using HybridAdmin.SignIn;
using Microsoft.AspNetCore.Http.Metadata;

namespace HybridAdmin.Api;

/// <summary>The JSON API below /api/v1: the same use cases, policies and audit as the pages (design, section 6).</summary>
internal static class ApiEndpoints
{
    /// <summary>The longest body, in bytes.</summary>
    private const long LongestBody = 1024 * 1024;

    public static void MapConsoleApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1")
            .RequireAuthorization(ConsolePolicies.ApiCaller)
            .AddEndpointFilter<ApiFaultFilter>()
            .WithMetadata(new BodyLimit(LongestBody))
            .DisableAntiforgery();
        RecipientsApi.Map(api.MapGroup("/recipients").WithTags("Recipients"));
        AuditApi.Map(api.MapGroup("/audit").WithTags("Audit"));
        PermissionsApi.Map(api.MapGroup("/permissions").WithTags("Permissions"));
        api.Map("/{**path}", () => ApiProblems.NotFound("There is nothing at this address of the API.")).ExcludeFromDescription();
    }

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
