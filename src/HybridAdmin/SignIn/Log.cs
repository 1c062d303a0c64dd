using HybridAdmin.Core.Directory;

namespace HybridAdmin.SignIn;

/// <summary>
/// The log messages of the sign-in; event ids 1100 to 1199. They contain no names of people: those are in the audit
/// log.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 1100,
        Level = LogLevel.Warning,
        Message = "A sign-in has to wait {Minutes} minutes after too many refusals; the directory was not asked"
    )]
    public static partial void SignInThrottled(this ILogger logger, double minutes);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "Nobody can sign in: {Kind}, {Problem}")]
    public static partial void DirectoryNotAsked(this ILogger logger, DirectoryFaultKind kind, string problem);

    [LoggerMessage(
        EventId = 1102,
        Level = LogLevel.Error,
        Message = "Nobody can sign in, because it could not be recorded: {Problem}"
    )]
    public static partial void SignInNotRecorded(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Warning, Message = "A sign-out could not be recorded: {Problem}")]
    public static partial void SignOutNotRecorded(this ILogger logger, string problem);

    [LoggerMessage(
        EventId = 1104,
        Level = LogLevel.Error,
        Message = "Ended sessions cannot be saved for the time after a restart: {Problem}"
    )]
    public static partial void EndedSessionsNotKept(this ILogger logger, string problem);

    [LoggerMessage(
        EventId = 1105,
        Level = LogLevel.Warning,
        Message = "A refused token could not be recorded: {Problem}"
    )]
    public static partial void RefusalNotRecorded(this ILogger logger, string problem);
}
