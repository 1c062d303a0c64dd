using System.Text.Json;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>An error response, read tolerantly: the body may be empty, HTML, or NUL characters.</summary>
internal sealed record CloudError(int Status, string? Code, string? Message, string Text, Guid RequestId)
{
    /// <summary>Reads a body.</summary>
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
