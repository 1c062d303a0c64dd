using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Storage.Tests;

public sealed class DataFolderStampTests : IDisposable
{
    private const string Contoso = "S-1-5-21-1-2-3";

    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task ClaimAsync_NewFolder_StampsIt()
    {
        var problem = await Stamp().ClaimAsync("Production", Contoso, default);

        Assert.Null(problem);
        Assert.Contains(Contoso, await File.ReadAllTextAsync(folder.Options.StampFile));
    }

    [Fact]
    public async Task ClaimAsync_SameAgain_Fits()
    {
        await Stamp().ClaimAsync("Production", Contoso, default);

        Assert.Null(await Stamp().ClaimAsync("production", Contoso.ToLowerInvariant(), default));
    }

    [Theory]
    [InlineData("Sandbox", Contoso)]
    [InlineData("Production", "S-1-5-21-9-9-9")]
    public async Task ClaimAsync_OfAnother_SaysWhoseItIs(string mode, string domainSid)
    {
        await Stamp().ClaimAsync("Production", Contoso, default);

        var problem = await Stamp().ClaimAsync(mode, domainSid, default);

        Assert.Contains(
            $"belongs to Production with the domain {Contoso} since 2026-03-02 10:00:00Z, not to {mode} with the domain {domainSid}",
            problem
        );
    }

    [Fact]
    public async Task ClaimAsync_UnstampedDatabaseWithoutRecords_StampsIt()
    {
        await folder.OpenAsync();

        Assert.Null(await Stamp().ClaimAsync("Sandbox", Contoso, default));
    }

    [Fact]
    public async Task ClaimAsync_UnstampedDatabaseWithRecords_Refuses()
    {
        var store = await folder.OpenAsync();
        await store.Log.BeginAsync(AuditSamples.AnIntent(), default);

        var problem = await Stamp().ClaimAsync("Sandbox", Contoso, default);

        Assert.Contains("audit log of 1 records, but its stamp.json is missing", problem);
        Assert.False(File.Exists(folder.Options.StampFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("{\"mode\":\"Sandbox\"}")]
    public async Task ClaimAsync_StampThatIsNone_Refuses(string content)
    {
        Directory.CreateDirectory(folder.Options.Folder);
        await File.WriteAllTextAsync(folder.Options.StampFile, content);

        var problem = await Stamp().ClaimAsync("Sandbox", Contoso, default);

        Assert.Contains("cannot be read", problem);
        Assert.Equal(content, await File.ReadAllTextAsync(folder.Options.StampFile));
    }

    [Fact]
    public async Task ClaimAsync_DamagedDatabaseWithoutStamp_Refuses()
    {
        Directory.CreateDirectory(folder.Options.Folder);
        await File.WriteAllTextAsync(folder.Options.DatabaseFile, new string('x', 5000));

        var problem = await Stamp().ClaimAsync("Sandbox", Contoso, default);

        Assert.Contains("cannot be found out", problem);
    }

    private DataFolderStamp Stamp() => new(folder.Options, folder.Clock);
}
