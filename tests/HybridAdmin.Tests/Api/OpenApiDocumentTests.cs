using System.Text.Json;
using System.Text.Json.Nodes;
using HybridAdmin.Api;
using HybridAdmin.Api.OpenApi;
using HybridAdmin.Api.Requests;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Migration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace HybridAdmin.Tests.Api;

/// <summary>Compares the OpenAPI document with the end points, the types and the codes.</summary>
public sealed class OpenApiDocumentTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    [Fact]
    public async Task Document_ReadByMicrosoftsReader_HasNoErrors()
    {
        var text = (await sandbox.With(null).GetAsync("/openapi/v1.json")).Text;

        var read = OpenApiDocument.Parse(text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
        Assert.NotEmpty(read.Document!.Paths);
    }

    [Fact]
    public async Task Document_AskedForTwice_IsTheSameText() =>
        Assert.Equal(
            (await sandbox.With(null).GetAsync("/openapi/v1.json")).Text,
            (await sandbox.As(Role.Auditor).GetAsync("/openapi/v1.json")).Text
        );

    /// <summary>Every end point below /api/v1 except refusals.</summary>
    [Fact]
    public async Task Document_EveryEndPoint_IsDescribedWhole()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();
        var endpoints = sandbox
            .Console.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true)
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>() is not null)
            .ToArray();

        Assert.NotEmpty(endpoints);
        Assert.Equal(endpoints.Length, paths.Sum(p => p.Value!.AsObject().Count));
        foreach (var endpoint in endpoints)
        {
            var path =
                "/"
                + string.Join(
                    '/',
                    endpoint.RoutePattern.PathSegments.Select(s =>
                        s.Parts[0] is Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter
                            ? $"{{{parameter.Name}}}"
                            : ((Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart)s.Parts[0]).Content
                    )
                );
            var method = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single();
            CheckOperation(endpoint, paths[path]![method.ToLowerInvariant()]!);
        }

        Assert.Equal(
            endpoints.Length,
            paths
                .SelectMany(p => p.Value!.AsObject().Select(o => o.Value!["operationId"].Text()))
                .Distinct(StringComparer.Ordinal)
                .Count()
        );
    }

    [Fact]
    public async Task Document_Codes_AreTheConstants()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!;

        Assert.Equal(ApiErrors.All.Select(e => e.Code), Codes("ProblemResponse"));
        Assert.Equal(ConstantsOf(typeof(FindingCodes)), Codes("FindingResponse"));
        Assert.Equal(ConstantsOf(typeof(MigrationCodes)), Codes("BatchFindingResponse"));
        Assert.Equal(ApiErrors.All.Count, ApiErrors.All.Select(e => e.Code).Distinct().Count());

        string[] Codes(string schema) => schemas[schema]!["properties"]!["code"]!["enum"].Texts();
    }

    /// <summary>
    /// Each problem of a use case has a code, and each code has a problem, except those of the request pipeline.
    /// </summary>
    [Fact]
    public void Problems_EveryCodeOfUseCases_IsDeclared()
    {
        foreach (var code in Enum.GetValues<ProblemCode>())
        {
            var problem = ApiProblems.Of(new Problem(code, "x"));

            var answered = ((ProblemResponse)problem.ProblemDetails).Code;
            Assert.Contains(ApiErrors.All, e => e.Code == answered && e.Status == problem.StatusCode);
        }
    }

    [Fact]
    public async Task Document_EveryMember_HasAType()
    {
        var document = await DocumentAsync();

        foreach (var (name, schema) in document["components"]!["schemas"]!.AsObject())
        {
            if (schema!["properties"] is not JsonObject members)
            {
                Assert.NotEmpty(schema["enum"].Texts());
                continue;
            }

            Assert.False(string.IsNullOrWhiteSpace(schema["description"]?.Text()), name);
            foreach (var (member, type) in members)
            {
                Assert.True(
                    type!["description"] is not null || type["oneOf"]?[1]?["description"] is not null,
                    $"{name}.{member} has no description."
                );
            }

            if (name.EndsWith("Response", StringComparison.Ordinal) && name != "ProblemResponse")
                Assert.Equal(members.Select(m => m.Key).Order(), schema["required"].Texts().Order());
        }
    }

    /// <summary>The console accepts the content that the document offers, and every parameter in it exists.</summary>
    [Fact]
    public async Task Document_Parameters_AreKnownToTheirCalls()
    {
        var caller = sandbox.As(Role.Administrator);
        foreach (var (path, methods) in (await DocumentAsync())["paths"]!.AsObject())
        {
            foreach (var parameter in methods!["get"]?["parameters"]?.AsArray() ?? [])
            {
                Assert.NotEmpty(parameter!["description"].Text());
                if (parameter["in"].Text() != "query")
                    continue;
                var value = parameter["schema"]!["enum"]?[0].Text() ?? "";
                var call = path.Replace("{name}", "tailwind.example", StringComparison.Ordinal);

                var answer = await caller.GetAsync($"{call}?{parameter["name"].Text()}={Uri.EscapeDataString(value)}");

                Assert.DoesNotContain("There is no parameter", answer.Text, StringComparison.Ordinal);
            }
        }
    }

    private static void CheckOperation(RouteEndpoint endpoint, JsonNode operation)
    {
        var name = operation["operationId"].Text();
        Assert.NotEmpty(operation["summary"].Text());
        var statuses = operation["responses"].Names();
        foreach (var error in ApiErrors.OfEveryCall.Concat(endpoint.Metadata.OfType<ApiError>()))
            Assert.Contains($"{error.Status}", statuses);
        foreach (var (status, response) in operation["responses"]!.AsObject())
        {
            Assert.NotEmpty(response!["description"].Text());
            foreach (var (type, content) in response["content"]!.AsObject())
            {
                Assert.True(
                    content!["example"] is not null || content["examples"] is JsonObject { Count: > 0 },
                    $"{name} has no example of {status} {type}."
                );
            }
        }

        var parameters = endpoint.RoutePattern.Parameters.Select(p => p.Name);
        Assert.Equal(
            parameters,
            (operation["parameters"]?.AsArray() ?? [])
                .Where(p => p!["in"].Text() == "path")
                .Select(p => p!["name"].Text())
        );
        if (endpoint.Metadata.GetMetadata<ApiRequestBody>() is not { } body)
        {
            Assert.Null(operation["requestBody"]);
            return;
        }

        Assert.Subset(statuses.ToHashSet(), new HashSet<string> { "413", "415", "422" });
        var example = operation["requestBody"]!["content"]!["application/json"]!["example"];
        Assert.NotNull(example);
        Assert.NotNull(example.Deserialize(body.Type, StrictJson.Options));
    }

    private static string[] ConstantsOf(Type type) =>
        [.. type.GetFields().Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal)];

    private async Task<JsonNode> DocumentAsync() => (await sandbox.With(null).GetAsync("/openapi/v1.json")).Json;
}
