using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using HybridAdmin.Core.Changes.Editing;

namespace HybridAdmin.Tests.Architecture;

/// <summary>
/// The dependencies between the folders of Core (folder = namespace): the permitted ones, without cycles.
/// </summary>
public sealed class RoomTests
{
    private const string Core = "HybridAdmin.Core";

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded = new(() =>
        new ArchLoader().LoadAssemblies(typeof(ChangePlanner).Assembly).Build()
    );

    [Fact]
    public void RoomsOfCore_Dependencies_HaveNoCycle()
    {
        var left = Edges().GroupBy(e => e.From).ToDictionary(g => g.Key, g => g.Select(e => e.To).ToHashSet());

        while (left.Where(r => !r.Value.Any(left.ContainsKey)).Select(r => r.Key).FirstOrDefault() is { } leaf)
            left.Remove(leaf);

        Assert.True(left.Count == 0, "Rooms in a cycle: " + string.Join("; ", left.Keys.Select(r => Explain(r, left))));
    }

    [Theory]
    [InlineData("Directory")]
    [InlineData("Telemetry")]
    [InlineData("Access", "Directory")]
    [InlineData("Findings", "Directory")]
    [InlineData("Settings", "Directory")]
    [InlineData("Recipients", "Access", "Directory")]
    [InlineData("Tenant", "Directory", "Recipients")]
    [InlineData("Audit", "Access", "Directory", "Tenant")]
    public void RoomOfCore_AtTheBase_KnowsOnly(string room, params string[] known)
    {
        var others = Edges().Where(e => e.From == room).Select(e => e.To).Except(known).Order(StringComparer.Ordinal);

        Assert.Empty(others);
    }

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void Namespaces_AreThoseOfTheFolders(string tree)
    {
        var offenders =
            from project in Directory.EnumerateFiles(
                Path.Combine(SourceTree.Root, tree),
                "*.csproj",
                SearchOption.AllDirectories
            )
            let folder = Path.GetDirectoryName(project)!
            from file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            let relative = Path.GetRelativePath(folder, file).Replace('\\', '/')
            where !relative.StartsWith("obj/", StringComparison.Ordinal)
            where !relative.StartsWith("bin/", StringComparison.Ordinal)
            let expected = string.Join(
                '.',
                relative.Split('/')[..^1].Prepend(Path.GetFileNameWithoutExtension(project))
            )
            let line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith("namespace ", StringComparison.Ordinal))
            where line is not null && line != $"namespace {expected};" && line != $"namespace {expected}"
            select $"{tree}/{Path.GetFileName(folder)}/{relative} has \"{line}\"";

        Assert.Empty(offenders);
    }

    private static string Explain(string room, Dictionary<string, HashSet<string>> left) =>
        string.Join(
            ", ",
            Edges()
                .Where(e => e.From == room && left.ContainsKey(e.To))
                .Select(e => $"{room} -> {e.To} by {e.Type} of {e.By}")
                .Take(8)
        );

    private static IEnumerable<(string From, string To, string By, string Type)> Edges() =>
        from type in Loaded.Value.Types
        let room = RoomOf(type)
        where room is not null
        from dependency in type.Dependencies
        let other = RoomOf(dependency.Target)
        where other is not null && other != room
        select (room, other, type.Name, dependency.Target.Name);

    private static string? RoomOf(IType type) =>
        type.Namespace?.FullName is { } name && name.StartsWith(Core + ".", StringComparison.Ordinal)
            ? name[(Core.Length + 1)..].Split('.')[0]
            : null;
}
