using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using HybridAdmin.Core.Domains.Records;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Api;

/// <summary>The JSON format of the API, and the description of its types in the OpenAPI document.</summary>
internal static class ApiJson
{
    /// <summary>The options that the answers of the API use, for JSON that ASP.NET Core does not write.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>
    /// Configures the serializer. Enumeration values are written by name, those of a few enumerations in lower case.
    /// Members of a base type come first, so that an item and its details begin with the same members.
    /// </summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter<FindingSeverity>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<DnsSeverity>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter<MigrationAction>(JsonNamingPolicy.CamelCase));
        options.Converters.Add(new JsonStringEnumConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(PutBaseMembersFirst);
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }

    private static void PutBaseMembersFirst(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(p => p.Order == 0))
            property.Order = DepthOf((property.AttributeProvider as System.Reflection.MemberInfo)?.DeclaringType);
    }

    private static int DepthOf(Type? type) => type is null ? 0 : 1 + DepthOf(type.BaseType);
}
