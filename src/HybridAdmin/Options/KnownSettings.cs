using System.Globalization;

namespace HybridAdmin.Options;

/// <summary>
/// The names of all settings, by reflection over the options classes. An unknown name ends the program: a misspelt name
/// must never disable a protection, or turn production into a sandbox.
/// </summary>
internal static class KnownSettings
{
    /// <summary>The keys of the options; "#" stands for a number, "1..15" for one of these numbers.</summary>
    private static readonly string[] Patterns =
    [
        // a name without a section may be the framework's too, and the environment contains many others
        .. SettingsSchema.Sections.Where(s => s.Name.Length > 0).SelectMany(s => s.Settings).Select(s => s.Key),
    ];

    private static readonly string[][] Split = [.. Patterns.Select(p => p.Split(':'))];

    /// <summary>The sections of the console, in the order of the documentation.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. Split.Select(p => p[0]).Distinct()];

    /// <summary>The first words of command-line options that are accepted in addition to the console's own.</summary>
    private static readonly string[] FrameworkNames =
    [
        "Urls",
        "Logging",
        "Kestrel",
        "AllowedHosts",
        "Environment",
        "ContentRoot",
        "ApplicationName",
        "DetailedErrors",
        "ShutdownTimeoutSeconds",
    ];

    /// <summary>Returns one sentence for each name that is not a setting.</summary>
    /// <param name="options">
    /// The keys of the command line, where only settings of the console and the framework are possible.
    /// </param>
    public static IEnumerable<string> FindUnknown(IConfiguration configuration, IReadOnlyList<string> options)
    {
        foreach (var section in configuration.GetChildren())
        {
            var isOurs = Sections.Contains(section.Key, StringComparer.OrdinalIgnoreCase);
            if (isOurs)
            {
                foreach (var mistake in Below(section))
                    yield return mistake;
            }
            else if (
                section.GetChildren().Any()
                && !IsFrameworks(section.Key)
                && Nearest(section.Key, Sections, maximum: 2) is { } near
            )
            {
                // The environment contains many unrelated names; only a near miss can be a misspelt setting.
                yield return $"{FirstLeaf(section)} is not a setting. Did you mean "
                    + $"{near}{FirstLeaf(section)[section.Key.Length..]}?";
            }
        }

        foreach (var option in options)
        {
            var root = option.Split(':')[0];
            if (
                !IsFrameworks(root)
                && !Sections.Contains(root, StringComparer.OrdinalIgnoreCase)
                && Nearest(root, Sections, maximum: 2) is null
            )
                yield return $"--{option} is not a setting. Did you mean "
                    + $"--{Nearest(root, [.. Sections, .. FrameworkNames], int.MaxValue)}? HybridAdmin --help "
                    + $"shows examples.";
        }
    }

    private static IEnumerable<string> Below(IConfigurationSection section)
    {
        foreach (var child in section.GetChildren())
        {
            var path = child.Path.Split(':');
            var known = Split.Where(p => p.Length >= path.Length && Fits(p, path, path.Length)).ToArray();
            if (known.Length == 0)
                yield return $"{FirstLeaf(child)} is not a setting. Did you mean {Suggestion(path)}?";
            else
            {
                foreach (var mistake in Below(child))
                    yield return mistake;
            }
        }
    }

    private static string Suggestion(string[] path)
    {
        var level = path.Length - 1;
        var siblings = Split.Where(p => p.Length > level && Fits(p, path, level)).ToArray();
        if (siblings.Length == 0)
            return Nearest(string.Join(':', path), Patterns, int.MaxValue)!.Replace('#', '0');

        var name = Nearest(path[level], [.. siblings.Select(p => p[level]).Distinct()], int.MaxValue)!;
        var example = name switch
        {
            "#" => "0",
            _ when name.Contains("..", StringComparison.Ordinal) => name.Split("..")[0],
            _ => name,
        };
        return string.Join(':', path.Take(level).Append(example));
    }

    private static bool Fits(string[] pattern, string[] path, int levels) =>
        pattern
            .Zip(path)
            .Take(levels)
            .All(pair =>
                pair.First switch
                {
                    "#" => int.TryParse(pair.Second, out var number) && number >= 0,
                    var range when range.Contains("..", StringComparison.Ordinal) => IsWithin(range, pair.Second),
                    var name => name.Equals(pair.Second, StringComparison.OrdinalIgnoreCase),
                }
            );

    private static bool IsWithin(string range, string text)
    {
        var ends = range.Split("..");
        return int.TryParse(text, out var number)
            && number >= int.Parse(ends[0], CultureInfo.InvariantCulture)
            && number <= int.Parse(ends[1], CultureInfo.InvariantCulture);
    }

    private static string FirstLeaf(IConfigurationSection section) =>
        section.GetChildren().FirstOrDefault() is { } child ? FirstLeaf(child) : section.Path;

    private static bool IsFrameworks(string name) => FrameworkNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string? Nearest(string name, IReadOnlyList<string> names, int maximum) =>
        names
            .Select(n => (Name: n, Distance: Distance(n.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(n => n.Distance <= maximum)
            .OrderBy(n => n.Distance)
            .Select(n => n.Name)
            .FirstOrDefault();

    /// <summary>
    /// The number of letters to insert, remove or replace to get from one text to the other (Levenshtein).
    /// </summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
