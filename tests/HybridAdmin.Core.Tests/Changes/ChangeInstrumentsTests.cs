using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Core.Tests.Changes;

public sealed class ChangeInstrumentsTests
{
    private static readonly RecipientEdit MakeBergPrimary = new() { PrimarySmtpAddress = "berg@contoso.example" };

    [Fact]
    public async Task Changes_Applied_AreCountedOnceWithoutValues()
    {
        using var changes = new MeasurementRecorder("hybridadmin.changes");
        var bench = new ChangeTestContext();

        await bench.EditAsync(bench.AddAnna(), MakeBergPrimary);

        Assert.Equal(["action=RecipientEdited outcome=Applied"], changes.Tags);
    }

    [Fact]
    public async Task Changes_Conflict_IsCountedAsOne()
    {
        using var changes = new MeasurementRecorder("hybridadmin.changes");
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.BeforeNextModify(() =>
            bench.Directory.ChangeElsewhere(id, "proxyAddresses", "SMTP:other@contoso.example")
        );

        await bench.EditAsync(id, MakeBergPrimary);

        Assert.Equal(["action=RecipientEdited outcome=Conflict"], changes.Tags);
    }

    [Fact]
    public async Task Changes_RequestLost_IsCountedAsUnknown()
    {
        using var changes = new MeasurementRecorder("hybridadmin.changes");
        var bench = new ChangeTestContext();
        var id = bench.AddAnna();
        bench.Directory.LoseNextRequest();

        await bench.EditAsync(id, MakeBergPrimary);

        Assert.Equal(["action=RecipientEdited outcome=Unknown"], changes.Tags);
    }

    [Fact]
    public async Task Waiting_TwoAtOneKey_IsOneUntilItIsFree()
    {
        var turns = new KeyedLock();
        var first = await turns.EnterAsync(["a"], default);
        var second = turns.EnterAsync(["A"], default);

        Assert.Equal(1, turns.Waiting);
        first.Dispose();
        (await second).Dispose();
        Assert.Equal(0, turns.Waiting);
    }
}
