using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace HybridAdmin.Api;

/// <summary>A parameter that a handler reads by itself, for the OpenAPI document.</summary>
internal sealed record ApiParameter(string Name, string Description, bool IsRequired = false, bool InHeader = false);

/// <summary>
/// What handlers read by themselves, strictly, and ASP.NET therefore does not know. Not Accepts(): it would choose end
/// points by the content type, and another type would find none instead of a sentence.
/// </summary>
internal static class ApiDescriptions
{
    public static RouteHandlerBuilder Describes(this RouteHandlerBuilder route, params ApiParameter[] parameters) =>
        route.WithMetadata(new Parameters(parameters));

    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder route, bool isRequired = true) =>
        route.WithMetadata(new Body(typeof(T), isRequired));

    internal sealed record Parameters(IReadOnlyList<ApiParameter> All);

    internal sealed record Body(Type Type, bool IsRequired);
}

/// <summary>A problem as the OpenAPI document describes it; further members depend on the code.</summary>
internal sealed record ProblemDocument(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    Dictionary<string, string[]>? Errors,
    HolderDocument? Holder,
    Dictionary<string, string[]>? Present,
    long? ChangeId
);

/// <summary>Who has the address.</summary>
internal sealed record HolderDocument(Guid Id, string DisplayName, string Attribute);

/// <summary>Adds to each call what it reads and how it says no.</summary>
internal sealed class ApiOperationFilter : IOperationFilter
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    private static readonly (int Status, string Description)[] Always =
    [
        (401, "unauthorized"),
        (403, "forbidden"),
        (422, "invalid, with errors by member"),
        (503, "directory-unavailable or audit-unavailable"),
    ];

    private static readonly (int Status, string Description)[] OfObjects = [(404, "not-found")];

    private static readonly (int Status, string Description)[] OfBodies =
    [
        (413, "too-large"),
        (415, "unsupported-media-type"),
    ];

    private static readonly (int Status, string Description)[] OfChanges =
    [
        (409, "stale, address-in-use, authority-elsewhere, invalid-state or not-revertible"),
        (502, "directory-refused, with the directory's own words"),
        (504, "outcome-unknown: the record is settled later"),
    ];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<ApiDescriptions.Parameters>().SelectMany(p => p.All))
            operation.Parameters.Add(Of(parameter));

        var body = metadata.OfType<ApiDescriptions.Body>().FirstOrDefault();
        if (body is not null)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = body.IsRequired,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Json] = new()
                    {
                        Schema = context.SchemaGenerator.GenerateSchema(body.Type, context.SchemaRepository),
                    },
                },
            };
        }

        var isPreview = context.ApiDescription.RelativePath?.EndsWith("/preview", StringComparison.Ordinal) ?? false;
        var problem = context.SchemaGenerator.GenerateSchema(typeof(ProblemDocument), context.SchemaRepository);
        operation.Responses ??= [];
        foreach (
            var (status, description) in Always
                .Concat(context.ApiDescription.ParameterDescriptions.Any(p => p.Name == "id") ? OfObjects : [])
                .Concat(body is null ? [] : OfBodies)
                .Concat(body is null || isPreview ? [] : OfChanges)
        )
        {
            operation.Responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] =
                new OpenApiResponse
                {
                    Description = description,
                    Content = new Dictionary<string, OpenApiMediaType> { [Problem] = new() { Schema = problem } },
                };
        }
    }

    private static OpenApiParameter Of(ApiParameter parameter) =>
        new()
        {
            Name = parameter.Name,
            In = parameter.InHeader ? ParameterLocation.Header : ParameterLocation.Query,
            Description = parameter.Description,
            Required = parameter.IsRequired,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        };
}
