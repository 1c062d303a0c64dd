using System.Text.RegularExpressions;

namespace HybridAdmin.Tests.Documents;

/// <summary>Each decision has its own number, and the index states which are in force.</summary>
public sealed partial class DecisionIndexTests
{
    private const string Folder = "src/docs/decisions/";

    private static readonly MarkdownFile[] Decisions =
    [
        .. MarkdownFile
            .All()
            .Where(d => d.Path.StartsWith(Folder, StringComparison.Ordinal) && !d.Path.EndsWith("README.md"))
            .OrderBy(d => d.Path, StringComparer.Ordinal),
    ];

    [Fact]
    public void Decisions_Numbers_AreUniqueAndStandInTheTitle()
    {
        Assert.NotEmpty(Decisions);
        Assert.Equal(Decisions.Select(Number).Distinct(), Decisions.Select(Number));
        Assert.All(Decisions, d => Assert.Equal(Number(d), Title(d).Groups["number"].Value));
    }

    [Fact]
    public void Index_HasARowForEachDecisionWithItsState()
    {
        var rows = MarkdownFile.Read($"{Folder}README.md").TableRows("Decisions");
        // A number without a file is explained by a row without a link.
        var expected = Decisions
            .Select(Row)
            .Concat(rows.Where(r => UnusedNumber().IsMatch(r)))
            .OrderBy(r => r.TrimStart('|', ' ', '['), StringComparer.Ordinal)
            .ToArray();

        Assert.True(
            expected.SequenceEqual(rows),
            $"The rows of {Folder}README.md have to be:{Environment.NewLine}{string.Join(Environment.NewLine, expected)}"
        );
    }

    [Fact]
    public void Superseded_BySomethingNewer()
    {
        foreach (var decision in Decisions)
        {
            if (Superseded().Match(decision.Text) is { Success: true } line)
                Assert.True(
                    string.CompareOrdinal(line.Groups["by"].Value, Number(decision)) > 0,
                    $"{decision.Path} is superseded by an older decision."
                );
        }
    }

    private static string Row(MarkdownFile decision)
    {
        var line = Superseded().Match(decision.Text);
        var state = line.Success
            ? $"superseded {(line.Groups["part"].Success ? "in part " : "")}by {line.Groups["link"].Value}"
            : "in force";
        return $"| [{Number(decision)}]({decision.Path[Folder.Length..]}) | {Title(decision).Groups["title"].Value} | {state} |";
    }

    private static string Number(MarkdownFile decision) => decision.Path[Folder.Length..][..4];

    private static Match Title(MarkdownFile decision)
    {
        var title = TitleLine().Match(decision.Text);
        Assert.True(title.Success, $"{decision.Path} does not begin with \"# NNNN: title\".");
        return title;
    }

    [GeneratedRegex(@"\A# (?<number>\d{4}): (?<title>.+)\n")]
    private static partial Regex TitleLine();

    /// <summary>The line under the title.</summary>
    [GeneratedRegex(@"\A[^\n]+\n\n?Superseded (?<part>in part )?by (?<link>\[(?<by>\d{4})\]\([^)]+\))")]
    private static partial Regex Superseded();

    [GeneratedRegex(@"^\| \d{4} \|")]
    private static partial Regex UnusedNumber();
}
