using System.Net;
using System.Net.WebSockets;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Tests.Hosting;

/// <summary>
/// A browser behind a proxy: every request has the headers that the proxy adds. Stores cookies by name, including
/// Secure ones.
/// </summary>
internal sealed class ProxiedVisitor : IDisposable
{
    private readonly HttpClient client;
    private readonly Dictionary<string, string> cookies = [];
    private readonly Dictionary<string, string> headers;

    public ProxiedVisitor(Uri address, params (string Name, string Value)[] headers)
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
        };
        this.headers = headers.ToDictionary(h => h.Name, h => h.Value);
    }

    /// <summary>The headers of a proxy at https://console.contoso.test.</summary>
    public static (string Name, string Value)[] FromContoso =>
        [
            ("X-Forwarded-For", "203.0.113.7"),
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", "console.contoso.test"),
        ];

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (cookies.Count > 0)
            request.Headers.TryAddWithoutValidation("Cookie", CookieHeader);
        var answer = await client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }

        return answer;
    }

    public async Task<HttpResponseMessage> SignInAsync(string userName, string password, string query = "")
    {
        var page = await (await GetAsync("/sign-in" + query)).Content.ReadAsStringAsync();
        var fields = Visitor
            .HiddenFieldsOf(page)
            .Select(f => KeyValuePair.Create(f.Name, f.Value))
            .Append(KeyValuePair.Create("userName", userName))
            .Append(KeyValuePair.Create("password", password));
        return await SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/sign-in" + query) { Content = new FormUrlEncodedContent(fields) }
        );
    }

    /// <summary>Opens a circuit's WebSocket; returns the status of a refusal.</summary>
    public async Task<(ClientWebSocket Socket, HttpStatusCode Status)> OpenCircuitAsync(string? origin)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        if (cookies.Count > 0)
            socket.Options.SetRequestHeader("Cookie", CookieHeader);
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(
                new UriBuilder(new Uri(client.BaseAddress!, "/_blazor")) { Scheme = "ws" }.Uri,
                CancellationToken.None
            );
        }
        catch (WebSocketException)
        {
            // The status states the reason.
        }

        return (socket, socket.HttpStatusCode);
    }

    public void Dispose() => client.Dispose();

    private string CookieHeader => string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}"));
}
