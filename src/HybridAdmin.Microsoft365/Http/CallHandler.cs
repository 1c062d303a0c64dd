using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text.Json;
using HybridAdmin.Core.Telemetry;
using HybridAdmin.Core.Tenant;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>
/// The outermost handler. Sends nothing to another server or during a silence that the service requested, gives all
/// attempts one client-request-id, and reports a missing response as a <see cref="TenantFault"/>.
/// </summary>
internal sealed class CallHandler(ServiceEndpoint endpoint, TenantOptions options, TimeProvider time, ILogger logger)
    : DelegatingHandler
{
    private const string RequestId = "client-request-id";

    private static readonly Histogram<double> Calls = Instruments.CreateDuration(
        "hybridadmin.tenant.calls",
        "Calls of Microsoft 365 with their repetitions, by service and last status."
    );

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        endpoint.Demand(request.RequestUri);
        if (endpoint.Silence() is { } left)
            throw TenantFaultMapper.Silent(left);
        var call = TenantCall.Of(request);
        using var span = Instruments.Source.StartActivity("tenant call");
        span?.SetTag("hybridadmin.service", endpoint.Name);
        var started = Stopwatch.GetTimestamp();
        try
        {
            return await SendAsync(call, request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Calls.Record(
                Stopwatch.GetElapsedTime(started).TotalSeconds,
                new("service", endpoint.Name),
                new("status", call.Status?.ToString(CultureInfo.InvariantCulture) ?? "none")
            );
        }
    }

    /// <summary>Recognises an attempt that ended without a complete response.</summary>
    public static bool IsLost(Exception exception) =>
        exception
            is HttpRequestException
                or IOException
                or TimeoutRejectedException
                or OperationCanceledException
                or JsonException
                or InvalidDataException;

    private async Task<HttpResponseMessage> SendAsync(
        TenantCall call,
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.Headers.Remove(RequestId);
        request.Headers.Add(RequestId, call.Id.ToString());
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (
                await call.HintAsync(response, time).ConfigureAwait(false) is { Wait: { } asked }
                && asked > options.LongestWait
            )
                endpoint.KeepSilence(asked);
            // The SDK treats a redirect as a success without a body, so a write would seem successful.
            if ((int)response.StatusCode is >= 300 and < 400)
                throw TenantFaultMapper.Of(
                    CloudError.Read((int)response.StatusCode, [], call.Id),
                    isTransient: false,
                    retryAfter: null,
                    call.IsRepeatable
                );
            // The SDK's errors carry the headers of the response only.
            response.Headers.Remove(RequestId);
            response.Headers.Add(RequestId, call.Id.ToString());
            return response;
        }
        catch (BrokenCircuitException exception)
        {
            throw TenantFaultMapper.CircuitOpen(exception);
        }
        catch (Exception exception) when (IsLost(exception) && !cancellationToken.IsCancellationRequested)
        {
            logger.Failed(call.Name, exception.GetType().Name, call.Status, call.Id, null);
            throw TenantFaultMapper.Lost(exception, call.IsRepeatable, call.Status, call.Id);
        }
    }
}
