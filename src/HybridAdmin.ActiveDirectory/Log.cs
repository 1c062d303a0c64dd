using HybridAdmin.Core.Directory;
using Microsoft.Extensions.Logging;

namespace HybridAdmin.ActiveDirectory;

internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Domain controller {Server} failed: {Kind}, LDAP result {ResultCode}")]
    public static partial void ServerFailed(
        this ILogger logger,
        string server,
        DirectoryFaultKind kind,
        int? resultCode
    );

    [LoggerMessage(2002, LogLevel.Information, "Domain controller {Server} is in use again")]
    public static partial void ServerBack(this ILogger logger, string server);
}
