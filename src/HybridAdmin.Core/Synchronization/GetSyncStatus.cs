using HybridAdmin.Core.Access;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Synchronization;

/// <summary>How the synchronisation is, for the home page.</summary>
public sealed record SyncStatus
{
    public required TenantStatus Tenant { get; init; }

    public required SyncHealth Health { get; init; }

    /// <summary>Null: the tenant did not tell.</summary>
    public DateTimeOffset? LastSync { get; init; }

    /// <summary>When the next is due by the usual interval; in the past when it is late. Null: not known.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Objects with errors, by kind; null: not known, or not for somebody who is limited to units.</summary>
    public IReadOnlyDictionary<string, int>? Errors { get; init; }

    /// <summary>What could not be had and why; null: all was.</summary>
    public string? Problem { get; init; }

    /// <summary>A command is configured, and the actor may run it.</summary>
    public bool MayStart { get; init; }

    /// <summary>What an application is never told, said instead of a default.</summary>
    public static string NotTold =>
        "The deletion threshold and the features of the synchronisation (soft match, hard match, quarantine) "
        + "cannot be read by an application: unknown. "
        + "Get-ADSyncExportDeletionThreshold tells on the synchronisation server.";
}

/// <summary>Asks how the synchronisation is; what cannot be had is missing, the rest is shown.</summary>
public sealed class GetSyncStatus(ICurrentActor current, ITenant tenant, ISyncHook hook, TimeProvider time)
{
    /// <summary>How long a page waits for the tenant; the answer is kept for some minutes, so rarely at all.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);

    public async Task<SyncStatus> ExecuteAsync(CancellationToken cancellationToken)
    {
        var actor = await current.RequireAsync(Permission.ReadRecipients, cancellationToken).ConfigureAwait(false);
        var (described, problem) = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        var snapshot = tenant.Index.Current;
        var last = described?.OnPremisesSyncEnabled == true ? described.OnPremisesLastSyncDateTime : null;
        return new SyncStatus
        {
            Tenant = tenant.Status,
            Health = SyncHealth.Of(described, time.GetUtcNow()),
            LastSync = last,
            NextDue = last + hook.CycleInterval,
            Errors =
                snapshot.At is null || actor.Scope.Count > 0
                    ? null
                    : snapshot
                        .ProvisioningErrors.GroupBy(ProvisioningErrors.Kind)
                        .OrderBy(g => g.Key, StringComparer.Ordinal)
                        .ToDictionary(g => g.Key, g => g.Count()),
            Problem = problem,
            MayStart = hook.Description is not null && actor.May(Permission.StartSync),
        };
    }

    private async Task<(TenantDescription?, string?)> DescribeAsync(CancellationToken cancellationToken)
    {
        if (tenant.Status.State == TenantState.NotConnected)
            return (null, null);
        TenantDescription? described = null; // the last cycle that is known of, also when nothing newer is told
        try
        {
            return (
                await TenantTimeout
                    .AskAsync(tenant, time, Patience, ReadAsync, cancellationToken)
                    .ConfigureAwait(false),
                null
            );
        }
        catch (TenantFault fault)
        {
            return (described, fault.Message);
        }

        async Task<TenantDescription> ReadAsync(CancellationToken token)
        {
            described = await tenant.DescribeAsync(false, token).ConfigureAwait(false);
            // What is kept grows old while cycles go on.
            return time.GetUtcNow() - described.ReadAt > GoodFor
                ? await tenant.DescribeAsync(true, token).ConfigureAwait(false)
                : described;
        }
    }
}
