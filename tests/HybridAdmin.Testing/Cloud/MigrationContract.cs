using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Csv;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Testing.Cloud;

/// <summary>The contract of every migration service, whatever implements the port.</summary>
public abstract class MigrationContract
{
    private const string Nobody = "nobody.at.all@nowhere.example";

    /// <summary>
    /// Opens a service with an endpoint for remote moves, a person who can be moved to the cloud, and the delivery
    /// domain.
    /// </summary>
    protected abstract Task<(IMigration Migration, string Endpoint, string Person, string DeliveryDomain)> OpenAsync();

    private async Task<(IMigration Migration, CreateMigrationBatch Batch)> CreateAsync(string name)
    {
        var (migration, endpoint, person, domain) = await OpenAsync();
        var batch = new CreateMigrationBatch(name, MigrationKind.Onboarding)
        {
            Endpoint = endpoint,
            TargetDeliveryDomain = domain,
            People = [new MigrationRow(2, person)],
        };
        await migration.CarryOutAsync(batch, CancellationToken.None);
        return (migration, batch);
    }

    [Fact]
    public async Task ListEndpointsAsync_RemoteMove_IsThereAndItsTestSucceeds()
    {
        var (migration, endpoint, _, _) = await OpenAsync();

        var found = Assert.Single(
            await migration.ListEndpointsAsync(CancellationToken.None),
            e => e.Identity == endpoint
        );

        Assert.True(found.IsRemoteMove);
        Assert.True((await migration.TestEndpointAsync(endpoint, CancellationToken.None)).IsSuccess);
        Assert.Equal(
            TenantFaultKind.NotFound,
            (
                await Assert.ThrowsAsync<TenantFault>(() =>
                    migration.TestEndpointAsync("No such endpoint", CancellationToken.None)
                )
            ).Kind
        );
    }

    [Fact]
    public async Task Absent_BatchPersonAndStatistics_AreNoFault()
    {
        var (migration, _, _, _) = await OpenAsync();

        Assert.Null(await migration.ReadBatchAsync("No such batch", CancellationToken.None));
        Assert.Null(await migration.ReadUserAsync(Nobody, CancellationToken.None));
        Assert.Null(await migration.ReadUserStatisticsAsync(Nobody, true, CancellationToken.None));
        Assert.Empty(await migration.ReadCandidatesAsync([Nobody], CancellationToken.None));
    }

    [Fact]
    public async Task ReadCandidatesAsync_SomebodyToMove_IsAMailUserWithExchangeGuid()
    {
        var (migration, _, person, domain) = await OpenAsync();

        var (address, candidate) = Assert.Single(
            await migration.ReadCandidatesAsync([person.ToUpperInvariant(), Nobody], CancellationToken.None)
        );

        Assert.Equal(person, address, ignoreCase: true);
        Assert.False(candidate.IsMailbox);
        Assert.NotNull(candidate.ExchangeGuid);
        Assert.Contains(candidate.EmailAddresses, a => a.EndsWith("@" + domain, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task CarryOutAsync_Create_IsFoundByNameInAnyCaseWithItsPeople()
    {
        var (migration, made) = await CreateAsync("Contract create");

        var batch = (await migration.ReadBatchAsync("CONTRACT CREATE", CancellationToken.None))!;
        var people = new List<MigrationUser>();
        await foreach (var user in migration.ListUsersAsync(batch.Identity, CancellationToken.None))
            people.Add(user);

        Assert.Equal(
            ("Contract create", MigrationBatchState.Created, MigrationKind.Onboarding, 1),
            (batch.Identity, batch.State, batch.Kind, batch.TotalCount)
        );
        Assert.Equal(made.TargetDeliveryDomain, batch.TargetDeliveryDomain);
        Assert.Equal(made.People[0].EmailAddress, Assert.Single(people).Identity, ignoreCase: true);
        Assert.Equal("Contract create", people[0].BatchId);
        Assert.NotNull(await migration.ReadUserStatisticsAsync(people[0].Identity, false, CancellationToken.None));
        Assert.Contains(await migration.ListBatchesAsync(CancellationToken.None), b => b.Identity == "Contract create");
    }

    [Fact]
    public async Task CarryOutAsync_SameNameAgain_IsRefusedAndKnownToBe()
    {
        var (migration, made) = await CreateAsync("Contract twice");

        var fault = await Assert.ThrowsAsync<TenantFault>(() => migration.CarryOutAsync(made, CancellationToken.None));

        Assert.False(fault.OutcomeUnknown);
        Assert.Equal(TenantFaultKind.Refused, fault.Kind);
    }

    [Fact]
    public async Task CarryOutAsync_WhatTheStateDoesNotAllow_IsRefused()
    {
        var (migration, made) = await CreateAsync("Contract state");

        foreach (var action in new[] { MigrationAction.Stop, MigrationAction.Complete })
        {
            var fault = await Assert.ThrowsAsync<TenantFault>(() =>
                migration.CarryOutAsync(new ActOnMigrationBatch(made.Batch, action), CancellationToken.None)
            );
            Assert.Equal(TenantFaultKind.Refused, fault.Kind);
        }

        Assert.Equal(
            MigrationBatchState.Created,
            (await migration.ReadBatchAsync(made.Batch, CancellationToken.None))!.State
        );
    }

    [Fact]
    public async Task CarryOutAsync_SetStartAndRemove_AreSeenByReading()
    {
        var (migration, made) = await CreateAsync("Contract life");
        var at = new DateTimeOffset(2033, 1, 2, 3, 4, 0, TimeSpan.Zero);

        await migration.CarryOutAsync(
            new SetMigrationBatch(made.Batch) { CompleteAfter = at, NotificationEmails = ["it@nowhere.example"] },
            CancellationToken.None
        );
        var set = (await migration.ReadBatchAsync(made.Batch, CancellationToken.None))!;
        await migration.CarryOutAsync(
            new ActOnMigrationBatch(made.Batch, MigrationAction.Start),
            CancellationToken.None
        );
        var started = (await migration.ReadBatchAsync(made.Batch, CancellationToken.None))!;

        Assert.Equal(at, set.CompleteAfter);
        Assert.Equal(["it@nowhere.example"], set.NotificationEmails);
        Assert.True(started.State.IsRunning(), started.Status);
        Assert.Contains(MigrationAction.Stop, started.Allowed);
    }

    [Fact]
    public async Task CarryOutAsync_RemovePersonAndBatch_TakesThemAway()
    {
        var (migration, made) = await CreateAsync("Contract remove");

        await migration.CarryOutAsync(
            new ActOnMigrationUser(made.Batch, made.People[0].EmailAddress, MigrationUserAction.Remove),
            CancellationToken.None
        );
        Assert.Null(await migration.ReadUserAsync(made.People[0].EmailAddress, CancellationToken.None));

        await migration.CarryOutAsync(
            new ActOnMigrationBatch(made.Batch, MigrationAction.Remove),
            CancellationToken.None
        );
        Assert.Null(await migration.ReadBatchAsync(made.Batch, CancellationToken.None));
    }
}
