using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HybridAdmin.Api.Requests;

/// <summary>
/// Reads JSON bodies strictly: an unknown member, a duplicate member or a wrong type is refused, because a misspelt
/// member that is silently ignored would be a change not made. Reading stops at the first mistake (decision 0028).
/// </summary>
internal static class StrictJson
{
    /// <summary>
    /// The maximum depth. The deepest body has two levels; the other levels give deeper bodies a better message.
    /// </summary>
    private const int MaxDepth = 8;

    public static JsonSerializerOptions Options { get; } = CreateOptions();

    private static readonly FrozenDictionary<Type, string> Expectations = new Dictionary<Type, string>
    {
        [typeof(string)] = "a text",
        [typeof(bool)] = "true or false",
        [typeof(DateTimeOffset)] = "a time with its offset, such as 2026-12-01T20:00:00Z",
        [typeof(IReadOnlyList<string>)] = $"a list of at most {TextListConverter.MaxCount} texts",
        [typeof(IReadOnlyDictionary<int, string?>)] =
            "an object of numbers and texts, such as { \"1\": \"text\", \"2\": null }",
    }.ToFrozenDictionary();

    /// <summary>Reads the body; returns it, or the problem to answer with.</summary>
    public static async Task<(T? Value, ProblemHttpResult? Problem)> ReadAsync<T>(
        HttpRequest request,
        CancellationToken cancellationToken
    )
        where T : class, IApiRequest<T>, new()
    {
        if (request.ContentType is { Length: > 0 } type && !request.HasJsonContentType())
            return (null, ApiProblems.UnsupportedMediaType(type));
        if (T.MayBeEmpty && request.ContentLength is null or 0 && !request.Headers.TransferEncoding.Any())
            return (new T(), null);
        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(request.Body, Options, cancellationToken);
            return value is null
                ? (null, ApiProblems.Invalid("body", "The body must be a JSON object."))
                : (value, ProblemOf(value.Validate()));
        }
        catch (JsonException exception)
        {
            return (null, ProblemOf(exception, Options.GetTypeInfo(typeof(T))));
        }
        catch (InvalidOperationException)
        {
            return (null, ApiProblems.Invalid("body", "The body holds text that is not valid Unicode."));
        }
        catch (BadHttpRequestException bad)
        {
            return (
                null,
                bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? ApiProblems.TooLarge()
                    // usually the client has gone
                    : ApiProblems.Invalid("body", "The body ended early or was not sent as HTTP asks for.")
            );
        }
    }

    /// <summary>Describes the values that a member can have, for messages.</summary>
    internal static string ExpectationOf(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value.IsEnum
            ? $"one of {string.Join(", ", Enum.GetNames(value).Where(n => n != "Unknown"))}"
            : Expectations[value];
    }

    private static ProblemHttpResult? ProblemOf(IEnumerable<(string Member, string Message)> mistakes)
    {
        var errors = mistakes
            .GroupBy(m => m.Member, m => m.Message)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<string>)[.. g]);
        return errors.Count == 0 ? null : ApiProblems.Invalid(errors.First().Value[0], errors);
    }

    /// <summary>
    /// Describes the broken rule in the console's own words: the serializer's messages name internal types.
    /// </summary>
    private static ProblemHttpResult ProblemOf(JsonException exception, JsonTypeInfo type)
    {
        if (MemberOf(exception.Path) is not { } member)
            return ApiProblems.Invalid("body", "The body must be one valid JSON object of the documented members.");
        if (type.Properties.FirstOrDefault(p => p.Name == member) is not { } property)
            return ApiProblems.Invalid(member, $"There is no member {member}.");
        var absent = property.IsSetNullable ? " or null" : "; leave it out to leave it alone";
        return ApiProblems.Invalid(
            member,
            $"{member} must be {ExpectationOf(property.PropertyType)}{absent}. It can be given only once."
        );
    }

    /// <summary>
    /// The outermost member of a path such as $.addAddresses[3] or $['odd name']; null for the body itself.
    /// </summary>
    private static string? MemberOf(string? path)
    {
        if (path is null or "$")
            return null;
        if (path.StartsWith("$.", StringComparison.Ordinal))
            return path.Length == 2 ? null : path[2..].Split('.', '[')[0];
        var end = path.IndexOf("']", StringComparison.Ordinal);
        return path.StartsWith("$['", StringComparison.Ordinal) && end > 3 ? path[3..end] : null;
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            PropertyNameCaseInsensitive = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.Strict,
            MaxDepth = MaxDepth,
            Converters = { new TextListConverter(), new OffsetTimeConverter(), new EnumNameConverterFactory() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
