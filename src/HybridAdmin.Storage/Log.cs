using Microsoft.Extensions.Logging;

namespace HybridAdmin.Storage;

internal static partial class Log
{
    [LoggerMessage(
        EventId = 3000,
        Level = LogLevel.Information,
        Message = "Storage: SQLite {Version}, {File}, {Applied} migrations applied now."
    )]
    internal static partial void Opened(this ILogger logger, string version, string file, int applied);

    [LoggerMessage(
        EventId = 3001,
        Level = LogLevel.Warning,
        Message = "The key of the audit chain, {File}, can be read by other accounts. Restrict it to the console's own."
    )]
    internal static partial void KeyIsReadable(this ILogger logger, string file);

    [LoggerMessage(
        EventId = 3002,
        Level = LogLevel.Error,
        Message = "Audit record {Sequence} is stored, but the head file {File} could not be written."
    )]
    internal static partial void HeadNotWritten(this ILogger logger, Exception exception, long sequence, string file);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "Audit: {Problem}")]
    internal static partial void AuditProblem(this ILogger logger, string problem);

    [LoggerMessage(
        EventId = 3004,
        Level = LogLevel.Warning,
        Message = "Storage: a migration of {File} was interrupted by the end of its process. Its lock was removed; the "
            + "migration starts again."
    )]
    internal static partial void AbandonedMigrationLock(this ILogger logger, string file);
}
