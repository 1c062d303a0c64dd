using HybridAdmin.Core.Connections;

namespace HybridAdmin.Tests.Documents;

/// <summary>The rights in permissions-active-directory.md are those that the program checks.</summary>
public sealed class LeastRightsTableTests
{
    private static readonly MarkdownFile Document = MarkdownFile.Read("src/docs/permissions-active-directory.md");

    [Fact]
    public void LeastRights_EachSlice_NamesItsRights()
    {
        var rows = Document.TableRows("Least rights");
        var slices = DelegatedRights.All.Concat(DelegatedRights.AfterMove).GroupBy(r => r.Slice).ToArray();

        Assert.Equal(slices.Length, rows.Count);
        foreach (var slice in slices)
        {
            var row = Assert.Single(rows, r => r.StartsWith($"| {slice.Key} |", StringComparison.Ordinal));
            // A long series is named by its first and last element.
            var named = slice.Count() > 7 ? [slice.First(), slice.Last()] : slice.ToArray();
            Assert.All(named, r => Assert.Contains($"`{r.Attribute}`", row, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Delegate with dsacls")]
    [InlineData("Delegate on a Samba domain controller")]
    public void Script_NamesEveryRight(string section)
    {
        var script = Document.Section(section);

        Assert.All(
            DelegatedRights.All.Where(r => !r.Attribute.StartsWith("extensionAttribute", StringComparison.Ordinal)),
            r => Assert.Contains(r.Attribute, script, StringComparison.Ordinal)
        );
        Assert.Contains("extensionAttribute", script, StringComparison.Ordinal);
    }
}
