using System.Globalization;
using System.Text.Json;

namespace HybridAdmin.Hosting;

/// <summary>A package that the program includes.</summary>
/// <param name="SupportedUntil">The last day of its support; null if not known.</param>
internal sealed record Dependency(string Name, string Version, DateOnly? SupportedUntil);

/// <summary>The end of Microsoft's support for a version of .NET and the packages that belong to it.</summary>
internal static class FrameworkSupport
{
    /// <summary>
    /// The last day of support by major version. Source: releases.md and release-notes/10.0/README.md of the repository
    /// dotnet/core, which repeat Microsoft's support policy.
    /// </summary>
    private static readonly Dictionary<int, DateOnly> Ends = new()
    {
        [5] = new(2022, 5, 10),
        [6] = new(2024, 11, 12),
        [7] = new(2024, 5, 14),
        [8] = new(2026, 11, 10),
        [9] = new(2026, 11, 10),
        [10] = new(2028, 11, 14),
    };

    /// <summary>The packages that are versioned and supported together with .NET.</summary>
    private static readonly string[] Families =
    [
        "Microsoft.AspNetCore.",
        "Microsoft.EntityFrameworkCore",
        "Microsoft.Data.Sqlite",
        "Microsoft.Extensions.",
        "Microsoft.NETCore.App",
        "System.",
        "Microsoft.JSInterop",
        "Microsoft.DotNet.",
    ];

    /// <summary>The date on which these dates were read.</summary>
    public static DateOnly ReadOn { get; } = new(2026, 11, 21);

    /// <param name="major">The major version of .NET.</param>
    public static DateOnly? EndOf(int major) => Ends.TryGetValue(major, out var end) ? end : null;

    public static DateOnly? EndOf(string package, string version) =>
        Families.Any(f => package.StartsWith(f, StringComparison.OrdinalIgnoreCase))
        && int.TryParse(version.Split('.', '-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? EndOf(major)
            : null;
}

/// <summary>Reads the packages from the list that the build places beside the program.</summary>
internal static class Dependencies
{
    private const string RuntimePack = "runtimepack.";

    /// <returns>The packages by name; empty if there is no list.</returns>
    public static IReadOnlyList<Dependency> Read(string programFolder)
    {
        var file = Path.Combine(programFolder, $"{typeof(Dependencies).Assembly.GetName().Name}.deps.json");
        if (!File.Exists(file))
            return [];
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return
        [
            .. document
                .RootElement.GetProperty("libraries")
                .EnumerateObject()
                .Where(l => l.Value.GetProperty("type").GetString() is "package" or "runtimepack")
                .Select(l => l.Name.Split('/', 2))
                .Where(p => p.Length == 2)
                .Select(p =>
                    Of(p[0].StartsWith(RuntimePack, StringComparison.Ordinal) ? p[0][RuntimePack.Length..] : p[0], p[1])
                )
                .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static Dependency Of(string name, string version) =>
        new(name, version, FrameworkSupport.EndOf(name, version));
}
