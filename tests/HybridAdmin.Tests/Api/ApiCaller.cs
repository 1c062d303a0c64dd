using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HybridAdmin.Tests.Api;

/// <summary>A script that calls the API.</summary>
internal sealed class ApiCaller : IDisposable
{
    private readonly HttpClient client;

    public ApiCaller(Uri address, string? token)
    {
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
            }
        )
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(2),
        };
        if (token is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
    }

    /// <param name="path">The path below /api/v1, or from the root if it begins with a slash.</param>
    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <param name="body">JSON text, or an object to be serialised as JSON.</param>
    public Task<ApiAnswer> PatchAsync(Guid id, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Patch, $"recipients/{id}", Json(body), ifMatch);

    public Task<ApiAnswer> PreviewAsync(Guid id, object body) =>
        SendAsync(HttpMethod.Post, $"recipients/{id}/preview", Json(body));

    public Task<ApiAnswer> RevertAsync(long changeId, object? body = null) =>
        SendAsync(HttpMethod.Post, $"audit/{changeId}/revert", body is null ? null : Json(body));

    public async Task<ApiAnswer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        string? ifMatch = null
    )
    {
        using var request = new HttpRequestMessage(
            method,
            new Uri(client.BaseAddress!, path.StartsWith('/') ? path : $"/api/v1/{path}")
        )
        {
            Content = content,
        };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(request);
        var answer = new ApiAnswer(
            response.StatusCode,
            response.Headers,
            response.Content.Headers,
            await response.Content.ReadAsStringAsync()
        );
        await DeclaredAnswers.CheckAsync(client, method, request.RequestUri!, answer);
        return answer;
    }

    public static HttpContent Json(object body) =>
        new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    public void Dispose() => client.Dispose();
}

/// <summary>A response.</summary>
internal sealed record ApiAnswer(
    HttpStatusCode Status,
    HttpResponseHeaders Headers,
    HttpContentHeaders ContentHeaders,
    string Text
)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new FormatException("The answer is null.");

    public string? ContentType => ContentHeaders.ContentType?.MediaType;

    /// <summary>The body of a success.</summary>
    public JsonNode Ok()
    {
        Assert.True(Status == HttpStatusCode.OK, $"{Status}: {Text}");
        Assert.Equal("application/json", ContentType);
        return Json;
    }

    /// <summary>The body of a problem (RFC 9457), with a code of the console and no internal details.</summary>
    public JsonNode Problem(HttpStatusCode status, string code)
    {
        var problem = AnyProblem();
        Assert.True(Status == status, $"Expected {status}, but {Status}: {Text}");
        Assert.Equal(code, problem["code"]!.GetValue<string>());
        return problem;
    }

    /// <summary>Any problem, except one of the server's own.</summary>
    public JsonNode AnyProblem()
    {
        Assert.True(
            Status is >= HttpStatusCode.BadRequest and not HttpStatusCode.InternalServerError,
            $"{Status}: {Text}"
        );
        Assert.True(ContentType == "application/problem+json", $"{Status} {ContentType}: {Text}");
        Assert.Equal((int)Status, Json["status"]!.GetValue<int>());
        Assert.NotEmpty(Json["code"]!.GetValue<string>());
        Assert.NotEmpty((Json["detail"] ?? Json["title"])!.GetValue<string>());
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        return Json;
    }
}

/// <summary>Helpers for reading responses.</summary>
internal static class ApiJson
{
    public static string[] Texts(this JsonNode? list) => [.. list!.AsArray().Select(v => v!.GetValue<string>())];

    public static string Text(this JsonNode? value) => value!.GetValue<string>();

    public static string[] Names(this JsonNode? value) => [.. value!.AsObject().Select(m => m.Key)];

    /// <summary>The change of one attribute in a plan, a response or a record.</summary>
    public static JsonNode Change(this JsonNode answer, string attribute) =>
        answer["changes"]!.AsArray().Single(c => c!["attribute"]!.GetValue<string>() == attribute)!;

    public static string[] Codes(this JsonNode plan) =>
        [.. plan["findings"]!.AsArray().Select(f => f!["code"]!.GetValue<string>())];
}
