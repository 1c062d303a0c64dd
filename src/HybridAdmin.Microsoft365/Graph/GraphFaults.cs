using System.Globalization;
using System.Net.Http.Headers;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Microsoft365.Http;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace HybridAdmin.Microsoft365.Graph;

/// <summary>Maps the SDK's exceptions.</summary>
internal static class GraphFaults
{
    /// <summary>
    /// Maps an error response. It is an <see cref="ODataError"/> if its body was one; otherwise only the status and the
    /// headers are available.
    /// </summary>
    public static TenantFault Of(ApiException exception, bool isRepeatable, TimeProvider time)
    {
        var body = (exception as ODataError)?.Error;
        var error = new CloudError(
            exception.ResponseStatusCode,
            NullIfEmpty(body?.Code),
            NullIfEmpty(body?.Message),
            string.Empty,
            Guid.TryParse(Header(exception, "client-request-id"), out var id) ? id : Guid.Empty
        );
        var wait = RetryConditionHeaderValue.TryParse(Header(exception, "Retry-After"), out var header)
            ? RetryHint.After(header, time)
            : null;
        return TenantFaultMapper.Of(error, TransientStatus.Contains(error.Status), wait, isRepeatable);
    }

    /// <summary>A success whose values the models cannot read. The outcome of a write is unknown.</summary>
    public static TenantFault Unreadable(Exception exception, bool isRepeatable) =>
        new(TenantFaultKind.Unreachable, "The answer of Microsoft Graph cannot be read.", exception)
        {
            OutcomeUnknown = !isRepeatable,
        };

    /// <summary>A success that lacks an essential member.</summary>
    public static TenantFault Incomplete(string sentence) =>
        new(TenantFaultKind.Unreachable, $"The answer of Microsoft Graph is not complete. {sentence}");

    /// <summary>
    /// Recognises a path that the service does not have at all, as opposed to an object that does not exist.
    /// </summary>
    public static bool IsUnknownPath(TenantFault fault) =>
        fault.Status is 404 or 400
        && (
            fault.Code is "UnknownError" or "Request_UnknownError"
            || fault.ServerText?.Contains("Resource not found for the segment", StringComparison.OrdinalIgnoreCase)
                == true
        );

    /// <summary>Recognises a delta token that is too old: 410, or 400 with syncStateNotFound.</summary>
    public static bool IsDeltaExpired(TenantFault fault) =>
        fault.Status == 410
        || string.Equals(fault.Code, "syncStateNotFound", StringComparison.OrdinalIgnoreCase)
        || string.Equals(fault.Code, "resyncRequired", StringComparison.OrdinalIgnoreCase);

    private static string? Header(ApiException exception, string name) =>
        exception
            .ResponseHeaders.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Value?.FirstOrDefault();

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
