using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.Tests.Hosting;

/// <summary>A collector on loopback that keeps the texts of what it receives by OTLP.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Body)> received = new();
    private readonly WebApplication app;

    private OtlpCollector(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(k => k.ConfigureEndpointDefaults(e => e.Protocols = protocols));
        app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            // Protobuf contains texts as UTF-8; the rest does not matter here.
            received.Enqueue((context.Request.Path, Encoding.UTF8.GetString(body.ToArray())));
            if (protocols != HttpProtocols.Http2)
            {
                context.Response.ContentType = "application/x-protobuf";
                return;
            }

            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]); // an empty message
            context.Response.AppendTrailer("grpc-status", "0");
        });
    }

    public string Address => app.Urls.First();

    /// <param name="isGrpc">True for gRPC, false for HTTP with protobuf.</param>
    public static async Task<OtlpCollector> StartAsync(bool isGrpc)
    {
        var collector = new OtlpCollector(isGrpc ? HttpProtocols.Http2 : HttpProtocols.Http1);
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>Everything received for a signal ("trace", "metrics", "logs"), as text.</summary>
    public string Received(string signal) =>
        string.Concat(
            received
                .Where(r =>
                    r.Path.StartsWith($"/v1/{signal}", StringComparison.Ordinal)
                    || r.Path.StartsWith($"/opentelemetry.proto.collector.{signal}.v1.", StringComparison.Ordinal)
                )
                .Select(r => r.Body)
        );

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
