using HybridAdmin.Core.Access;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Batches;

/// <summary>The batches, and the limits of what the tenant allows.</summary>
public sealed record MigrationOverview
{
    public required MigrationSnapshot Snapshot { get; init; }

    public IReadOnlyList<MigrationEndpoint> Endpoints { get; init; } = [];

    /// <summary>
    /// The actions that are not possible and the ones that still are, as sentences; empty if there is no limit.
    /// </summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>True if the application may act on batches; null if not known.</summary>
    public bool? MayWrite { get; init; }

    /// <summary>
    /// True if no tenant is connected; <see cref="Limits"/> then contains only a sentence that states this.
    /// </summary>
    public bool IsWithoutTenant { get; init; }
}

/// <summary>Lists the batches from the shared feed, with the actions that the tenant and its endpoints allow.</summary>
public sealed class ListBatches(
    ICurrentActor current,
    MigrationFeed feed,
    IMigration migration,
    ITenant tenant,
    TimeProvider time
)
{
    /// <summary>The age below which a reading is not repeated for another caller.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(5);

    private const string NoEndpoint =
        "There is no endpoint for remote moves, so mailboxes cannot be moved between an Exchange server and "
        + "the cloud. That needs an Exchange server on-premises with the MRS proxy and an endpoint made "
        + "in the "
        + "Exchange admin center or PowerShell (New-MigrationEndpoint). Batches that are there can still be "
        + "seen and run.";

    /// <exception cref="AccessDeniedException">The role may not read recipients.</exception>
    public async Task<MigrationOverview> ExecuteAsync(CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        if (!migration.IsConnected)
            return new MigrationOverview
            {
                Snapshot = MigrationSnapshot.Empty,
                MayWrite = false,
                IsWithoutTenant = true,
                Limits =
                [
                    "No Microsoft 365 tenant is connected, so there is no migration. Set Tenant:TenantId to "
                        + "connect one.",
                ],
            };
        var snapshot = feed.Current;
        if (snapshot.At is null || snapshot.Problem is not null || time.GetUtcNow() - snapshot.At > Young)
            snapshot = await feed.RefreshAsync(cancellationToken).ConfigureAwait(false);
        if (snapshot.Problem is not null)
            return new MigrationOverview { Snapshot = snapshot, Limits = [snapshot.Problem.Message] };

        var limits = new List<string>();
        IReadOnlyList<MigrationEndpoint> endpoints = [];
        bool? mayWrite = null;
        try
        {
            endpoints = await migration.ListEndpointsAsync(cancellationToken).ConfigureAwait(false);
            if (!endpoints.Any(e => e.IsRemoteMove))
                limits.Add(NoEndpoint);
            var writing = (
                await tenant.ReadCapabilitiesAsync(false, cancellationToken).ConfigureAwait(false)
            ).FirstOrDefault(c => c.Operation == TenantOperation.WriteMigration);
            mayWrite = writing?.IsAvailable;
            if (mayWrite == false)
                limits.Add(
                    $"The console's application may only read: batches cannot be created or run from here. "
                        + $"Missing: {writing!.Missing}."
                );
        }
        catch (TenantFault fault)
        {
            limits.Add(fault.Message); // the batches are shown in any case
        }

        return new MigrationOverview
        {
            Snapshot = snapshot,
            Endpoints = endpoints,
            Limits = limits,
            MayWrite = mayWrite,
        };
    }

    /// <summary>Subscribes to each reading while a page is open.</summary>
    /// <exception cref="AccessDeniedException">The role may not read recipients.</exception>
    public async Task<IDisposable> WatchAsync(Action<MigrationSnapshot> changed, CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        return feed.Watch(changed);
    }
}

/// <summary>One batch with its people.</summary>
public sealed record MigrationBatchDetails
{
    public required MigrationBatch Batch { get; init; }

    /// <summary>The people in the actor's scope, by address.</summary>
    public required IReadOnlyList<MigrationUser> Users { get; init; }

    /// <summary>The number of people outside the scope, who are not named.</summary>
    public int UsersOutsideScope { get; init; }

    public MigrationClock? Clock { get; init; }

    public IReadOnlyList<MigrationSample> History { get; init; } = [];
}

/// <summary>Reads a batch and its people live, by name or BatchGuid.</summary>
public sealed class GetBatch(ICurrentActor current, IMigration migration, MigrationFeed feed, RecipientIndex index)
{
    /// <exception cref="AccessDeniedException">The role may not read recipients.</exception>
    /// <exception cref="TenantFault">The tenant does not answer, or rejects the application.</exception>
    /// <returns>Null if there is no such batch, or if it no longer exists.</returns>
    public async Task<MigrationBatchDetails?> ExecuteAsync(string id, CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        if (await FindAsync(migration, id, cancellationToken).ConfigureAwait(false) is not { } batch)
            return null;
        var recipients = index.Current;
        var (users, hidden) = (new List<MigrationUser>(), 0);
        await foreach (var user in migration.ListUsersAsync(batch.Identity, cancellationToken).ConfigureAwait(false))
        {
            if (actor.CoversPerson(recipients, user.Identity))
                users.Add(user);
            else
                hidden++;
        }

        return new MigrationBatchDetails
        {
            Batch = batch,
            Users = [.. users.OrderBy(u => u.Identity, StringComparer.OrdinalIgnoreCase)],
            UsersOutsideScope = hidden,
            Clock = MigrationClock.Of(batch),
            History = feed.History(batch.Identity),
        };
    }

    /// <summary>
    /// Returns the migration service's data about one person's move; null if the person is in no batch, or outside the
    /// scope.
    /// </summary>
    /// <param name="withReport">True to include the report and the skipped items.</param>
    public async Task<MigrationUserStatistics?> ReadUserAsync(
        string user,
        bool withReport,
        CancellationToken cancellationToken
    )
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        return actor.CoversPerson(index.Current, user)
            ? await migration.ReadUserStatisticsAsync(user, withReport, cancellationToken).ConfigureAwait(false)
            : null;
    }

    internal static async Task<MigrationBatch?> FindAsync(
        IMigration migration,
        string id,
        CancellationToken cancellationToken
    )
    {
        if (!Guid.TryParse(id, out var guid))
            return await migration.ReadBatchAsync(id, cancellationToken).ConfigureAwait(false);
        return (await migration.ListBatchesAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(b =>
            b.BatchGuid == guid
        );
    }
}

/// <summary>Has Exchange Online test an endpoint.</summary>
public sealed class TestEndpoint(ICurrentActor current, IMigration migration)
{
    /// <exception cref="AccessDeniedException">The role may not manage migration.</exception>
    /// <exception cref="TenantFault">The tenant does not answer, or the endpoint is not found.</exception>
    public async Task<MigrationEndpointTest> ExecuteAsync(string endpoint, CancellationToken cancellationToken)
    {
        await current.RequireAsync(Permission.ManageMigration, cancellationToken).ConfigureAwait(false);
        return await migration.TestEndpointAsync(endpoint, cancellationToken).ConfigureAwait(false);
    }
}
