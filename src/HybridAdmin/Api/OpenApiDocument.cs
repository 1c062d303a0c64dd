using HybridAdmin.Hosting;
using Microsoft.OpenApi;

namespace HybridAdmin.Api;

/// <summary>
/// The description of the API at /openapi/v1.json, for everybody who may reach the console: it says nothing about
/// anybody.
/// </summary>
internal static class OpenApiDocument
{
    private const string Version = "v1";
    private const string Bearer = "bearer";

    public static IServiceCollection AddConsoleOpenApi(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        return services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                Version,
                new OpenApiInfo
                {
                    Title = "HybridAdmin",
                    Version = ConsoleFacts.Version,
                    Description =
                        "Hybrid recipients in Active Directory: find, preview, edit, take back, and the "
                        + "audit log. Errors are problem details (RFC 9457) with a stable code.",
                }
            );
            options.AddSecurityDefinition(
                Bearer,
                new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "A token of Api:Tokens.",
                }
            );
            options.AddSecurityRequirement(document => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(Bearer, document)] = [],
            });
            options.OperationFilter<ApiOperationFilter>();
            options.DocInclusionPredicate(
                (_, description) => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false
            );
        });
    }

    public static void UseConsoleOpenApi(this WebApplication app) =>
        app.UseSwagger(options => options.RouteTemplate = "openapi/{documentName}.json");
}
