using HybridAdmin.Core.Audit;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Storage.Tests;

/// <summary>
/// A data folder that version 0.1.0 wrote (its first migration) is opened by this one. It is in Fixtures/0.1.0 and is
/// never regenerated; a later version adds its own by "HybridAdmin.Storage.Tests make-fixture FOLDER".
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("0.1.0")]
    public async Task InitializeAsync_FolderOfAnOlderVersion_KeepsTheRecordsAndGoesOn(string version)
    {
        Directory.CreateDirectory(folder.Options.Folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", version)))
            File.Copy(file, Path.Combine(folder.Options.Folder, Path.GetFileName(file)));

        var store = await folder.OpenAsync();
        var before = await store.Log.VerifyAsync(default);
        var entries = (await store.Log.ListAsync(new AuditQuery(), null, 100, default)).Items;
        var id = await store.Log.RecordAsync(AuditSamples.AnIntent(), new AuditEnd(AuditOutcome.Applied), default);
        var after = await store.Log.VerifyAsync(default);

        Assert.True(before.IsValid, before.Problem);
        Assert.Null(before.Problem);
        Assert.Equal(9, before.Records);
        Assert.Equal(
            [
                AuditAction.RecipientEdited,
                AuditAction.RecipientEdited,
                AuditAction.RecipientEdited,
                AuditAction.SignedIn,
                AuditAction.ChangeReverted,
            ],
            entries.Select(e => e.Action).Reverse()
        );
        Assert.Equal(
            [AuditOutcome.Applied, AuditOutcome.Refused, null, AuditOutcome.Applied, AuditOutcome.Applied],
            entries.Select(e => e.Outcome).Reverse()
        );
        Assert.Equal(entries[0].Id, entries[^1].RevertedByChangeId);
        Assert.Equal("smtp:a.berg@contoso.test", entries[^1].Changes.Single().Added.Single().Text);
        Assert.Equal(10, id);
        Assert.True(after.IsValid, after.Problem);
        Assert.Null(
            await new DataFolderStamp(folder.Options, folder.Clock).ClaimAsync("Production", Fixture.DomainSid, default)
        );
    }
}
