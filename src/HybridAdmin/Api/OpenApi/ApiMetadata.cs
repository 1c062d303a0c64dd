using HybridAdmin.Api.Requests;

namespace HybridAdmin.Api.OpenApi;

/// <summary>The body that an end point reads.</summary>
/// <param name="Type">A type that implements <see cref="IApiRequest{TSelf}"/>.</param>
/// <param name="Example">A value of the type.</param>
/// <param name="IsRequired">False if a request without a body is treated as a body without members.</param>
internal sealed record ApiRequestBody(Type Type, object Example, bool IsRequired);

/// <summary>The query parameters that an end point reads.</summary>
/// <param name="Type">A type that implements <see cref="IApiQuery{TSelf}"/>.</param>
internal sealed record ApiQueryParameters(Type Type);

/// <summary>An example of the body with which an end point answers.</summary>
/// <param name="ContentType">The media type.</param>
/// <param name="Example">The body; a string if it is not JSON.</param>
internal sealed record ApiResponseExample(string ContentType, object Example);

/// <summary>A header of a successful answer.</summary>
internal sealed record ApiResponseHeader(string Name, string Description);

/// <summary>The constants of a class that are the values of a member.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StableCodesAttribute(Type constants) : Attribute
{
    /// <summary>The values, in order.</summary>
    public IReadOnlyList<string> Codes { get; } =
    [
        .. constants
            .GetFields()
            .Where(f => f.IsLiteral)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];
}

internal static class ApiMetadata
{
    /// <summary>Describes a header of the successful answer.</summary>
    public static RouteHandlerBuilder AnswersWith(this RouteHandlerBuilder route, string header, string description) =>
        route.WithMetadata(new ApiResponseHeader(header, description));
}
