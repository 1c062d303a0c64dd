using System.Net;
using System.Net.WebSockets;
using System.Text;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Tests.Hosting;

[Trait(Category.Name, Category.Slow)]
public sealed class HardeningTests
{
    /// <summary>
    /// One response of each kind: page, redirect, static file, script of the framework, API, its errors, health,
    /// document, not found, refusal.
    /// </summary>
    public static TheoryData<string, string, HttpStatusCode> Answers =>
        new()
        {
            { "GET", "/sign-in", HttpStatusCode.OK },
            { "GET", "/", HttpStatusCode.Redirect },
            { "GET", "/audit/export?format=csv", HttpStatusCode.Redirect },
            { "GET", "/css/app.css", HttpStatusCode.OK },
            { "GET", "/_framework/blazor.web.js", HttpStatusCode.OK },
            { "GET", "/api/v1/recipients", HttpStatusCode.Unauthorized },
            { "GET", "/api/nothing", HttpStatusCode.Unauthorized },
            { "GET", "/health/live", HttpStatusCode.OK },
            { "GET", "/health/ready", HttpStatusCode.OK },
            { "GET", "/openapi/v1.json", HttpStatusCode.OK },
            { "GET", "/error", HttpStatusCode.OK },
            { "POST", "/sign-in", HttpStatusCode.BadRequest },
            { "POST", "/_blazor/negotiate", HttpStatusCode.Unauthorized },
        };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Any_Answer_HasTheSecurityHeaders(string method, string path, HttpStatusCode expected)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();

        var answer = await visitor.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), path)
            {
                Content = method == "POST" ? new FormUrlEncodedContent([]) : null,
            }
        );

        Assert.Equal(expected, answer.StatusCode);
        AssertHeaders(answer);
        // Plain HTTP: a browser would ignore the header, and the sandbox has no HTTPS.
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("/sign-in", "text/plain")]
    [InlineData("/sign-out", "text/plain")]
    [InlineData("/_blazor/negotiate", "text/plain")]
    [InlineData("/api/v1/audit/1/revert", "application/problem+json")]
    public async Task Post_MoreThanAMegabyte_Is413(string path, string type)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();

        var answer = await visitor.Client.PostAsync(path, new ByteArrayContent(new byte[1024 * 1024 + 1]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        AssertHeaders(answer);
    }

    [Fact]
    public async Task Post_MoreThanAMegabyteInPieces_IsRefused()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        var page = await visitor.Client.GetAsync("/sign-in");
        page.EnsureSuccessStatusCode();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in")
        {
            Content = new StreamContent(
                new MemoryStream(Encoding.ASCII.GetBytes("persona=" + new string('x', 2 * 1024 * 1024)))
            ),
        };
        request.Content.Headers.ContentType = new("application/x-www-form-urlencoded");
        request.Headers.TransferEncodingChunked = true;

        try
        {
            var answer = await visitor.Client.SendAsync(request);
            Assert.Contains(
                answer.StatusCode,
                new[] { HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge }
            );
            AssertHeaders(answer);
        }
        catch (HttpRequestException)
        {
            // The server may close the connection while the rest is still being sent.
        }
    }

    [Fact]
    public async Task Post_FormOfManyFields_IsRefused()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();

        var answer = await visitor.PostAsync("/sign-in", [.. Enumerable.Range(0, 100).Select(i => ($"f{i}", "x"))]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, null, HttpStatusCode.OK)]
    [InlineData("same", null, HttpStatusCode.OK)]
    [InlineData("same", "same-origin", HttpStatusCode.OK)]
    [InlineData("same", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("http://127.0.0.1", null, HttpStatusCode.Forbidden)] // another port is another origin
    [InlineData("http://evil.example", null, HttpStatusCode.Forbidden)]
    [InlineData("null", null, HttpStatusCode.Forbidden)]
    public async Task Negotiate_ByOrigin_OnlyFromHere(string? origin, string? site, HttpStatusCode expected)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync("Auditor");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
            request.Headers.TryAddWithoutValidation(
                "Origin",
                origin == "same" ? host.Address.GetLeftPart(UriPartial.Authority) : origin
            );
        if (site is not null)
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);

        Assert.Equal(expected, (await visitor.Client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData(48 * 1024, true)]
    [InlineData(80 * 1024, false)]
    public async Task Circuit_Message_IsTakenUpToTheLimit(int size, bool taken)
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync("Auditor");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader(
            "Cookie",
            string.Join("; ", visitor.Cookies.Select(c => $"{c.Name}={c.Value}"))
        );
        socket.Options.SetRequestHeader("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(
            new UriBuilder(new Uri(host.Address, "/_blazor")) { Scheme = "ws" }.Uri,
            patience.Token
        );
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"),
            WebSocketMessageType.Text,
            true,
            patience.Token
        );
        var buffer = new byte[4096];
        await socket.ReceiveAsync(buffer, patience.Token);

        await socket.SendAsync(Invocation(new string('x', size)), WebSocketMessageType.Binary, true, patience.Token);

        var closed = CloseAsync(socket, patience.Token);
        var first = await Task.WhenAny(closed, Task.Delay(TimeSpan.FromSeconds(taken ? 2 : 25), patience.Token));
        Assert.Equal(taken, first != closed);
    }

    /// <summary>Waits until the server closes; keep-alive messages are not the end.</summary>
    private static async Task CloseAsync(ClientWebSocket socket, CancellationToken cancellationToken)
    {
        try
        {
            var buffer = new byte[4096];
            while ((await socket.ReceiveAsync(buffer, cancellationToken)).MessageType != WebSocketMessageType.Close) { }
        }
        catch (WebSocketException)
        {
            // Closed without a message.
        }
    }

    /// <summary>
    /// A call of a method that the hub does not have, which it answers or ignores; in the hub's format (length, then
    /// MessagePack).
    /// </summary>
    private static byte[] Invocation(string argument)
    {
        byte[] text = Encoding.ASCII.GetBytes(argument);
        byte[] message =
        [
            0x96,
            0x01,
            0x80,
            0xC0,
            0xA4,
            (byte)'N',
            (byte)'o',
            (byte)'p',
            (byte)'e',
            0x91,
            0xDB,
            (byte)(text.Length >> 24),
            (byte)(text.Length >> 16),
            (byte)(text.Length >> 8),
            (byte)text.Length,
            .. text,
            0x90,
        ];
        var length = new List<byte>();
        for (var rest = message.Length; ; rest >>= 7)
        {
            length.Add((byte)(rest & 0x7F | (rest > 0x7F ? 0x80 : 0)));
            if (rest <= 0x7F)
                break;
        }

        return [.. length, .. message];
    }

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        Assert.Equal(
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'",
            answer.Headers.GetValues("Content-Security-Policy").Single()
        );
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("camera=()", answer.Headers.GetValues("Permissions-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Server"));
    }
}
