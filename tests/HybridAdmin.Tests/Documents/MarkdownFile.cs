using System.Text.RegularExpressions;
using HybridAdmin.Tests.Architecture;

namespace HybridAdmin.Tests.Documents;

/// <summary>A Markdown document of the repository.</summary>
/// <param name="path">Path from the root of the repository, with forward slashes.</param>
/// <param name="text">Its whole text.</param>
internal sealed partial class MarkdownFile(string path, string text)
{
    private static readonly string[] NotOurs =
    [
        "bin",
        "obj",
        "node_modules",
        "data",
        "artifacts",
        "TestResults",
        ".git",
    ];

    /// <summary>Path from the root of the repository, with forward slashes.</summary>
    public string Path { get; } = path;

    public string Text { get; } = text;

    /// <summary>Reads one document.</summary>
    /// <param name="path">Path from the root of the repository.</param>
    public static MarkdownFile Read(string path) =>
        new(path, File.ReadAllText(System.IO.Path.Combine(SourceTree.Root, path)).ReplaceLineEndings("\n"));

    /// <summary>Every document of the repository, except generated and restored folders.</summary>
    public static IReadOnlyList<MarkdownFile> All() => [.. Paths(new DirectoryInfo(SourceTree.Root)).Select(Read)];

    /// <summary>Targets of the links and pictures, with their lines; code is ignored.</summary>
    public IEnumerable<(string Target, int Line)> Links() =>
        from line in Prose()
        from Match match in Link().Matches(CodeSpan().Replace(line.Text, ""))
        select (match.Groups[1].Value, line.Number);

    /// <summary>Contents of the code spans, with their lines.</summary>
    public IEnumerable<(string Code, int Line)> CodeSpans() =>
        from line in Prose()
        from Match match in CodeSpan().Matches(line.Text)
        select (match.Groups[1].Value, line.Number);

    /// <summary>The anchors that Markdown hosts generate for the headings.</summary>
    public IReadOnlyList<string> Anchors()
    {
        var anchors = new List<string>();
        foreach (var (heading, _) in Prose().Where(l => l.Text.StartsWith('#')))
        {
            var words = heading.TrimStart('#').Trim().ToLowerInvariant();
            var anchor = NotInAnchors().Replace(words, "").Replace(' ', '-');
            var same = anchors.Count(a => a == anchor || a.StartsWith($"{anchor}-", StringComparison.Ordinal));
            anchors.Add(anchors.Contains(anchor) ? $"{anchor}-{same}" : anchor);
        }

        return anchors;
    }

    /// <summary>The text between a heading and the next one, including code.</summary>
    public string Section(string heading)
    {
        var headings = Prose().Where(l => l.Text.StartsWith('#')).ToArray();
        var begin = Array.FindIndex(headings, h => h.Text.TrimStart('#').Trim() == heading);
        Assert.True(begin >= 0, $"{Path} has no heading \"{heading}\".");
        var lines = Text.Split('\n');
        var end = begin + 1 < headings.Length ? headings[begin + 1].Number - 1 : lines.Length;
        return string.Join('\n', lines[headings[begin].Number..end]);
    }

    /// <summary>Rows of the first table below a heading.</summary>
    /// <param name="heading">The heading without its number signs.</param>
    /// <param name="withHeader">True to include the row of column names; the line under it is never included.</param>
    public IReadOnlyList<string> TableRows(string heading, bool withHeader = false)
    {
        var rows = Section(heading)
            .Split('\n')
            .SkipWhile(l => !l.StartsWith('|'))
            .TakeWhile(l => l.StartsWith('|'))
            .ToArray();
        return withHeader ? [rows[0], .. rows[2..]] : rows[2..];
    }

    /// <summary>The lines outside fenced code.</summary>
    private IEnumerable<(string Text, int Number)> Prose()
    {
        var inCode = false;
        foreach (var (line, number) in Text.Split('\n').Select((l, i) => (l, i + 1)))
        {
            if (line.TrimStart().StartsWith("```", StringComparison.Ordinal))
                inCode = !inCode;
            else if (!inCode)
                yield return (line, number);
        }
    }

    private static IEnumerable<string> Paths(DirectoryInfo folder) =>
        folder
            .EnumerateFiles("*.md")
            .Select(f => System.IO.Path.GetRelativePath(SourceTree.Root, f.FullName).Replace('\\', '/'))
            .Concat(folder.EnumerateDirectories().Where(d => !NotOurs.Contains(d.Name)).SelectMany(Paths));

    [GeneratedRegex(@"\]\(([^()\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInAnchors();
}
