using System.Text.Json;
using HybridAdmin.Tests.Architecture;

namespace HybridAdmin.Tests.Packaging;

/// <summary>Every project restores the versions in its lock file, for each system with an archive or image.</summary>
public sealed class LockFileTests
{
    [Fact]
    public void Projects_HaveALockFile() =>
        Assert.All(Projects("src").Concat(Projects("tests")), p => Assert.True(File.Exists(LockFile(p)), LockFile(p)));

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    [InlineData("win-x64")]
    public void LockFiles_OfTheConsole_KnowTheSystemsThatItIsPublishedFor(string runtime) =>
        Assert.All(
            Projects("src"),
            p =>
            {
                using var locked = JsonDocument.Parse(File.ReadAllText(LockFile(p)));
                Assert.True(
                    locked.RootElement.GetProperty("dependencies").TryGetProperty($"net10.0/{runtime}", out _),
                    p
                );
            }
        );

    private static string LockFile(string project) =>
        Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json");

    private static IEnumerable<string> Projects(string folder) =>
        Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.csproj", SearchOption.AllDirectories);
}
