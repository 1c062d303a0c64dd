using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using HybridAdmin.Api.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HybridAdmin.Api.OpenApi;

/// <summary>Completes the schemas that ASP.NET Core generates from types, by rules for all types of the API.</summary>
internal static class ApiSchemas
{
    /// <summary>The members of the framework's ProblemDetails, whose XML comments are not available.</summary>
    private static readonly Dictionary<string, string> ProblemMembers = new()
    {
        ["type"] = "A page about the status.",
        ["title"] = "The status in words.",
        ["status"] = "The HTTP status.",
        ["detail"] = "The problem as a sentence: what happened, to which object, and what to do.",
        ["instance"] = "Not used.",
    };

    public static Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var type = context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo is { } property)
            Constrain(schema, property);
        if (schema.Enum is { Count: > 0 } values)
        {
            // Null is declared beside the reference to an enumeration, not in it: other members refer to it too.
            schema.Enum = [.. values.Where(v => v is not null && v.GetValueKind() == JsonValueKind.String)];
            schema.Type = JsonSchemaType.String;
        }
        else if (SortWordsOf(type) is { } words)
        {
            schema.Type = JsonSchemaType.String;
            schema.Properties = null;
            schema.Required = null;
            schema.Enum = words;
        }
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 } members)
        {
            if (IsRequest(type))
                schema.AdditionalPropertiesAllowed = false;
            else if (type == typeof(ProblemResponse))
                schema.Required = new HashSet<string> { "type", "title", "status", "detail", "code" };
            else
                schema.Required = members.Keys.ToHashSet(); // answers contain all members, nulls included
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Indicates whether the type is read from a request: its members may be absent, and unknown ones are refused.
    /// </summary>
    public static bool IsRequest(Type type) =>
        type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IApiRequest<>));

    /// <summary>Sets the description of members whose type has its own description and is written inline.</summary>
    public static void DescribeMembers(OpenApiSchema schema)
    {
        foreach (var member in schema.Properties?.Values.OfType<OpenApiSchema>() ?? [])
        {
            if (member.Metadata?.TryGetValue("x-ref-description", out var text) == true)
                member.Description = text as string;
        }
    }

    private static void Constrain(OpenApiSchema schema, JsonPropertyInfo property)
    {
        var (owner, attributes) = (property.DeclaringType, property.AttributeProvider);
        if (IsRequest(owner) && !property.IsSetNullable)
            schema.Type &= ~JsonSchemaType.Null;
        if (
            property.PropertyType == typeof(IReadOnlyDictionary<int, string?>)
            && schema.AdditionalProperties is OpenApiSchema value
        )
            value.Type |= JsonSchemaType.Null;
        if (attributes?.GetCustomAttributes(typeof(StableCodesAttribute), false) is [StableCodesAttribute codes])
            schema.Enum = [.. codes.Codes.Select(c => (JsonNode)c)];
        if (!owner.IsAssignableFrom(typeof(ProblemResponse)))
            return;
        schema.Type &= ~JsonSchemaType.Null; // members without a value are omitted
        schema.Description ??= ProblemMembers.GetValueOrDefault(property.Name);
        if (property.Name == "code")
            schema.Enum = [.. ApiErrors.All.Select(e => (JsonNode)e.Code)];
    }

    /// <summary>
    /// The values of a sort order, with and without the leading minus; null if the type is not a sort order.
    /// </summary>
    private static IList<JsonNode>? SortWordsOf(Type type)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(SortOrder<>))
            return null;
        var names = Enum.GetNames(type.GetGenericArguments()[0]).Select(JsonNamingPolicy.CamelCase.ConvertName);
        return [.. names.SelectMany(n => new JsonNode[] { n, $"-{n}" })];
    }
}
