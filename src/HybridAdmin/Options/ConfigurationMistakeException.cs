namespace HybridAdmin.Options;

/// <summary>
/// The console cannot start with these settings. Each sentence names a setting and what would be right.
/// </summary>
internal sealed class ConfigurationMistakeException(IReadOnlyList<string> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;

    /// <summary>
    /// Makes a mistake of what the framework says about a settings file that is no JSON, or a command line that is no
    /// list of settings.
    /// </summary>
    public static T IfUnreadable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            throw new ConfigurationMistakeException([
                $"The settings cannot be read: {exception.Message} {exception.InnerException?.Message}".TrimEnd(),
            ]);
        }
    }
}
