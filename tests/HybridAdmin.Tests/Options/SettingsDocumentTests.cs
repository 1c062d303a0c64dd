using HybridAdmin.Options;
using HybridAdmin.Tests.Architecture;

namespace HybridAdmin.Tests.Options;

/// <summary>The page of settings matches the options, and README's short table names settings that exist.</summary>
public sealed class SettingsDocumentTests
{
    private static readonly string File = Path.Combine(SourceTree.Root, "src/docs/settings.md");

    [Fact]
    public void Document_IsMadeOfTheOptions()
    {
        var expected = new SettingsDocument().Build();
        if (Environment.GetEnvironmentVariable("HYBRIDADMIN_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(File)!);
            System.IO.File.WriteAllText(File, expected);
        }

        Assert.True(System.IO.File.Exists(File), $"{File} is not there; its head says how it is made.");
        Assert.Equal(expected, System.IO.File.ReadAllText(File).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Document_NamesTheSettingsThatMessagesSendPeopleTo()
    {
        var document = System.IO.File.ReadAllText(File);

        Assert.All(
            ["Directory:Timeout", "Directory:ConnectTimeout", "Directory:PoolSize", "Directory:PageSize"],
            key => Assert.Contains($"| `{key}` |", document, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Options_HaveSummaries()
    {
        var document = new SettingsDocument();

        Assert.All(SettingsSchema.Sections, s => Assert.NotEmpty(document.SummaryOf(s.Options)));
        Assert.All(
            SettingsSchema.Sections.SelectMany(s => s.Settings),
            s => Assert.True(document.SummaryOf(s.Property).Length > 0, $"{s.Key} has no summary.")
        );
    }

    [Fact]
    public void Readme_Settings_LinksThePageAndNamesSettingsThatExist()
    {
        var readme = System.IO.File.ReadAllText(Path.Combine(SourceTree.Root, "README.md"));
        var section = readme[readme.IndexOf("\n## Settings\n", StringComparison.Ordinal)..][5..].Split("\n## ")[0];
        var keys = section
            .Split('\n')
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .Select(l => l.Split('`')[1])
            .ToArray();

        Assert.Contains("(src/docs/settings.md)", section, StringComparison.Ordinal);
        Assert.InRange(keys.Length, 5, 12);
        var known = SettingsSchema
            .Sections.SelectMany(s => s.Settings)
            .Select(s => s.Key.Split(":#")[0])
            .ToHashSet(StringComparer.Ordinal);
        Assert.All(keys, k => Assert.Contains(k, known));
    }
}
