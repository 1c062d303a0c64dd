using HybridAdmin.Core.Tenant;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace HybridAdmin.Microsoft365.Http;

/// <summary>Maps error responses and missing responses to faults.</summary>
internal static class TenantFaultMapper
{
    public static TenantFault Of(CloudError error, bool isTransient, TimeSpan? retryAfter, bool isRepeatable)
    {
        var kind = error.Status switch
        {
            _ when isTransient => TenantFaultKind.Throttled,
            401 or 403 => TenantFaultKind.Denied,
            404 => TenantFaultKind.NotFound,
            409 or 412 => TenantFaultKind.Conflict,
            >= 500 => TenantFaultKind.Unreachable,
            _ => TenantFaultKind.Refused,
        };
        return new TenantFault(kind, Sentence(kind, error, retryAfter))
        {
            Status = error.Status,
            Code = error.Code,
            ServerText = error.Message ?? (error.Text.Length > 0 ? error.Text : null),
            RequestId = error.RequestId.ToString(),
            RetryAfter = retryAfter,
            IsSignInRefused = error.Status == 401,
            // 429 is returned before anything is done; with the other statuses a write may have been carried out.
            OutcomeUnknown = !isRepeatable && error.Status != 429 && (isTransient || error.Status >= 500),
        };
    }

    /// <summary>Nothing was sent: the service requested silence, and this much of it is left.</summary>
    public static TenantFault Silent(TimeSpan left) =>
        new(TenantFaultKind.Throttled, BusyFor(left)) { RetryAfter = left };

    /// <summary>Nothing was sent: too many consecutive attempts had no response.</summary>
    public static TenantFault CircuitOpen(BrokenCircuitException exception) =>
        new(
            TenantFaultKind.Unreachable,
            "Microsoft 365 cannot be reached. No requests are sent for up to a minute after many attempts in a row "
                + "without an answer.",
            exception
        );

    /// <summary>No response, or an incomplete one.</summary>
    public static TenantFault Lost(Exception exception, bool isRepeatable, int? status, Guid requestId)
    {
        // Nothing was sent if the connection was not established.
        var isSent =
            exception
            is not HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError
                    or HttpRequestError.NameResolutionError
                    or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError
            };
        var sentence = exception switch
        {
            OperationCanceledException or TimeoutRejectedException => "Microsoft 365 did not answer in time.",
            System.Text.Json.JsonException or InvalidDataException =>
                "The answer of Microsoft 365 could not be read to its end.",
            _ when status is not null => "The answer of Microsoft 365 broke off.",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                "The encrypted connection to Microsoft 365 did not come about: a certificate or a proxy is in the way.",
            _ => "Microsoft 365 cannot be reached.",
        };
        return new TenantFault(TenantFaultKind.Unreachable, sentence, exception)
        {
            Status = status,
            RequestId = requestId.ToString(),
            OutcomeUnknown = !isRepeatable && isSent,
        };
    }

    private static string BusyFor(TimeSpan wait) =>
        $"Microsoft 365 is busy and asks to wait {(int)Math.Ceiling(wait.TotalSeconds)} seconds.";

    private static string Sentence(TenantFaultKind kind, CloudError error, TimeSpan? retryAfter) =>
        kind switch
        {
            TenantFaultKind.Throttled => retryAfter is { } wait
                ? BusyFor(wait)
                : "Microsoft 365 is busy; try again in a minute.",
            TenantFaultKind.Denied when error.Status == 401 =>
                "Microsoft 365 does not accept the application's token. Check the app registration, and the "
                    + "clock of this computer.",
            TenantFaultKind.Denied => "The application has no permission for this in Microsoft 365.",
            TenantFaultKind.NotFound => "Microsoft 365 does not know the object.",
            TenantFaultKind.Conflict =>
                "Another object of the tenant has this value already, or the object changed meanwhile.",
            TenantFaultKind.Unreachable => $"Microsoft 365 failed with status {error.Status}.",
            _ => $"Microsoft 365 refused: {error.Message ?? $"status {error.Status}"}",
        };
}
