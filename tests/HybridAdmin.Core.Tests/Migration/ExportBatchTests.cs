using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Core.Tests.Migration;

public sealed class ExportBatchTests
{
    private static MigrationBench WithPeople(Role role = Role.RecipientAdministrator)
    {
        var bench = new MigrationBench(role);
        bench.WithBatch(
            "SyncedWithErrors",
            MigrationKind.Onboarding,
            new MigrationUser { Identity = MigrationBench.Kim, Status = "Failed" },
            new MigrationUser { Identity = "bo@contoso.example", Status = "Synced" }
        );
        return bench;
    }

    private static ExportBatch Export(MigrationBench bench) => new(bench, bench.Migration, bench.Index, bench.Audit);

    [Fact]
    public async Task ExecuteAsync_Filtered_GivesThoseAndRecordsHowManyOfWhat()
    {
        var bench = WithPeople();

        // By BatchGuid.
        var all = await Export(bench).ExecuteAsync(MigrationBench.Mailbox.ToString(), null, null, default);
        var failed = await Export(bench).ExecuteAsync("wave 1", u => u.State.IsFailed(), "failed", default);

        Assert.Equal(["bo@contoso.example", MigrationBench.Kim], all!.Value.Users.Select(u => u.Identity));
        Assert.Equal([MigrationBench.Kim], failed!.Value.Users.Select(u => u.Identity));
        Assert.All(
            bench.Audit.Entries,
            e => Assert.Equal((AuditAction.RecipientsExported, AuditOutcome.Applied), (e.Action, e.Outcome))
        );
        Assert.Contains(
            bench.Audit.Entries,
            e => e.Message == "Exported 1 person of the migration batch Wave 1 as CSV (failed)"
        );
    }

    [Fact]
    public async Task ExecuteAsync_Helpdesk_IsDeniedAndNoBatchIsNothing()
    {
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            Export(WithPeople(Role.Helpdesk)).ExecuteAsync("Wave 1", null, null, default)
        );

        var bench = WithPeople();
        Assert.Null(await Export(bench).ExecuteAsync("Wave 9", null, null, default));
        Assert.Empty(bench.Audit.Entries);
    }

    [Fact]
    public async Task ExecuteAsync_Scope_KeepsOthersIn()
    {
        var bench = WithPeople();
        await bench.AddKimAsync();
        bench.Actor = bench.Actor with { Scope = [DistinguishedName.Parse("OU=Staff,DC=contoso,DC=test")] };

        Assert.Equal(
            [MigrationBench.Kim],
            (await Export(bench).ExecuteAsync("Wave 1", null, null, default))!.Value.Users.Select(u => u.Identity)
        );
    }
}
