using Microsoft.Extensions.Logging;

namespace HybridAdmin.Microsoft365;

/// <summary>
/// Log messages of the adapter; event ids 4001 to 4099. Calls are named without their query, which may contain
/// addresses; never a token or body.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(
        4001,
        LogLevel.Debug,
        "{Call} answered {Status} in {Milliseconds} ms, client-request-id {RequestId}, request-id {ServerRequestId}"
    )]
    public static partial void Answered(
        this ILogger logger,
        string call,
        int status,
        long milliseconds,
        Guid requestId,
        string? serverRequestId
    );

    [LoggerMessage(
        4002,
        LogLevel.Warning,
        "{Call} failed: {Problem}, status {Status}, client-request-id {RequestId}, request-id {ServerRequestId}"
    )]
    public static partial void Failed(
        this ILogger logger,
        string call,
        string problem,
        int? status,
        Guid requestId,
        string? serverRequestId
    );

    [LoggerMessage(4003, LogLevel.Information, "{Call} is repeated in {Wait}, client-request-id {RequestId}")]
    public static partial void Repeated(this ILogger logger, string call, TimeSpan wait, Guid requestId);

    [LoggerMessage(4004, LogLevel.Information, "The tenant answers")]
    public static partial void TenantBack(this ILogger logger);

    [LoggerMessage(
        4005,
        LogLevel.Warning,
        "The tenant does not answer as it should: {Kind}, status {Status}, code {Code}, client-request-id {RequestId}"
    )]
    public static partial void TenantFailed(
        this ILogger logger,
        Core.Tenant.TenantFaultKind kind,
        int? status,
        string? code,
        string? requestId
    );

    [LoggerMessage(4006, LogLevel.Information, "Cloud objects are read from the beginning: {Reason}")]
    public static partial void FullPass(this ILogger logger, string reason);

    [LoggerMessage(4007, LogLevel.Information, "{Count} cloud objects are known")]
    public static partial void Indexed(this ILogger logger, int count);

    [LoggerMessage(4008, LogLevel.Warning, "{Warning}")]
    public static partial void TenantWarning(this ILogger logger, string warning);

    [LoggerMessage(4009, LogLevel.Error, "Refreshing the cloud objects failed and will be tried again")]
    public static partial void RefreshFailed(this ILogger logger, Exception exception);
}
