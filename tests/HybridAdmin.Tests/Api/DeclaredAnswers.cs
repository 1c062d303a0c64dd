using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace HybridAdmin.Tests.Api;

/// <summary>
/// Checks every response in a test against the OpenAPI document: a status, a code or a member that the operation does
/// not declare fails the test.
/// </summary>
internal static class DeclaredAnswers
{
    private static readonly ConcurrentDictionary<Uri, Task<JsonNode>> Documents = new();

    public static async Task CheckAsync(HttpClient client, HttpMethod method, Uri address, ApiAnswer answer)
    {
        // Kestrel's own refusals of invalid HTTP have no body.
        if (!address.AbsolutePath.StartsWith("/api/v1/", StringComparison.Ordinal) || answer.ContentType is null)
            return;
        var document = await Documents.GetOrAdd(client.BaseAddress!, _ => ReadAsync(client));
        if (OperationOf(document, method, address) is not { } operation)
        {
            Assert.Contains(
                answer.Status,
                new[]
                {
                    HttpStatusCode.NotFound,
                    HttpStatusCode.MethodNotAllowed,
                    HttpStatusCode.Unauthorized,
                    HttpStatusCode.TooManyRequests,
                    HttpStatusCode.BadRequest,
                    HttpStatusCode.RequestEntityTooLarge,
                }
            );
            return;
        }

        var status = ((int)answer.Status).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (operation["responses"]![status] is not { } declared)
        {
            Assert.Fail($"{operation["operationId"].Text()} does not declare {status}: {answer.Text}");
            return;
        }

        if (answer.ContentType == "application/problem+json")
            Assert.Contains(
                answer.Json["code"].Text(),
                declared["content"]!["application/problem+json"]!["examples"].Names()
            );
        else if (answer.ContentType == "application/json")
            CheckMembers(document, declared["content"]!["application/json"]!["schema"]!, answer.Json);
    }

    /// <summary>Checks that the value has every member of the schema, and no other.</summary>
    private static void CheckMembers(JsonNode document, JsonNode schema, JsonNode? value)
    {
        var known = Resolve(document, schema);
        if (value is JsonObject members && known["properties"] is { } properties)
        {
            Assert.Equal(properties.Names(), members.Select(m => m.Key));
            foreach (var (name, member) in members)
                CheckMembers(document, properties[name]!, member);
        }
        else if (value is JsonArray items && known["items"] is { } item)
        {
            foreach (var each in items)
                CheckMembers(document, item, each);
        }
        else if (value is JsonValue && known["enum"] is { } words)
        {
            Assert.Contains(value.Text(), words.Texts());
        }
    }

    private static JsonNode Resolve(JsonNode document, JsonNode schema)
    {
        if (schema["oneOf"] is JsonArray choices)
            return Resolve(document, choices.Single(c => c!["$ref"] is not null)!);
        return schema["$ref"] is { } reference
            ? document["components"]!["schemas"]![reference.Text().Split('/')[^1]]!
            : schema;
    }

    private static JsonNode? OperationOf(JsonNode document, HttpMethod method, Uri address)
    {
        var wanted = address.AbsolutePath.TrimEnd('/').Split('/');
        var found = document["paths"]!
            .AsObject()
            .Where(p => Matches(p.Key.Split('/'), wanted))
            .OrderBy(p => p.Key.Count(c => c == '{'))
            .FirstOrDefault();
        return found.Value?[method.Method.ToLowerInvariant()];
    }

    private static bool Matches(string[] template, string[] path) =>
        template.Length == path.Length
        && template
            .Zip(path)
            .All(s =>
                s.First.Equals(s.Second, StringComparison.OrdinalIgnoreCase)
                || (
                    s.First == "{id}"
                    && (template[3] == "migration" || IsId(template[3], Uri.UnescapeDataString(s.Second)))
                )
                || s.First == "{name}"
            );

    private static bool IsId(string list, string text) =>
        list == "audit" ? long.TryParse(text, out _) : Guid.TryParse(text, out _);

    private static async Task<JsonNode> ReadAsync(HttpClient client) =>
        JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
}
