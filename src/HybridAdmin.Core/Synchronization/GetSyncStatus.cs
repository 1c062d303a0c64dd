using HybridAdmin.Core.Access;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;

namespace HybridAdmin.Core.Synchronization;

/// <summary>The state of the synchronisation, for the home page.</summary>
public sealed record SyncStatus
{
    public required TenantStatus Tenant { get; init; }

    public required SyncHealth Health { get; init; }

    /// <summary>Null if the tenant did not return it.</summary>
    public DateTimeOffset? LastSync { get; init; }

    /// <summary>
    /// The time of the next cycle by the usual interval; in the past if it is late. Null if not known.
    /// </summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>
    /// The number of objects with errors, by kind; null if not known, or if the reader is limited to units.
    /// </summary>
    public IReadOnlyDictionary<string, int>? Errors { get; init; }

    /// <summary>The parts that could not be read and the reason; null if all were read.</summary>
    public string? Problem { get; init; }

    /// <summary>Indicates whether a command is configured and the actor may run it.</summary>
    public bool MayStart { get; init; }

    /// <summary>The message about values that an application cannot read, shown instead of a default.</summary>
    public static string NotTold =>
        "The deletion threshold and the features of the synchronisation (soft match, hard match, quarantine) "
        + "cannot be read by an application: unknown. "
        + "Get-ADSyncExportDeletionThreshold shows the threshold on the synchronisation server.";
}

/// <summary>Gets the state of the synchronisation; parts that cannot be read are missing, the rest is shown.</summary>
public sealed class GetSyncStatus(ICurrentActor current, ITenant tenant, ISyncHook hook, TimeProvider time)
{
    /// <summary>
    /// The time limit for the tenant on a page. The answer is cached for some minutes, so the wait is rare.
    /// </summary>
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
        TenantDescription? described = null; // the last known cycle, even if nothing newer is available
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
            // Cached data becomes outdated while cycles continue.
            return time.GetUtcNow() - described.ReadAt > GoodFor
                ? await tenant.DescribeAsync(true, token).ConfigureAwait(false)
                : described;
        }
    }
}
