using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>A request to the stub.</summary>
internal sealed record StubRequest(
    string Method,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    string Body
);

/// <summary>
/// A loopback server with the responses of a test, which may be invalid on purpose: sign-in, Graph and cmdlets at one
/// address.
/// </summary>
internal sealed class StubTenant : IAsyncDisposable
{
    public const string Id = "11111111-2222-3333-4444-555555555555";
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task>>> answers = new(
        StringComparer.OrdinalIgnoreCase
    );
    private readonly WebApplication application;
    private int tokens;

    private StubTenant(WebApplication application) => this.application = application;

    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    public string Root { get; private set; } = string.Empty;

    /// <summary>The payload's roles; null: a token that cannot be read.</summary>
    public string? Roles { get; set; }

    public TenantOptions Options =>
        new()
        {
            TenantId = Id,
            ClientId = "99999999-2222-3333-4444-555555555555",
            ClientSecret = "secret",
            GraphEndpoint = Root,
            ExchangeEndpoint = Root,
            LoginEndpoint = Root,
            Timeout = TimeSpan.FromSeconds(10),
        };

    public static async Task<StubTenant> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var stub = new StubTenant(builder.Build());
        stub.application.Run(stub.AnswerAsync);
        await stub.application.StartAsync();
        stub.Root = stub.application.Urls.First();
        return stub;
    }

    /// <summary>
    /// Adds a response for the path (or, for cmdlets, the name); responses are returned in order, the last one
    /// repeatedly.
    /// </summary>
    public StubTenant On(string pathOrCmdlet, int status, string body, params (string Name, string Value)[] headers) =>
        On(
            pathOrCmdlet,
            async context =>
            {
                context.Response.StatusCode = status;
                foreach (var (name, value) in headers)
                    context.Response.Headers[name] = value;
                await context.Response.Body.WriteAsync(
                    Encoding.UTF8.GetBytes(body.Replace("{root}", Root, StringComparison.Ordinal))
                );
            }
        );

    public StubTenant On(string pathOrCmdlet, Func<HttpContext, Task> answer)
    {
        answers.GetOrAdd(pathOrCmdlet, _ => new()).Enqueue(answer);
        return this;
    }

    /// <summary>Starts a response and breaks the connection.</summary>
    public StubTenant Half(string pathOrCmdlet, string body) =>
        On(
            pathOrCmdlet,
            async context =>
            {
                await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
                await context.Response.Body.FlushAsync();
                context.Abort();
            }
        );

    public int Count(string pathOrCmdlet) =>
        Requests.Count(r => r.Path == pathOrCmdlet || r.Headers.GetValueOrDefault("X-CmdletName") == pathOrCmdlet);

    public async ValueTask DisposeAsync() => await application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var request = new StubRequest(
            context.Request.Method,
            context.Request.Path,
            Uri.UnescapeDataString(context.Request.QueryString.Value ?? string.Empty),
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync()
        );
        Requests.Enqueue(request);
        var key = request.Headers.GetValueOrDefault("X-CmdletName") is { Length: > 0 } cmdlet ? cmdlet : request.Path;
        if (!answers.TryGetValue(key, out var queue))
            await DefaultAsync(context, request.Path);
        else if (queue.Count > 1 && queue.TryDequeue(out var next))
            await next(context);
        else if (queue.TryPeek(out var last))
            await last(context);
    }

    private async Task DefaultAsync(HttpContext context, string path)
    {
        if (path.EndsWith("/oauth2/v2.0/token", StringComparison.Ordinal))
        {
            var number = Interlocked.Increment(ref tokens);
            var payload = Convert
                .ToBase64String(Encoding.UTF8.GetBytes($$"""{"aud":"x","roles":[{{Roles}}]}"""))
                .TrimEnd('=');
            await context.Response.WriteAsync(
                $$"""{"access_token":"{{(Roles is null ? $"opaque{number}" : $"h.{payload}.{number}")}}","expires_in":3600}"""
            );
            return;
        }

        context.Response.StatusCode = 404;
        await context.Response.WriteAsync("""{"error":{"code":"Request_ResourceNotFound","message":"not there"}}""");
    }
}
