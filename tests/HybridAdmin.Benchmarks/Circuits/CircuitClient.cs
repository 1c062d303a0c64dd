using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Benchmarks.Circuits;

/// <summary>
/// A signed-in page without a browser: implements the protocol of Blazor Server (SignalR over a WebSocket,
/// "blazorpack"), acknowledges render batches, answers calls of JavaScript as an empty browser would, reports
/// virtualized lists as visible, and follows links. It does not render.
/// </summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly SemaphoreSlim sending = new(1);
    private readonly CancellationTokenSource ending = new();
    private readonly Uri address;
    private readonly object gate = new();
    private Task reading = Task.CompletedTask;
    private (byte[] Text, TaskCompletionSource Seen)? awaited;
    private TaskCompletionSource<string?> started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CircuitClient(Uri address) => this.address = address;

    /// <summary>Octets of render batches received.</summary>
    public long Drawn { get; private set; }

    /// <summary>Opens a page as the visitor and waits until it shows the text.</summary>
    public static async Task<CircuitClient> OpenAsync(Visitor visitor, string path, string shows)
    {
        var html = await visitor.Client.GetStringAsync(path);
        var components = Markers()
            .Matches(html)
            .Select(m => JsonNode.Parse(m.Groups[1].Value)!)
            .Where(m => m["type"]?.GetValue<string>() == "server")
            .ToArray();
        if (components.Length == 0)
            throw new InvalidOperationException(
                $"No interactive page came for {path}: {html[..Math.Min(300, html.Length)]}"
            );

        var client = new CircuitClient(visitor.Client.BaseAddress!);
        var seen = client.Await(shows);
        await client.ConnectAsync(visitor, path, components);
        await seen;
        return client;
    }

    /// <summary>Follows a link and waits until the page shows the text.</summary>
    /// <returns>The elapsed time.</returns>
    public async Task<TimeSpan> ClickAsync(string path, string shows)
    {
        var seen = Await(shows);
        var clicked = Stopwatch.GetTimestamp();
        await InvokeAsync("OnLocationChanged", new Uri(address, path).ToString(), null, true);
        await seen;
        return Stopwatch.GetElapsedTime(clicked);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        try
        {
            await reading;
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException)
        {
            // Expected.
        }

        socket.Dispose();
        sending.Dispose();
        ending.Dispose();
    }

    private async Task ConnectAsync(Visitor visitor, string path, JsonNode[] components)
    {
        using var negotiated = await visitor.Client.PostAsync("_blazor/negotiate?negotiateVersion=1", null);
        var token = JsonNode.Parse(await negotiated.EnsureSuccessStatusCode().Content.ReadAsStringAsync())![
            "connectionToken"
        ]!.GetValue<string>();
        socket.Options.Proxy = null;
        socket.Options.Cookies = new CookieContainer();
        socket.Options.Cookies.Add(visitor.Cookies);
        socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(
            new UriBuilder(address)
            {
                Scheme = "ws",
                Path = "/_blazor",
                Query = $"id={token}",
            }.Uri,
            ending.Token
        );
        await socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"),
            WebSocketMessageType.Text,
            true,
            ending.Token
        );
        reading = ReadAsync();
        await SendAsync(
            new MessagePackWriter()
                .Array(6)
                .Value(1)
                .EmptyMap()
                .Value("0")
                .Value("StartCircuit")
                .Array(4)
                .Value(address.ToString())
                .Value(new Uri(address, path).ToString())
                .Value(new JsonArray([.. components.Select(c => c.DeepClone())]).ToJsonString())
                .Value(string.Empty)
                .Array(0)
        );
        if (await started.Task.WaitAsync(TimeSpan.FromSeconds(60)) is null)
            throw new InvalidOperationException("The circuit was refused.");
    }

    private Task Await(string text)
    {
        lock (gate)
        {
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            awaited = (Encoding.UTF8.GetBytes(text), seen);
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    private async Task ReadAsync()
    {
        var received = new ArrayBufferWriter<byte>(64 * 1024);
        var isShaken = false;
        while (true)
        {
            var answer = await socket.ReceiveAsync(received.GetMemory(16 * 1024), ending.Token);
            if (answer.MessageType == WebSocketMessageType.Close)
                return;
            received.Advance(answer.Count);
            if (!answer.EndOfMessage)
                continue;
            var octets = received.WrittenMemory.ToArray();
            received.Clear();
            if (!isShaken)
            {
                var end = Array.IndexOf(octets, (byte)0x1e) + 1;
                isShaken = true;
                octets = octets[end..];
            }

            foreach (var message in Messages(octets))
                await HandleAsync(message);
        }
    }

    /// <summary>Each message is preceded by its length, seven bits to an octet.</summary>
    private static List<object?[]> Messages(byte[] octets)
    {
        var messages = new List<object?[]>();
        for (var at = 0; at < octets.Length; )
        {
            int length = 0,
                shift = 0;
            do
            {
                length |= (octets[at] & 0x7f) << shift;
                shift += 7;
            } while ((octets[at++] & 0x80) != 0);
            messages.Add((object?[])new MessagePackReader(octets.AsSpan(at, length)).Value()!);
            at += length;
        }

        return messages;
    }

    private async Task HandleAsync(object?[] message)
    {
        if (message is [3L, _, _, var kind, ..])
        {
            started.TrySetResult(kind is 3L ? message[4] as string : null);
            return;
        }

        if (message is not [1L, _, _, string target, object?[] arguments, ..])
            return; // pings and the like
        switch (target)
        {
            case "JS.RenderBatch":
                await DrawAsync((long)arguments[0]!, (byte[])arguments[1]!);
                break;
            case "JS.BeginInvokeJS":
                await AnswerScriptAsync((long)arguments[0]!, (string)arguments[1]!, arguments[2] as string);
                break;
            case "JS.Error":
                throw new InvalidOperationException($"The circuit failed: {arguments[0]}");
        }
    }

    private async Task DrawAsync(long batch, byte[] octets)
    {
        Drawn += octets.Length;
        await InvokeAsync("OnRenderCompleted", batch, null);
        lock (gate)
        {
            if (awaited is not { } wish || octets.AsSpan().IndexOf(wish.Text) < 0)
                return;
            awaited = null;
            wish.Seen.SetResult();
        }
    }

    private async Task AnswerScriptAsync(long task, string function, string? arguments)
    {
        await InvokeAsync(
            "EndInvokeJSFromDotNet",
            task,
            true,
            string.Create(CultureInfo.InvariantCulture, $"[{task},true,null]")
        );
        if (function != "Blazor._internal.Virtualize.init" || arguments is null)
            return;
        var list = JsonNode.Parse(arguments)![0]!["__dotNetObject"]!.GetValue<long>();
        await InvokeAsync("BeginInvokeDotNetFromJS", "1", null, "OnSpacerBeforeVisible", list, "[0,2000,800]");
    }

    private Task InvokeAsync(string target, params object?[] arguments)
    {
        var message = new MessagePackWriter()
            .Array(6)
            .Value(1)
            .EmptyMap()
            .Value(null)
            .Value(target)
            .Array(arguments.Length);
        foreach (var argument in arguments)
            message.Value(argument);
        return SendAsync(message.Array(0));
    }

    private async Task SendAsync(MessagePackWriter message)
    {
        var payload = message.ToArray();
        var framed = new List<byte>(payload.Length + 5);
        for (var length = payload.Length; ; length >>= 7)
        {
            framed.Add((byte)((length & 0x7f) | (length > 0x7f ? 0x80 : 0)));
            if (length <= 0x7f)
                break;
        }

        framed.AddRange(payload);
        await sending.WaitAsync(ending.Token);
        try
        {
            await socket.SendAsync(framed.ToArray(), WebSocketMessageType.Binary, true, ending.Token);
        }
        finally
        {
            sending.Release();
        }
    }

    [GeneratedRegex("<!--Blazor:(\\{.*?\\})-->")]
    private static partial Regex Markers();
}
