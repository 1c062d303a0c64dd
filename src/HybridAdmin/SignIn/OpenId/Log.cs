namespace HybridAdmin.SignIn.OpenId;

/// <summary>
/// The log messages of the sign-in at a provider; event ids 1150 to 1199. They contain no names of people, no tokens,
/// codes or secrets.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1150, Level = LogLevel.Warning, Message = "Nobody can sign in at the provider: {Problem}")]
    public static partial void ProviderUnusable(this ILogger logger, string problem);

    [LoggerMessage(EventId = 1151, Level = LogLevel.Warning, Message = "A sign-in was refused ({Problem}): {Reason}")]
    public static partial void SignInRefused(this ILogger logger, OpenIdProblem problem, string reason);
}
