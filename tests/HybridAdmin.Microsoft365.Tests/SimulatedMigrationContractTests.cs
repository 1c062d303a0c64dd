using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Microsoft365.Tests;

/// <summary>
/// The adapter and the sandbox's tenant satisfy the contract of migration services, including a whole move.
/// </summary>
public sealed class SimulatedMigrationContractTests : MigrationContract, IAsyncLifetime
{
    private const string Person = "isla.abernethy@brightwater.test";
    private SimulatedRig rig = null!; // set before any test by InitializeAsync
    private IMigration migration = null!;

    public async Task InitializeAsync()
    {
        // An hour of the tenant takes a second, and so does a whole move.
        rig = await SimulatedRig.StartAsync(new SimulatedTenantOptions { Speed = 3600 });
        migration = rig.Migration;
    }

    public async Task DisposeAsync() => await rig.DisposeAsync();

    private async Task<MigrationBatch> UntilAsync(string batch, Func<MigrationBatch, bool> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var found = (await migration.ReadBatchAsync(batch, limit.Token))!;
            if (isSo(found))
                return found;
            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<DirectoryEntry> EntryAsync(string address)
    {
        await using var session = await rig.Directory.OpenAsync(null, CancellationToken.None);
        await foreach (
            var entry in session.SearchAsync(
                new DirectorySearch
                {
                    Filter = LdapFilter.Equal("mail", address),
                    Attributes = RecipientAttributes.ForRecipient,
                },
                CancellationToken.None
            )
        )
            return entry;
        throw new InvalidOperationException($"Nobody has {address}.");
    }

    [Fact]
    public async Task WholeMove_FromCsvToCompleted_ConvertsBothSides()
    {
        var people = MigrationCsv
            .Read($"EmailAddress\n{Person}\nowen.barraclough@brightwater.test\n", MigrationKind.Onboarding)
            .Rows;
        var before = (await migration.ReadCandidatesAsync([Person], CancellationToken.None))[Person];
        await migration.CarryOutAsync(
            new CreateMigrationBatch("Wave 3", MigrationKind.Onboarding)
            {
                Endpoint = "Hybrid Migration Endpoint - Brightwater",
                TargetDeliveryDomain = SandboxDirectory.RoutingDomain,
                People = people,
                AutoStart = true,
            },
            CancellationToken.None
        );

        var synced = await UntilAsync("Wave 3", b => !b.State.IsRunning());
        Assert.Equal((MigrationBatchState.Synced, 2), (synced.State, synced.SyncedCount));
        await migration.CarryOutAsync(
            new ActOnMigrationBatch("Wave 3", MigrationAction.Complete),
            CancellationToken.None
        );
        var completed = await UntilAsync("Wave 3", b => b.State.IsCompleted());

        var after = (await migration.ReadCandidatesAsync([Person], CancellationToken.None))[Person];
        var entry = await EntryAsync(Person);
        Assert.Equal(MigrationBatchState.Completed, completed.State);
        Assert.NotNull(completed.FinalizedDateTime);
        Assert.Equal(
            ("MailUser", "UserMailbox", before.ExchangeGuid),
            (before.RecipientTypeDetails, after.RecipientTypeDetails, after.ExchangeGuid)
        );
        Assert.Equal(
            (2147483648L, 4L, null),
            (
                entry.Number("msExchRecipientTypeDetails"),
                entry.Number("msExchRemoteRecipientType"),
                entry.Text("homeMDB")
            )
        );

        // The omission of the on-premises server: the X500 address, offered as a normal edit.
        var answer = AfterMove.Compare(entry, SandboxDirectory.RoutingDomain, after);
        Assert.Equal([$"X500:{after.LegacyExchangeDN}"], answer.Edit!.AddAddresses);
        Assert.Single(answer.Differences);

        rig.Simulated.Synchronize();
        Assert.Equal(
            "UserMailbox",
            (await migration.ReadCandidatesAsync([Person], CancellationToken.None))[Person].RecipientTypeDetails
        );
    }

    [Fact]
    public async Task MoveOfSomebodyWithAnUnacceptedDomain_FailsWithTheRealReason()
    {
        await migration.CarryOutAsync(
            new CreateMigrationBatch("Blocked", MigrationKind.Onboarding)
            {
                Endpoint = "Hybrid Migration Endpoint - Brightwater",
                TargetDeliveryDomain = SandboxDirectory.RoutingDomain,
                People = [new MigrationRow(2, "tom.fairweather@brightwater.test"), new MigrationRow(3, Person)],
                AutoStart = true,
            },
            CancellationToken.None
        );

        var batch = await UntilAsync("Blocked", b => !b.State.IsRunning());
        var failed = (await migration.ReadUserAsync("tom.fairweather@brightwater.test", CancellationToken.None))!;

        Assert.Equal((MigrationBatchState.SyncedWithErrors, 1), (batch.State, batch.FailedCount));
        Assert.Equal("not-accepted-domain", MigrationErrors.Advise(failed.ErrorSummary)!.Code);
        Assert.Equal([MigrationAction.Start, MigrationAction.Complete], batch.Allowed);
    }

    [Fact]
    public async Task MoveThatTheServerForgotToFinish_IsOfferedAsAnEdit()
    {
        const string forgotten = "adaeze.chukwu@brightwater.test";
        await migration.CarryOutAsync(
            new CreateMigrationBatch("Forgotten", MigrationKind.Onboarding)
            {
                Endpoint = "Hybrid Migration Endpoint - Brightwater",
                TargetDeliveryDomain = SandboxDirectory.RoutingDomain,
                People = [new MigrationRow(2, forgotten)],
                AutoStart = true,
            },
            CancellationToken.None
        );
        await UntilAsync("Forgotten", b => b.State.IsSynced());
        await migration.CarryOutAsync(
            new ActOnMigrationUser("Forgotten", forgotten, MigrationUserAction.Approve),
            CancellationToken.None
        );
        await migration.CarryOutAsync(
            new ActOnMigrationBatch("Forgotten", MigrationAction.Complete),
            CancellationToken.None
        );
        await UntilAsync("Forgotten", b => b.State.IsCompleted());

        var answer = AfterMove.Compare(
            await EntryAsync(forgotten),
            SandboxDirectory.RoutingDomain,
            (await migration.ReadCandidatesAsync([forgotten], CancellationToken.None))[forgotten]
        );

        Assert.Equal(
            (RecipientTypeDetails.RemoteUserMailbox, 4),
            (answer.Edit!.RemoteMailbox!.Type, answer.Edit.RemoteMailbox.RemoteRecipientType)
        );
        Assert.Null(answer.Remaining);
    }

    [Fact]
    public async Task MailboxSizes_OfTheCloud_AreReadAndOthersAreNone()
    {
        var moved = string.Empty;
        await foreach (var user in migration.ListUsersAsync("Brightwater wave 1", CancellationToken.None))
            moved = user.Identity;

        var sizes = await migration.ReadMailboxSizesAsync(
            [moved, Person, "nobody@nowhere.example"],
            CancellationToken.None
        );

        Assert.Equal(moved, Assert.Single(sizes).Key);
        Assert.InRange(sizes[moved], 200L * 1024 * 1024, 7000L * 1024 * 1024);
    }

    [Fact]
    public async Task SeededBatches_AreInSeveralStates()
    {
        var batches = await migration.ListBatchesAsync(CancellationToken.None);

        Assert.Equal(
            [
                "Brightwater wave 1 Onboarding Completed",
                "Brightwater wave 2 Onboarding SyncedWithErrors",
                "Stellaria mail IMAP Synced",
                "Public folders 2024 Unknown Unknown",
            ],
            batches.Select(b => $"{b.Identity} {b.Kind} {b.State}")
        );
        Assert.Contains(MigrationAction.Remove, batches[2].Allowed);
    }

    [Fact]
    public async Task StopAndStart_GoOn()
    {
        await migration.CarryOutAsync(
            new CreateMigrationBatch("Halt", MigrationKind.Onboarding)
            {
                Endpoint = "Hybrid Migration Endpoint - Brightwater",
                TargetDeliveryDomain = SandboxDirectory.RoutingDomain,
                People = [new MigrationRow(2, Person)],
                AutoStart = true,
            },
            CancellationToken.None
        );
        await migration.CarryOutAsync(new ActOnMigrationBatch("Halt", MigrationAction.Stop), CancellationToken.None);
        await UntilAsync("Halt", b => b.State == MigrationBatchState.Stopped);

        await migration.CarryOutAsync(new ActOnMigrationBatch("Halt", MigrationAction.Start), CancellationToken.None);

        Assert.Equal(MigrationBatchState.Synced, (await UntilAsync("Halt", b => !b.State.IsRunning())).State);
    }

    [Fact]
    public async Task MoveBack_OfSomebodyMoved_PutsTheMailboxOnTheServer()
    {
        var moved = (await migration.ListBatchesAsync(CancellationToken.None))[0];
        var person = string.Empty;
        await foreach (var user in migration.ListUsersAsync(moved.Identity, CancellationToken.None))
            person = user.Identity;
        await migration.CarryOutAsync(
            new ActOnMigrationBatch(moved.Identity, MigrationAction.Remove),
            CancellationToken.None
        );
        await migration.CarryOutAsync(
            new CreateMigrationBatch("Back", MigrationKind.Offboarding)
            {
                Endpoint = "Hybrid Migration Endpoint - Brightwater",
                TargetDeliveryDomain = person.Split('@')[1],
                TargetDatabases = ["DB01"],
                People = [new MigrationRow(2, person)],
                AutoStart = true,
            },
            CancellationToken.None
        );
        await UntilAsync("Back", b => b.State.IsSynced());
        await migration.CarryOutAsync(
            new ActOnMigrationUser("Back", person, MigrationUserAction.Approve),
            CancellationToken.None
        ); // some mailboxes have broken items
        await migration.CarryOutAsync(
            new ActOnMigrationBatch("Back", MigrationAction.Complete),
            CancellationToken.None
        );
        await UntilAsync("Back", b => b.State.IsCompleted());

        var entry = await EntryAsync(person);

        Assert.Equal(
            (1L, null, null),
            (
                entry.Number("msExchRecipientTypeDetails"),
                entry.Number("msExchRemoteRecipientType"),
                entry.Text("targetAddress")
            )
        );
        rig.Simulated.Synchronize();
        Assert.False((await migration.ReadCandidatesAsync([person], CancellationToken.None))[person].IsMailbox);
    }

    protected override Task<(
        IMigration Migration,
        string Endpoint,
        string Person,
        string DeliveryDomain
    )> OpenAsync() =>
        Task.FromResult<(IMigration, string, string, string)>(
            (migration, "Hybrid Migration Endpoint - Brightwater", Person, SandboxDirectory.RoutingDomain)
        );
}
