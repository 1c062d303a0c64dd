using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Audit;
using HybridAdmin.Storage.Model;
using HybridAdmin.Testing.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.Storage.Tests.Audit;

public sealed class AuditVerifierTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Reason = 'another'")]
    [InlineData("Changes = replace(Changes, 'a.berg', 'b.berg')")]
    [InlineData("AtTicks = AtTicks + 1")]
    [InlineData("ActorRole = NULL")]
    [InlineData("TargetFolded = ''")]
    [InlineData("TargetName = NULL")]
    [InlineData("Mac = zeroblob(32)")]
    [InlineData("Hash = zeroblob(32)")]
    [InlineData("Kind = 2, ChangeId = 1")]
    [InlineData("Changes = 'no JSON'")]
    [InlineData("AtTicks = 'no number'")]
    public async Task VerifyAsync_EditedRow_NamesIt(string assignment)
    {
        var store = await FilledAsync(5);
        folder.DropTriggers();
        folder.Execute($"UPDATE AuditRecords SET {assignment} WHERE Sequence = 3");

        var result = await store.Log.VerifyAsync(default);

        Assert.Equal((false, 3L), (result.IsValid, result.FirstBroken));
        Assert.Contains("record 3", result.Problem);
        Assert.NotEmpty((await store.Log.ListAsync(new AuditQuery(), null, 10, default)).Items);
    }

    [Fact]
    public async Task VerifyAsync_ContentMovedBetweenColumns_NamesTheRow()
    {
        var store = await FilledAsync(3);
        folder.DropTriggers();
        folder.Execute("UPDATE AuditRecords SET ActorId = ActorId || ActorName, ActorName = '' WHERE Sequence = 2");

        Assert.Equal(2, (await store.Log.VerifyAsync(default)).FirstBroken);
    }

    [Theory]
    [InlineData("DELETE FROM AuditAttributes WHERE ChangeId = 2")]
    [InlineData("UPDATE AuditAttributes SET Attribute = 'MAIL' WHERE ChangeId = 2")]
    [InlineData("INSERT INTO AuditAttributes (ChangeId, Attribute) VALUES (2, 'MAIL')")]
    public async Task VerifyAsync_ChangedAttributeRows_NamesTheRecord(string sql)
    {
        var store = await FilledAsync(3);
        folder.DropTriggers();
        folder.Execute(sql);

        Assert.Equal(2, (await store.Log.VerifyAsync(default)).FirstBroken);
    }

    [Fact]
    public async Task VerifyAsync_RowDeletedInTheMiddle_NamesTheGap()
    {
        var store = await FilledAsync(5);
        folder.DropTriggers();
        DeleteWhere("Sequence = 3");

        var result = await store.Log.VerifyAsync(default);

        Assert.Equal((false, 3L, "Audit record 3 is missing."), (result.IsValid, result.FirstBroken, result.Problem));
    }

    [Fact]
    public async Task VerifyAsync_RowInventedBeforeTheFirst_NamesIt()
    {
        var store = await FilledAsync(2);
        folder.Execute(
            "INSERT INTO AuditRecords SELECT -4, -4, Kind, AtTicks, ActorId, ActorName, ActorRole, ActorSource, ClientAddress, Action, TargetId, TargetName, "
                + "TargetDn, Outcome, Message, Reason, CorrelationId, RevertsChangeId, Changes, ActorFolded, TargetFolded, TextFolded, PreviousHash, Hash, Mac, Format, Server, Tenant FROM AuditRecords WHERE Sequence = 1"
        );

        Assert.Equal(-4, (await store.Log.VerifyAsync(default)).FirstBroken);
    }

    [Fact]
    public async Task VerifyAsync_LastFiveRowsDeleted_FailsAndNothingMoreIsRecorded()
    {
        var store = await FilledAsync(10);
        folder.DropTriggers();
        DeleteWhere("Sequence > 5");

        var result = await store.Log.VerifyAsync(default);
        var refused = await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            store.Log.BeginAsync(AuditSamples.AnIntent(), default)
        );
        var health = await store.Health.CheckAsync(default);

        Assert.Equal((false, 5L, 6L), (result.IsValid, result.Records, result.FirstBroken));
        Assert.Contains("ends with record 5, but the head file", result.Problem);
        Assert.Contains("cut off", refused.Message);
        Assert.Equal((false, result.Problem), (health.IsUsable, health.Problem));
    }

    [Fact]
    public async Task VerifyAsync_AllRowsDeleted_Fails()
    {
        var store = await FilledAsync(3);
        folder.DropTriggers();
        DeleteWhere("1");

        Assert.Equal(
            (false, 1L),
            (await store.Log.VerifyAsync(default)) is var r ? (r.IsValid, r.FirstBroken) : default
        );
    }

    [Fact]
    public async Task VerifyAsync_CutOffAndHeadInTheFolderRemoved_PassesAndSaysTheEndIsNotAnchored()
    {
        var store = await FilledAsync(10);
        folder.DropTriggers();
        DeleteWhere("Sequence > 5");
        File.Delete(folder.Options.FullHeadFile);

        var before = await store.Log.VerifyAsync(default);
        await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
        var after = await store.Log.VerifyAsync(default);

        Assert.Equal((true, false), (before.IsValid, before.IsProof));
        Assert.Contains("End not anchored since", before.Problem);
        Assert.Equal((true, 6L), (after.IsValid, after.Records));
        Assert.Contains("End not anchored until record 5", after.Problem);
    }

    [Fact]
    public async Task VerifyAsync_ConfiguredHeadFileMissing_Fails()
    {
        folder.Options = Outside();
        var store = await FilledAsync(3);
        File.Delete(folder.Options.FullHeadFile);

        var result = await store.Log.VerifyAsync(default);

        Assert.False(result.IsValid);
        Assert.Contains(folder.Options.FullHeadFile, result.Problem);
    }

    [Fact]
    public async Task VerifyAsync_HeadFileOfAnotherKey_FailsAndNothingMoreIsRecorded()
    {
        var store = await FilledAsync(3);
        var head = await File.ReadAllTextAsync(folder.Options.FullHeadFile);
        await File.WriteAllTextAsync(
            folder.Options.FullHeadFile,
            head.Replace("\"Sequence\":3", "\"Sequence\":2", StringComparison.Ordinal)
        );

        var result = await store.Log.VerifyAsync(default);

        Assert.False(result.IsValid);
        await Assert.ThrowsAsync<AuditUnavailableException>(() =>
            store.Log.BeginAsync(AuditSamples.AnIntent(), default)
        );
    }

    [Fact]
    public async Task VerifyAsync_LastRowForgedWithTheKey_IsFoundByTheHeadFileOnly()
    {
        folder.Options = folder.Options with { HeadFile = Outside().HeadFile };
        var store = await FilledAsync(3);
        folder.DropTriggers();
        ForgeLast(store);

        var anchored = await store.Log.VerifyAsync(default);
        var unanchored = await (await folder.OpenAsync(folder.Options with { HeadFile = null })).Log.VerifyAsync(
            default
        );

        Assert.Equal((false, 3L), (anchored.IsValid, anchored.FirstBroken));
        Assert.Contains("was replaced", anchored.Problem);
        Assert.Equal((true, false), (unanchored.IsValid, unanchored.IsProof));
        Assert.Contains("End not anchored since", unanchored.Problem);
    }

    [Fact]
    public async Task VerifyAsync_HeadOneBehind_IsValidAndSaysSince()
    {
        var store = await FilledAsync(3);
        var old = await File.ReadAllBytesAsync(folder.Options.FullHeadFile);
        folder.Clock.Advance(TimeSpan.FromHours(1));
        await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
        await File.WriteAllBytesAsync(folder.Options.FullHeadFile, old);

        var behind = await store.Log.VerifyAsync(default);
        await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
        var caughtUp = await store.Log.VerifyAsync(default);

        Assert.True(behind.IsValid);
        Assert.StartsWith("End not anchored since record 3, 2026-03-02 10:00:00Z", behind.Problem);
        Assert.Equal((true, null), (caughtUp.IsValid, caughtUp.Problem));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public async Task VerifyAsync_KeyAndHeadOutside_OnlyBothAreProof(bool key, bool head, bool expected)
    {
        folder.Options = folder.Options with
        {
            KeyFile = key ? Outside().KeyFile : null,
            HeadFile = head ? Outside().HeadFile : null,
        };
        var store = await FilledAsync(1);

        var result = await store.Log.VerifyAsync(default);

        Assert.Equal((true, expected), (result.IsValid, result.IsProof));
    }

    [Fact]
    public void KeepsKeyAndHeadOutside_LinkIntoTheFolder_IsFalse()
    {
        Directory.CreateDirectory(folder.Options.Folder);
        var link = Path.Combine(folder.Root, "elsewhere");
        Directory.CreateSymbolicLink(link, folder.Options.Folder);

        var options = folder.Options with
        {
            KeyFile = Path.Combine(link, "audit.key"),
            HeadFile = Path.Combine(folder.Root, "audit.head"),
        };

        Assert.False(options.KeepsKeyAndHeadOutside);
    }

    [Fact]
    public async Task VerifyAsync_WhileOthersAppend_IsValid()
    {
        var store = await FilledAsync(20);
        var appending = Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => store.Log.BeginAsync(AuditSamples.AnIntent(), default))
        );

        var results = new List<AuditVerification>();
        do results.Add(await store.Log.VerifyAsync(default));
        while (!appending.IsCompleted);
        await appending;

        Assert.All(results, r => Assert.True(r.IsValid, r.Problem));
    }

    private async Task<Store> FilledAsync(int records)
    {
        var store = await folder.OpenAsync();
        for (var i = 0; i < records; i++)
            await store.Log.BeginAsync(AuditSamples.AnIntent(), default);
        return store;
    }

    private StorageOptions Outside() =>
        folder.Options with
        {
            KeyFile = Path.Combine(folder.Root, "outside.key"),
            HeadFile = Path.Combine(folder.Root, "outside.head"),
        };

    private void DeleteWhere(string condition) =>
        folder.Execute(
            $"DELETE FROM AuditAttributes WHERE ChangeId IN (SELECT Sequence FROM AuditRecords WHERE {condition}); DELETE FROM AuditRecords WHERE {condition};"
        );

    /// <summary>Edits the last row and computes the matching hash and MAC with the key in the data folder.</summary>
    private void ForgeLast(Store store)
    {
        var chain = new AuditChain(AuditKey.LoadOrCreate(folder.Options, hasRecords: true, NullLogger.Instance));
        using var context = store.Database.CreateContext();
        var last = context.AuditRecords.OrderByDescending(r => r.Sequence).First();
        last.Reason = "never happened like that";
        chain.Seal(last, last.PreviousHash);
        context.SaveChanges();
    }
}
