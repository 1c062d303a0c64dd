using System.Text.Json.Nodes;

namespace HybridAdmin.Tests.Api;

public sealed class OpenApiTests(SandboxApi sandbox) : IClassFixture<SandboxApi>
{
    private static readonly (string Path, string[] Methods)[] Promised =
    [
        ("/api/v1/recipients", ["get"]),
        ("/api/v1/recipients/{id}", ["get", "patch"]),
        ("/api/v1/recipients/{id}/cloud", ["get"]),
        ("/api/v1/recipients/{id}/preview", ["post"]),
        ("/api/v1/audit", ["get"]),
        ("/api/v1/audit/count", ["get"]),
        ("/api/v1/audit/verify", ["get"]),
        ("/api/v1/audit/export", ["get"]),
        ("/api/v1/audit/{id}", ["get"]),
        ("/api/v1/audit/{id}/revert", ["post"]),
        ("/api/v1/domains", ["get"]),
        ("/api/v1/domains/{name}", ["get"]),
        ("/api/v1/permissions", ["get"]),
        ("/api/v1/migration/batches", ["get", "post"]),
        ("/api/v1/migration/batches/preview", ["post"]),
        ("/api/v1/migration/batches/{id}", ["get"]),
        ("/api/v1/migration/batches/{id}/start", ["post"]),
        ("/api/v1/migration/batches/{id}/stop", ["post"]),
        ("/api/v1/migration/batches/{id}/complete", ["post"]),
        ("/api/v1/migration/batches/{id}/remove", ["post"]),
    ];

    [Fact]
    public async Task Document_ForAnybody_ListsEveryPathAndMethod()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();

        Assert.Equal(
            Promised.Select(p => p.Path).Order(StringComparer.Ordinal),
            paths.Select(p => p.Key).Order(StringComparer.Ordinal)
        );
        Assert.All(Promised, p => Assert.Equal(p.Methods.Order(), paths[p.Path].Names().Order()));
    }

    [Theory]
    [InlineData("/api/v1/recipients/{id}", "patch")]
    [InlineData("/api/v1/recipients/{id}/preview", "post")]
    public async Task Document_Edit_HasTheMembersAndNoOthers(string path, string method)
    {
        var document = await DocumentAsync();
        var body = document["paths"]![path]![method]!["requestBody"]!;
        var edit = Resolve(document, body["content"]!["application/json"]!["schema"]!);

        Assert.True(body["required"]!.GetValue<bool>());
        Assert.False(edit["additionalProperties"]!.GetValue<bool>());
        Assert.Equal(
            [
                "addAddresses",
                "alias",
                "confirm",
                "customAttributes",
                "department",
                "displayName",
                "hiddenFromAddressListsEnabled",
                "primarySmtpAddress",
                "reason",
                "removeAddresses",
                "title",
                "userPrincipalName",
            ],
            edit["properties"].Names().Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Document_Revert_HasAReasonThatMayBeLeftOut()
    {
        var document = await DocumentAsync();
        var body = document["paths"]!["/api/v1/audit/{id}/revert"]!["post"]!["requestBody"]!;

        Assert.False(body["required"]?.GetValue<bool>() ?? false);
        Assert.Equal(
            ["reason"],
            Resolve(document, body["content"]!["application/json"]!["schema"]!)["properties"].Names()
        );
    }

    [Fact]
    public async Task Document_EveryCall_TellsParametersProblemsAndTheToken()
    {
        var document = await DocumentAsync();

        Assert.NotEmpty(document["components"]!["securitySchemes"].Names());
        foreach (var (path, methods) in Promised)
        {
            foreach (var method in methods)
            {
                var operation = document["paths"]![path]![method]!;
                Assert.NotEmpty(operation["summary"].Text());
                Assert.Contains("application/problem+json", operation["responses"]!["401"]!["content"].Names());
                if (path.Contains("{id}", StringComparison.Ordinal))
                    Assert.Contains("id", Parameters(operation));
            }
        }

        var list = document["paths"]!["/api/v1/recipients"]!["get"]!;
        Assert.Equal(
            [
                "search",
                "type",
                "hidden",
                "domain",
                "authority",
                "plain",
                "organizationalUnit",
                "hasAlias",
                "sort",
                "skip",
                "take",
            ],
            Parameters(list)
        );
        Assert.Contains("If-Match", Parameters(document["paths"]!["/api/v1/recipients/{id}"]!["patch"]!));
        string[] filters = ["actor", "target", "attribute", "outcome", "action", "correlation", "from", "to", "text"];
        Assert.Equal([.. filters, "after", "take"], Parameters(document["paths"]!["/api/v1/audit"]!["get"]!));
        Assert.Equal(filters, Parameters(document["paths"]!["/api/v1/audit/count"]!["get"]!));
        Assert.Equal(["format", .. filters], Parameters(document["paths"]!["/api/v1/audit/export"]!["get"]!));
    }

    private static string[] Parameters(JsonNode operation) =>
        [.. (operation["parameters"]?.AsArray() ?? []).Select(p => p!["name"].Text())];

    private static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        schema["$ref"] is { } reference
            ? document["components"]!["schemas"]![reference.Text().Split('/')[^1]]!
            : schema;

    private async Task<JsonNode> DocumentAsync()
    {
        var answer = await sandbox.With(null).GetAsync("/openapi/v1.json");
        Assert.Equal("application/json", answer.ContentType);
        Assert.StartsWith("3.1.", answer.Json["openapi"].Text(), StringComparison.Ordinal);
        return answer.Json;
    }
}
