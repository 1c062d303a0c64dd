using HybridAdmin.Core.Access;

namespace HybridAdmin.Tests.Architecture;

/// <summary>The rights that the README lists are those that the program tests for.</summary>
public sealed class LeastRightsReadmeTests
{
    [Fact]
    public void Readme_LeastRights_NamesEachRightUnderItsSlice()
    {
        var readme = File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));
        var rows = readme[readme.IndexOf("## Least rights", StringComparison.Ordinal)..]
            .Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .ToArray();

        foreach (var slice in DelegatedRights.All.Concat(DelegatedRights.AfterMove).GroupBy(r => r.Slice))
        {
            var row = Assert.Single(rows, r => r.StartsWith($"| {slice.Key} |", StringComparison.Ordinal));
            // a long series by its ends
            var named = slice.Count() > 7 ? [slice.First(), slice.Last()] : slice.ToArray();
            Assert.All(named, r => Assert.Contains($"`{r.Attribute}`", row, StringComparison.Ordinal));
        }
    }
}
