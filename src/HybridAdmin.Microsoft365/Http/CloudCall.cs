using System.Net.Http.Headers;
using System.Text.Json;
using HybridAdmin.Core.Cloud;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>One request, described so that it can be made several times.</summary>
/// <param name="Name">For the log: the method and path or cmdlet, never a query.</param>
/// <param name="IsRepeatable">A read, or a write that does no harm twice.</param>
internal sealed record CloudCall(string Name, HttpMethod Method, Uri Uri, bool IsRepeatable)
{
    public byte[]? Body { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>
    /// What an answer that is no success means; null: nothing is known of it, and the general table applies.
    /// </summary>
    public Func<CloudError, CloudFault?>? Classify { get; init; }

    /// <summary>An answer that is transient in spite of its status (Exchange's 400).</summary>
    public Func<CloudError, bool>? IsTransient { get; init; }
}

/// <summary>An answer that is no success, read tolerantly: the body may be empty, no JSON, or NUL characters.</summary>
internal sealed record CloudError(int Status, string? Code, string? Message, string Text, Guid RequestId)
{
    public static CloudError Read(int status, byte[] body, Guid requestId)
    {
        var text = System.Text.Encoding.UTF8.GetString(body).Trim('\0', ' ', '\r', '\n', '\uFEFF');
        try
        {
            using var json = JsonDocument.Parse(text);
            var error = json.RootElement.Member("error");
            return new CloudError(status, error.Text("code"), error.Text("message"), text, requestId);
        }
        catch (JsonException)
        {
            return new CloudError(status, null, null, text, requestId);
        }
    }
}

/// <summary>A success.</summary>
/// <param name="Json">Undefined when there was no body.</param>
internal readonly record struct CloudAnswer(JsonElement Json, HttpResponseHeaders Headers);
