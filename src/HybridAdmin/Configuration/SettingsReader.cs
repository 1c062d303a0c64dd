using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Configuration;

/// <summary>Reads settings and collects every mistake, so that an administrator corrects all of them at once.</summary>
/// <param name="contentRoot">What relative paths are relative to.</param>
internal sealed class SettingsReader(IConfiguration configuration, string contentRoot)
{
    private readonly List<string> mistakes = [];
    private readonly List<string> warnings = [];

    /// <summary>For settings that end at some time, such as certificates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IReadOnlyList<string> Mistakes => mistakes;

    /// <summary>Things that an administrator should know and that do not stand in the way of a start.</summary>
    public IReadOnlyList<string> Warnings => warnings;

    public void Mistake(string sentence) => mistakes.Add(sentence);

    public void Warn(string sentence) => warnings.Add(sentence);

    /// <summary>The first setting at or below the key that is given.</summary>
    public string? FirstGiven(string key) => FirstGiven(configuration.GetSection(key));

    /// <summary>Null when absent or blank.</summary>
    public string? Text(string key) =>
        string.IsNullOrWhiteSpace(configuration[key]) ? null : configuration[key]!.Trim();

    /// <summary>As <see cref="Text"/>, but every character counts.</summary>
    public string? Secret(string key) => string.IsNullOrEmpty(configuration[key]) ? null : configuration[key];

    public bool Flag(string key)
    {
        if (Text(key) is not { } text)
            return false;
        if (!bool.TryParse(text, out var flag))
            Mistake($"{key} is \"{text}\"; write true or false, for example {key}=true.");
        return flag;
    }

    public TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration))
            return duration;
        Mistake($"{key} is \"{text}\"; write hours, minutes and seconds, for example {key}=00:00:30.");
        return null;
    }

    public int? Number(string key, int example)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        Mistake($"{key} is \"{text}\"; write a number, for example {key}={example}.");
        return null;
    }

    /// <summary>Entries 0, 1, 2 ... below the key, or one text with semicolons between the entries.</summary>
    public IReadOnlyList<string> List(string key)
    {
        var section = configuration.GetSection(key);
        var entries = section.GetChildren().OrderBy(c => int.TryParse(c.Key, out var n) ? n : int.MaxValue).ToArray();
        foreach (var blank in entries.Where(e => e.Value is not null && string.IsNullOrWhiteSpace(e.Value)))
            Mistake($"{blank.Path} is empty; give it a value or remove it.");
        if (entries.Length > 0)
            return [.. entries.Where(e => !string.IsNullOrWhiteSpace(e.Value)).Select(e => e.Value!.Trim())];
        if (section.Value is { } text && string.IsNullOrWhiteSpace(text))
            Mistake($"{key} is empty; give it a value or remove it.");
        return Text(key)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
    }

    /// <summary>The keys one level below, as "Access:Roles:Helpdesk:0", in order of their numbers.</summary>
    public IReadOnlyList<string> Items(string key) =>
        [
            .. configuration
                .GetSection(key)
                .GetChildren()
                .OrderBy(c => int.TryParse(c.Key, out var n) ? n : int.MaxValue)
                .Select(c => c.Path),
        ];

    public IReadOnlyList<DistinguishedName> Names(string key)
    {
        var names = new List<DistinguishedName>();
        foreach (var text in List(key))
        {
            if (DistinguishedName.TryParse(text, out var name))
                names.Add(name);
            else
                Mistake(
                    $"{key} has \"{text}\", which is not a distinguished name; write for example "
                        + $"OU=Staff,DC=contoso,DC=local."
                );
        }

        return names;
    }

    /// <summary>An absolute path; null when the setting is absent.</summary>
    public string? FilePath(string key) => Text(key) is { } path ? Path.GetFullPath(path, contentRoot) : null;

    /// <summary>Below the content root.</summary>
    public string DefaultPath(string name) => Path.Combine(contentRoot, name);

    /// <summary>As <see cref="FilePath"/>; a mistake when there is nothing at it.</summary>
    public string? ExistingPath(string key, string example)
    {
        var path = FilePath(key);
        if (path is not null && !File.Exists(path) && !Directory.Exists(path))
            Mistake($"{key} names {path}, which is not there; write for example {key}={example}.");
        return path;
    }

    private static string? FirstGiven(IConfigurationSection section) =>
        section.GetChildren().Select(FirstGiven).FirstOrDefault(k => k is not null)
        ?? (section.Value is null ? null : section.Path);
}
