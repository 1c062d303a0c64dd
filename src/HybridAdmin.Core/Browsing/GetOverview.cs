using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Synchronization;

namespace HybridAdmin.Core.Browsing;

/// <summary>The data of the home page: the state of the system and the points that need attention.</summary>
public sealed record Overview
{
    public required Actor Actor { get; init; }

    public required DirectoryStatus Directory { get; init; }

    /// <summary>The directory; null if it has never answered.</summary>
    public DirectoryDescription? Description { get; init; }

    public required StorageStatus Storage { get; init; }

    public required RecipientIndexStatus Index { get; init; }

    public required IReadOnlyDictionary<RecipientTypeDetails, int> CountByType { get; init; }

    public int Hidden { get; init; }

    public int HiddenWithoutAlias { get; init; }

    /// <summary>The last 14 days, including today (UTC); null if the log cannot be read.</summary>
    public IReadOnlyList<AuditDay>? Days { get; init; }

    /// <summary>The actor's own latest changes; null if the log cannot be read.</summary>
    public IReadOnlyList<AuditEntry>? MyChanges { get; init; }

    /// <summary>The tenant and its synchronisation; null on a host without a tenant.</summary>
    public SyncStatus? Sync { get; init; }

    /// <summary>The number of changes whose outcome is not yet determined.</summary>
    public int Unsettled { get; init; }
}

/// <summary>Gathers the data of the home page. Parts that cannot be read are missing; the others are shown.</summary>
public sealed class GetOverview(
    ICurrentActor current,
    IDirectory directory,
    RecipientIndex index,
    IAuditLog audit,
    IStorageHealth storage,
    TimeProvider time,
    GetSyncStatus sync
)
{
    private const int DaysShown = 14;
    private const int ChangesShown = 5;

    public async Task<Overview> ExecuteAsync(CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var facets = index.Current.Facets(actor.Scope);
        var overview = new Overview
        {
            Actor = actor,
            Directory = directory.Status,
            Description = await DescribeAsync(cancellationToken).ConfigureAwait(false),
            Storage = await storage.CheckAsync(cancellationToken).ConfigureAwait(false),
            Index = index.Status,
            CountByType = facets.CountByType,
            Hidden = facets.HiddenCount,
            HiddenWithoutAlias = facets.HiddenWithoutAliasCount,
            Sync = await sync.ExecuteAsync(cancellationToken).ConfigureAwait(false),
        };
        try
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            var mine = await audit
                .ListAsync(
                    new AuditQuery
                    {
                        Actor = actor.Id,
                        ChangesOnly = true,
                        Scope = actor.Scope,
                    },
                    null,
                    ChangesShown,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return overview with
            {
                Directory = directory.Status,
                Days = await audit
                    .CountByDayAsync(today.AddDays(1 - DaysShown), today, actor.Scope, cancellationToken)
                    .ConfigureAwait(false),
                MyChanges = mine.Items,
                Unsettled = (await audit.ListUnsettledAsync(cancellationToken).ConfigureAwait(false)).Count(
                    actor.Covers
                ),
            };
        }
        catch (AuditUnavailableException)
        {
            return overview;
        }
    }

    private async Task<DirectoryDescription?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await directory.DescribeAsync(false, cancellationToken).ConfigureAwait(false);
        }
        catch (DirectoryFault)
        {
            return null;
        }
    }
}
