using System.Reflection;
using HybridAdmin.Api.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace HybridAdmin.Api.Requests;

/// <summary>
/// The JSON body of a request, as a parameter of a handler. It does not use Accepts(), which selects end points by
/// content type: a request with another type would match none, instead of receiving a problem that names the right
/// type.
/// </summary>
internal sealed class JsonRequest<T>
    : IApiInput,
        IBindableFromHttpContext<JsonRequest<T>>,
        IEndpointParameterMetadataProvider
    where T : class, IApiRequest<T>, new()
{
    private readonly T? value;

    private JsonRequest(T? value, ProblemHttpResult? problem) => (this.value, Problem) = (value, problem);

    /// <inheritdoc/>
    public ProblemHttpResult? Problem { get; }

    /// <exception cref="InvalidOperationException">The body is not valid; see <see cref="Problem"/>.</exception>
    public T Value => value ?? throw new InvalidOperationException("The body of the request is not valid.");

    public static async ValueTask<JsonRequest<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var (value, problem) = await StrictJson.ReadAsync<T>(context.Request, context.RequestAborted);
        return new JsonRequest<T>(value, problem);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ApiRequestBody(typeof(T), T.Example, IsRequired: !T.MayBeEmpty));
        ApiErrors.Declare(builder.Metadata, [ApiErrors.Invalid, ApiErrors.TooLarge, ApiErrors.UnsupportedMediaType]);
    }
}

/// <summary>The query parameters of a request, as a parameter of a handler.</summary>
internal sealed class QueryRequest<T>
    : IApiInput,
        IBindableFromHttpContext<QueryRequest<T>>,
        IEndpointParameterMetadataProvider
    where T : class, IApiQuery<T>
{
    private QueryRequest(T value, ProblemHttpResult? problem) => (Value, Problem) = (value, problem);

    /// <inheritdoc/>
    public ProblemHttpResult? Problem { get; }

    /// <summary>The parameters; an invalid one has its default.</summary>
    public T Value { get; }

    public static ValueTask<QueryRequest<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var reader = new QueryReader(context.Request);
        var value = T.Read(reader);
        return ValueTask.FromResult<QueryRequest<T>?>(new QueryRequest<T>(value, reader.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new ApiQueryParameters(typeof(T)));
        ApiErrors.Declare(builder.Metadata, [ApiErrors.Invalid]);
    }
}

/// <summary>Answers requests whose body or parameters are invalid, before the handler is called.</summary>
internal sealed class InvalidRequestFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.Arguments.OfType<IApiInput>().FirstOrDefault(i => i.Problem is not null)?.Problem
        ?? await next(context);
}
