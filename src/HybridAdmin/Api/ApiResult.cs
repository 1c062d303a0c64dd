using System.Reflection;
using HybridAdmin.Api.OpenApi;
using HybridAdmin.Api.Requests;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace HybridAdmin.Api;

/// <summary>
/// The answer of a handler: a body with status 200, or a problem. Describes the body, with an example, in the OpenAPI
/// document.
/// </summary>
internal sealed class ApiResult<T> : IResult, IEndpointMetadataProvider
    where T : IApiExample<T>
{
    private readonly IResult result;

    private ApiResult(IResult result) => this.result = result;

    public static implicit operator ApiResult<T>(T body) => new(TypedResults.Ok(body));

    public static implicit operator ApiResult<T>(ProblemHttpResult problem) => new(problem);

    public Task ExecuteAsync(HttpContext httpContext) => result.ExecuteAsync(httpContext);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
    {
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"])
        );
        builder.Metadata.Add(new ApiResponseExample("application/json", T.Example));
    }
}
