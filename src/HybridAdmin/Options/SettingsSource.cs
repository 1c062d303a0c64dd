namespace HybridAdmin.Options;

/// <summary>The settings as written, before they are converted to options.</summary>
/// <param name="contentRoot">The base of relative paths.</param>
internal sealed class SettingsSource(IConfiguration configuration, string contentRoot)
{
    /// <summary>The clock for settings that depend on the time, such as certificates and time zones.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The first given setting at or below the key, blank ones included; null for none.</summary>
    public string? FirstGiven(string key) => FirstGiven(configuration.GetSection(key));

    /// <summary>The text of a setting; null if it is absent or blank.</summary>
    public string? Text(string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    /// <summary>The text of a setting like <see cref="Text"/>, but every character counts.</summary>
    public string? Secret(string key) => string.IsNullOrEmpty(configuration[key]) ? null : configuration[key];

    /// <summary>The entries 0, 1, 2 ... below the key, or one text with semicolons between the entries.</summary>
    /// <param name="blanks">The keys of entries that are given but blank.</param>
    public IReadOnlyList<string> List(string key, out IReadOnlyList<string> blanks)
    {
        var section = configuration.GetSection(key);
        var entries = Children(section);
        if (entries.Length > 0)
        {
            blanks =
            [
                .. entries.Where(e => e.Value is not null && string.IsNullOrWhiteSpace(e.Value)).Select(e => e.Path),
            ];
            return [.. entries.Where(e => !string.IsNullOrWhiteSpace(e.Value)).Select(e => e.Value!.Trim())];
        }

        blanks = section.Value is { } text && string.IsNullOrWhiteSpace(text) ? [key] : [];
        return Text(key)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
    }

    /// <summary>The keys one level below, such as "Access:Roles:Helpdesk:0", ordered by their numbers.</summary>
    public IReadOnlyList<string> Items(string key) => [.. Children(configuration.GetSection(key)).Select(c => c.Path)];

    /// <summary>Converts a path to an absolute path.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, contentRoot);

    private static IConfigurationSection[] Children(IConfigurationSection section) =>
        [.. section.GetChildren().OrderBy(c => int.TryParse(c.Key, out var n) ? n : int.MaxValue)];

    private static string? FirstGiven(IConfigurationSection section) =>
        section.GetChildren().Select(FirstGiven).FirstOrDefault(k => k is not null)
        ?? (section.Value is null ? null : section.Path);
}
