using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HybridAdmin.Api.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HybridAdmin.Api.OpenApi;

/// <summary>
/// Adds to each operation the parts that its handler declares by types of this project: query parameters, the body with
/// an example, the codes of problems, headers.
/// </summary>
internal static class ApiOperations
{
    public static async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<ApiQueryParameters>().SingleOrDefault() is { } query)
            await AddParametersAsync(operation, query.Type, context, cancellationToken);
        if (metadata.OfType<ApiRequestBody>().SingleOrDefault() is { } body)
            operation.RequestBody = await BodyAsync(body, context, cancellationToken);
        foreach (var example in metadata.OfType<ApiResponseExample>())
            ContentOf(operation, "200", example.ContentType).Example = JsonOf(example.Example);
        foreach (var header in metadata.OfType<ApiResponseHeader>())
            AddHeader(operation, "200", header.Name, header.Description, JsonSchemaType.String);
        foreach (var errors in metadata.OfType<ApiError>().Distinct().GroupBy(e => e.Status))
            Describe(operation, errors.Key.ToString(CultureInfo.InvariantCulture), [.. errors]);
        var responses = new OpenApiResponses();
        foreach (var (status, response) in operation.Responses!.OrderBy(r => r.Key, StringComparer.Ordinal))
            responses.Add(status, response);
        operation.Responses = responses;
        AddHeader(operation, "401", "WWW-Authenticate", "Bearer.", JsonSchemaType.String);
        AddHeader(operation, "429", "Retry-After", "The seconds to wait.", JsonSchemaType.Integer);
    }

    private static async Task AddParametersAsync(
        OpenApiOperation operation,
        Type type,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
        ApiSchemas.DescribeMembers(schema);
        operation.Parameters ??= [];
        foreach (var (name, value) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            var description = value.Description;
            if (value is OpenApiSchema own)
                (own.Type, own.Description) = (own.Type & ~JsonSchemaType.Null, null);
            operation.Parameters.Add(
                new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Description = description,
                    Required = IsRequired(type, name),
                    Schema = value,
                }
            );
        }
    }

    private static bool IsRequired(Type type, string parameter) =>
        Array.Exists(
            type.GetProperties(),
            p =>
                p.Name.Equals(parameter, StringComparison.OrdinalIgnoreCase)
                && p.IsDefined(typeof(RequiredAttribute), true)
        );

    private static async Task<OpenApiRequestBody> BodyAsync(
        ApiRequestBody body,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken);
        ApiSchemas.DescribeMembers(schema);
        context.Document!.AddComponent(body.Type.Name, schema);
        return new OpenApiRequestBody
        {
            Required = body.IsRequired,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = new OpenApiSchemaReference(body.Type.Name, context.Document),
                    Example = JsonSerializer.SerializeToNode(body.Example, body.Type, StrictJson.Options)
                        is JsonObject all
                        ? WithoutAbsentMembers(all)
                        : null,
                },
            },
        };
    }

    /// <summary>
    /// Removes the null members of an example: in a request null differs from absent, and an example omits most
    /// members.
    /// </summary>
    private static JsonObject WithoutAbsentMembers(JsonObject body)
    {
        foreach (var name in body.Where(m => m.Value is null).Select(m => m.Key).ToArray())
            body.Remove(name);
        return body;
    }

    private static void Describe(OpenApiOperation operation, string status, IReadOnlyList<ApiError> errors)
    {
        var content = ContentOf(operation, status, "application/problem+json");
        content.Examples = errors.ToDictionary(
            e => e.Code,
            e =>
                (IOpenApiExample)
                    new OpenApiExample { Summary = e.Description, Value = JsonOf(ApiProblems.ExampleOf(e)) }
        );
        operation.Responses![status].Description = string.Join(
            '\n',
            errors.Select(e => $"`{e.Code}`: {e.Description}")
        );
    }

    private static OpenApiMediaType ContentOf(OpenApiOperation operation, string status, string contentType) =>
        operation.Responses?[status].Content?[contentType]
        ?? throw new InvalidOperationException($"{operation.OperationId} has no answer {status} {contentType}.");

    private static void AddHeader(
        OpenApiOperation operation,
        string status,
        string name,
        string description,
        JsonSchemaType type
    )
    {
        if (operation.Responses?[status] is not OpenApiResponse response)
            return;
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader
        {
            Description = description,
            Schema = new OpenApiSchema { Type = type },
        };
    }

    private static JsonNode? JsonOf(object value) =>
        value is string text
            ? JsonValue.Create(text)
            : JsonSerializer.SerializeToNode(value, value.GetType(), ApiJson.Options);
}
