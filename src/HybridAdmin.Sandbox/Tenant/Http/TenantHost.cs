using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Sandbox.Tenant.Http;

/// <summary>
/// A separate web server on free loopback ports, independent of the console's host and its settings: one port for each
/// service, since the real ones have separate host names.
/// </summary>
internal sealed class TenantHost : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly WebApplication application;

    private TenantHost(WebApplication application, IReadOnlyList<Uri> addresses)
    {
        this.application = application;
        Addresses = addresses;
    }

    /// <summary>The addresses, one for each port, in their order.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <param name="answer">Returns the response and the fault to apply to it; null: the connection is closed.</param>
    public static async Task<TenantHost> StartAsync(
        int ports,
        Func<TenantRequest, (TenantAnswer Answer, SimulatedFault? Fault)?> answer,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ApplicationName = typeof(TenantHost).Assembly.GetName().Name }
        );
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 4 * 1024 * 1024;
                for (var i = 0; i < ports; i++)
                    kestrel.Listen(IPAddress.Loopback, 0);
            });
        var application = builder.Build();
        application.Run(context => ServeAsync(context, answer, time));
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch
        {
            await application.DisposeAsync();
            throw;
        }

        var addresses = application
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses;
        return new TenantHost(application, [.. addresses.Select(a => new Uri(a))]);
    }

    public async ValueTask DisposeAsync()
    {
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
    }

    private static async Task ServeAsync(
        HttpContext context,
        Func<TenantRequest, (TenantAnswer Answer, SimulatedFault? Fault)?> answer,
        TimeProvider time
    )
    {
        var request = await ReadAsync(context.Request, context.RequestAborted);
        (TenantAnswer, SimulatedFault?)? made;
        try
        {
            made = answer(request);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // An error of the simulation itself: the response reports it.
            made = (new TenantAnswer(500) { Raw = ("text/plain", Encoding.UTF8.GetBytes(e.ToString())) }, null);
        }

        if (
            made is not var (given, fault)
            || fault?.Kind is SimulatedFaultKind.Unreachable or SimulatedFaultKind.LostAnswer
        )
        {
            context.Abort();
            return;
        }

        if (fault?.Kind == SimulatedFaultKind.Slow)
            await Task.Delay(fault.Wait ?? TimeSpan.FromSeconds(1), time, context.RequestAborted);
        await WriteAsync(context, given, isCut: fault?.Kind == SimulatedFaultKind.CutPage);
    }

    private static async Task<TenantRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return new TenantRequest(
            request.Method,
            $"{request.Scheme}://{request.Host}",
            request.Path.Value ?? "/",
            request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            await reader.ReadToEndAsync(cancellationToken)
        );
    }

    private static async Task WriteAsync(HttpContext context, TenantAnswer answer, bool isCut)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        var octets =
            answer.Raw?.Octets ?? (answer.Body is null ? [] : Encoding.UTF8.GetBytes(answer.Body.ToJsonString(Json)));
        if (octets.Length == 0)
            return;

        response.ContentType =
            answer.Raw?.Type
            ?? "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
        response.ContentLength = octets.Length;
        await response.Body.WriteAsync(isCut ? octets.AsMemory(0, octets.Length / 2) : octets, context.RequestAborted);
        if (!isCut)
            return;
        await response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }
}
