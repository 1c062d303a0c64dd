namespace HybridAdmin.Hosting;

/// <summary>The log messages of the host; event ids 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(
        EventId = 1000,
        Level = LogLevel.Information,
        Message = "HybridAdmin {Version} on {Framework}: mode {Mode}, directory {Directory}, tenant "
            + "{Tenant}, storage {Storage}, SQLite {Sqlite}"
    )]
    public static partial void Started(
        this ILogger logger,
        string version,
        string framework,
        string mode,
        string directory,
        string tenant,
        string storage,
        string sqlite
    );

    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "{Warning}")]
    public static partial void SettingsWarning(this ILogger logger, string warning);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning, Message = "Not ready yet: {Problem}")]
    public static partial void NotReady(this ILogger logger, string problem);

    [LoggerMessage(
        EventId = 1003,
        Level = LogLevel.Information,
        Message = "The directory answers and the data folder is open: the console is ready"
    )]
    public static partial void FolderOpened(this ILogger logger);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Error, Message = "The data folder cannot be opened yet: {Problem}")]
    public static partial void FolderNotOpened(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Critical, Message = "The console stops: {Problem}")]
    public static partial void FolderRefused(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Error, Message = "The start could not be recorded: {Problem}")]
    public static partial void StartNotRecorded(this ILogger logger, string problem);

    [LoggerMessage(
        EventId = 1007,
        Level = LogLevel.Information,
        Message = "{Count} unfinished changes were settled by reading their objects"
    )]
    public static partial void ChangesSettled(this ILogger logger, int count);

    [LoggerMessage(
        EventId = 1008,
        Level = LogLevel.Warning,
        Message = "Unfinished changes could not be settled yet: {Problem}"
    )]
    public static partial void NotSettled(this ILogger logger, string problem);

    [LoggerMessage(
        EventId = 1009,
        Level = LogLevel.Critical,
        Message = "{Service} failed, and the console cannot go on without it"
    )]
    public static partial void ServiceFailed(this ILogger logger, Exception exception, string service);

    [LoggerMessage(
        EventId = 1010,
        Level = LogLevel.Warning,
        Message = "A page of another origin requested a circuit of {Here} and was refused. If it was the "
            + "console's own: name the proxy in Proxy:KnownAddresses, and let it send X-Forwarded-Proto and "
            + "the Host header that it was asked by"
    )]
    public static partial void ForeignOrigin(this ILogger logger, string here);
}
