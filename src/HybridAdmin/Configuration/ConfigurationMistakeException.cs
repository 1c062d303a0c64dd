namespace HybridAdmin.Configuration;

/// <summary>The console cannot start with these settings. Each sentence names a setting and what would be right.</summary>
internal sealed class ConfigurationMistakeException(IReadOnlyList<string> mistakes) : Exception(string.Join(Environment.NewLine, mistakes))
{
    public IReadOnlyList<string> Mistakes { get; } = mistakes;
}
