using HybridAdmin.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HybridAdmin.Api.OpenApi;

/// <summary>
/// Serves the description of the API at /openapi/v1.json to everybody who can reach the console: it contains no
/// personal data. It is generated from the handlers, the types and their XML comments.
/// </summary>
internal static class ConsoleOpenApi
{
    public const string Path = "/openapi/v1.json";

    private const string Version = "v1";
    private const string Bearer = "bearer";

    public static IServiceCollection AddConsoleOpenApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        services.AddSingleton<OpenApiText>();
        services.AddConsoleApiReference();
        return services.AddOpenApi(
            Version,
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.ShouldInclude = description =>
                    description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) ?? false;
                options.AddSchemaTransformer(ApiSchemas.TransformAsync);
                options.AddOperationTransformer(ApiOperations.TransformAsync);
                options.AddDocumentTransformer(DescribeAsync);
            }
        );
    }

    public static void MapConsoleOpenApi(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                Path,
                async (OpenApiText text, CancellationToken cancellationToken) =>
                    Results.Bytes(await text.GetAsync(cancellationToken), "application/json")
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        routes.MapConsoleApiReference();
    }

    private static Task DescribeAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "HybridAdmin",
            Version = ConsoleFacts.Version,
            Description =
                "Hybrid recipients in Active Directory and Microsoft 365: find, preview, edit and revert, with an "
                + "audit log of every change. Errors are problem details (RFC 9457) with a stable code:\n\n"
                + string.Join('\n', ApiErrors.All.Select(e => $"* `{e.Code}` ({e.Status}): {e.Description}")),
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A token of Api:Tokens, with its role and scope.",
            },
        };
        document.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        // The console's address differs by proxy and name: relative to the address that the document was read from.
        document.Servers = [new() { Url = "/" }];
        return Task.CompletedTask;
    }
}

/// <summary>
/// The text of the OpenAPI document: generated for the first caller and cached, since it never changes.
/// </summary>
internal sealed class OpenApiText([FromKeyedServices("v1")] IOpenApiDocumentProvider provider)
{
    private readonly Lock gate = new();
    private Task<byte[]>? text;

    /// <summary>The document as UTF-8.</summary>
    public Task<byte[]> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (text is null or { IsFaulted: true })
                text = CreateAsync();
            return text.WaitAsync(cancellationToken);
        }
    }

    private async Task<byte[]> CreateAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var stream = new MemoryStream();
        await document.SerializeAsJsonAsync(stream, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        return stream.ToArray();
    }
}
