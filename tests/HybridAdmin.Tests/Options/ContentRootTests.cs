using HybridAdmin.Options;
using HybridAdmin.Tests.Hosting;

namespace HybridAdmin.Tests.Options;

public sealed class ContentRootTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Find_WwwrootBesideTheProgram_IsThatFolder()
    {
        var program = folder["repository/out"];
        Directory.CreateDirectory(Path.Combine(program, "wwwroot"));
        File.WriteAllText(folder["repository/HybridAdmin.sln"], "");

        Assert.Equal(program, ContentRoot.Find(program));
    }

    [Fact]
    public void Find_BuiltInARepository_IsTheRepository()
    {
        var program = folder["repository/src/HybridAdmin/bin/Debug"];
        Directory.CreateDirectory(program);
        File.WriteAllText(folder["repository/HybridAdmin.sln"], "");

        Assert.Equal(folder["repository"], ContentRoot.Find(program));
    }

    [Fact]
    public void Find_NeitherNor_StaysWithTheProgram() => Assert.Equal(folder.Path, ContentRoot.Find(folder.Path));
}
