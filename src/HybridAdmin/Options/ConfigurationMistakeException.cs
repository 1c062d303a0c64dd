namespace HybridAdmin.Options;

/// <summary>The console cannot start with these settings. Each sentence names a setting and a valid value.</summary>
internal sealed class ConfigurationMistakeException(IReadOnlyList<string> mistakes)
    : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;

    /// <summary>
    /// Converts the framework's exceptions about a settings file that is not valid JSON, or a command line that is not
    /// a list of settings, to this exception.
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
