using System.Text.RegularExpressions;
using HybridAdmin.Core.Changes.Editing;

namespace HybridAdmin.Tests.Architecture;

/// <summary>The rules of the architecture (src/docs/architecture.md).</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] Adapters =
    [
        "HybridAdmin.ActiveDirectory",
        "HybridAdmin.Dns",
        "HybridAdmin.Microsoft365",
        "HybridAdmin.Storage",
        "HybridAdmin.Sandbox",
    ];

    /// <summary>
    /// Packages that Core may reference: without I/O, state or a framework of their own. A new one requires a decision.
    /// </summary>
    private static readonly string[] PackagesOfCore = ["CsvHelper"];

    [Fact]
    public void Core_ReferencesListedPackagesOnly()
    {
        var project = File.ReadAllText(Path.Combine(SourceTree.Root, "src/HybridAdmin.Core/HybridAdmin.Core.csproj"));

        Assert.Subset(
            PackagesOfCore.ToHashSet(),
            PackageReference().Matches(project).Select(m => m.Groups["name"].Value).ToHashSet()
        );
        Assert.DoesNotContain("<ProjectReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("<FrameworkReference", project, StringComparison.Ordinal);
        Assert.All(
            typeof(ChangePlanner).Assembly.GetReferencedAssemblies(),
            a =>
                Assert.True(
                    a.Name!.StartsWith("System.", StringComparison.Ordinal) || PackagesOfCore.Contains(a.Name),
                    a.Name
                )
        );
    }

    [Fact]
    public void Adapters_AreNamedInTheHostOnly()
    {
        var namers = SourceTree
            .Files("HybridAdmin", ".cs", ".razor")
            .Where(f => Adapters.Any(a => Regex.IsMatch(f.Text, $@"\b{Regex.Escape(a)}\b(?!\.Tests)")))
            .Select(f => f.Path)
            .Where(p =>
                !p.StartsWith("HybridAdmin/Hosting/", StringComparison.Ordinal) && p != "HybridAdmin/Program.cs"
            );

        Assert.Empty(namers);
    }

    [Fact]
    public void Components_DoNotSeePortsOrContexts()
    {
        string[] hidden =
        [
            "IDirectory ",
            "IDirectorySession",
            "IDirectoryAccounts",
            "ITenant",
            "IMigration ",
            "IAuditLog ",
            "DbContext",
        ];
        var offenders = SourceTree
            .Files("HybridAdmin/Features", ".razor", ".cs")
            .Concat(SourceTree.Files("HybridAdmin/Components", ".razor", ".cs"))
            .Where(f => hidden.Any(h => f.Text.Contains(h, StringComparison.Ordinal)))
            .Select(f => f.Path);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Features_DoNotKnowEachOther()
    {
        var features = Directory
            .GetDirectories(Path.Combine(SourceTree.Root, "src/HybridAdmin/Features"))
            .Select(d => Path.GetFileName(d)!)
            .ToArray();
        var offenders = SourceTree
            .Files("HybridAdmin/Features", ".razor", ".cs")
            .Where(f =>
                features
                    .Where(o => !f.Path.StartsWith($"HybridAdmin/Features/{o}/", StringComparison.Ordinal))
                    .Any(o => Regex.IsMatch(f.Text, $@"HybridAdmin\.Features\.{o}\b"))
            )
            .Select(f => f.Path);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Pages_SayWhoMaySeeThem()
    {
        var offenders = SourceTree
            .Files("HybridAdmin", ".razor")
            .Where(f => PageDirective().IsMatch(f.Text))
            .Where(f =>
                !f.Text.Contains("[Authorize", StringComparison.Ordinal)
                && !f.Text.Contains("[AllowAnonymous", StringComparison.Ordinal)
            )
            .Select(f => f.Path);

        Assert.Empty(offenders);
    }

    [Fact]
    public void CoreClasses_AreSealedOrStaticOrMeantToBeDerived()
    {
        var open = typeof(ChangePlanner)
            .Assembly.GetExportedTypes()
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false })
            .Select(t => t.FullName);

        Assert.Empty(open);
    }

    [Theory]
    [InlineData("*.cs", 300)]
    [InlineData("*.razor", 150)]
    [InlineData("*.razor.cs", 240)] // 200 once every page has a model of its own
    public void Files_StaySmall(string pattern, int lines)
    {
        var tooLong = Directory
            .EnumerateFiles(Path.Combine(SourceTree.Root, "src"), pattern, SearchOption.AllDirectories)
            .Where(f =>
                !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/Migrations/", StringComparison.Ordinal)
            )
            .Select(f => (File: Path.GetFileName(f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > lines);

        Assert.Empty(tooLong);
    }

    [Fact]
    public void TopLevel_HoldsWhatItShall()
    {
        string[] expected = ["HybridAdmin.sln", "README.md", "appsettings.json", "docker", "src", "tests", "wwwroot"];
        string[] local = ["data", "artifacts", "TestResults"];

        var found = Directory
            .EnumerateFileSystemEntries(SourceTree.Root)
            .Select(e => Path.GetFileName(e)!)
            .Where(n => !n.StartsWith('.') && !local.Contains(n))
            .Order(StringComparer.Ordinal);

        Assert.Equal(expected, found);
    }

    [GeneratedRegex("<PackageReference Include=\"(?<name>[^\"]+)\"")]
    private static partial Regex PackageReference();

    [GeneratedRegex("^@page ", RegexOptions.Multiline)]
    private static partial Regex PageDirective();
}
