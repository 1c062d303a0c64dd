using System.Text.RegularExpressions;
using HybridAdmin.Tests.Architecture;

namespace HybridAdmin.Tests.Documents;

/// <summary>Links of documents have existing targets.</summary>
public sealed partial class LinkTests
{
    private static readonly IReadOnlyList<MarkdownFile> Documents = MarkdownFile.All();

    [Fact]
    public void Links_OfEveryDocument_LeadToFilesAndHeadings()
    {
        var broken = Broken(Documents.Select(d => d.Path), File.Exists).ToArray();

        Assert.True(broken.Length == 0, string.Join(Environment.NewLine, broken));
    }

    [Fact]
    public void Paths_InCodeSpans_Exist()
    {
        var missing = Documents
            .Where(d => !IsHistory(d.Path))
            .SelectMany(d => d.CodeSpans().Select(c => (d.Path, c.Code, c.Line)))
            .Where(c => RepositoryPath().IsMatch(c.Code) && !Path.Exists(InTree(c.Code)))
            .Select(c => $"{c.Path}:{c.Line} names {c.Code}, which is not there.")
            .ToArray();

        Assert.True(missing.Length == 0, string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void Readme_Size_StaysBelowTenKilobytes() =>
        Assert.InRange(new FileInfo(InTree("README.md")).Length, 1, 10_239);

    [Fact]
    public void Readme_LeadsToEveryDocumentOfTheProduct()
    {
        var linked = MarkdownFile.Read("README.md").Links().Select(l => Target("README.md", l.Target)).ToHashSet();

        Assert.All(
            Documents.Where(d => Path.GetDirectoryName(d.Path) == Path.Join("src", "docs")),
            d => Assert.Contains(d.Path, linked)
        );
    }

    [Fact]
    public void Solution_Items_AreThereAndHoldTheDocuments()
    {
        var items = Regex
            .Matches(File.ReadAllText(InTree("HybridAdmin.sln")), @"^\t\t([^=|\n]+?) = \1\r?$", RegexOptions.Multiline)
            .Select(m => m.Groups[1].Value.Replace('\\', '/'))
            .ToArray();

        Assert.All(items, i => Assert.True(File.Exists(InTree(i)), $"The solution has an item {i}: not there."));
        Assert.All(
            Documents.Where(d => Path.GetDirectoryName(d.Path) == Path.Join("src", "docs")),
            d => Assert.Contains(d.Path, items)
        );
    }

    /// <summary>docker/package.sh adds these to the archives; no link in them may leave the archive.</summary>
    [Fact]
    public void Archive_Documents_LeadOnlyToWhatIsInTheArchive()
    {
        var list = Regex.Match(File.ReadAllText(InTree("docker/package.sh")), @"documents=\(([^)]*)\)").Groups[1].Value;
        var packed = list.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.Contains("README.md", packed);
        Assert.All(packed, p => Assert.True(Path.Exists(InTree(p)), $"package.sh packs {p}: not there."));

        bool IsPacked(string path)
        {
            var relative = Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/');
            return File.Exists(path)
                && packed.Any(p => relative == p || relative.StartsWith($"{p}/", StringComparison.Ordinal));
        }

        var broken = Broken(Documents.Select(d => d.Path).Where(p => IsPacked(InTree(p))), IsPacked).ToArray();
        Assert.True(broken.Length == 0, string.Join(Environment.NewLine, broken));
    }

    private static IEnumerable<string> Broken(IEnumerable<string> paths, Func<string, bool> exists)
    {
        var wanted = paths.ToHashSet();
        return from document in Documents
            where wanted.Contains(document.Path)
            from link in document.Links()
            where !link.Target.Contains("://", StringComparison.Ordinal)
            let target = Target(document.Path, link.Target)
            let anchor = link.Target.Contains('#', StringComparison.Ordinal) ? link.Target.Split('#')[1] : null
            where
                !exists(InTree(target))
                || (anchor is not null && !Documents.Single(d => d.Path == target).Anchors().Contains(anchor))
            select $"{document.Path}:{link.Line} leads to {link.Target}, which is not there.";
    }

    /// <summary>The file of a link, as a path from the root of the repository.</summary>
    private static string Target(string document, string link)
    {
        var file = link.Split('#')[0];
        if (file.Length == 0)
            return document;
        var folder = Path.GetDirectoryName(InTree(document))!;
        var full = Path.GetFullPath(Path.Combine(folder, file));
        return Path.GetRelativePath(SourceTree.Root, full).Replace('\\', '/');
    }

    /// <summary>Decisions and the changelog name files of their time.</summary>
    private static bool IsHistory(string path) =>
        path.Contains("/decisions/", StringComparison.Ordinal)
        || path.EndsWith("CHANGELOG.md", StringComparison.Ordinal);

    private static string InTree(string path) => Path.Combine(SourceTree.Root, path);

    [GeneratedRegex(@"^(src|tests|docker|wwwroot|\.github|\.ci)/[\w./-]+$")]
    private static partial Regex RepositoryPath();
}
