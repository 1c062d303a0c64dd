using System.Text.Json;
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

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        endpoint.Demand(request.RequestUri);
        if (endpoint.Silence() is { } left)
            throw TenantFaultMapper.Silent(left);
        var call = TenantCall.Of(request);
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

    /// <summary>Recognises an attempt that ended without a complete response.</summary>
    public static bool IsLost(Exception exception) =>
        exception
            is HttpRequestException
                or IOException
                or TimeoutRejectedException
                or OperationCanceledException
                or JsonException
                or InvalidDataException;
}
