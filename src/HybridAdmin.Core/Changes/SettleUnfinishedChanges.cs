using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// Brings intents that a crash, a lost answer or a locked log left open to an end by reading their objects: applied,
/// not applied, or unknown with the values found. Writes to the log only.
/// <para>
/// The controller that was written to is asked before all others. Another one that has the new values proves as much;
/// the old values there prove nothing until it has had time to receive the new ones, so nothing is said meanwhile.
/// </para>
/// </summary>
/// <param name="tenant">Null: none is connected; what was written to one stays open.</param>
/// <param name="migration">Likewise.</param>
public sealed class SettleUnfinishedChanges(
    IDirectory directory,
    IAuditLog audit,
    ChangeRunner runner,
    TimeProvider time,
    ITenant? tenant = null,
    IMigration? migration = null
)
{
    /// <summary>
    /// Cmdlets end after 15 minutes at the latest (Exchange Online PowerShell module); a little more for the clocks.
    /// </summary>
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(17);

    /// <summary>
    /// How long another controller's old values are no answer: replication between sites runs every 180 minutes unless
    /// set otherwise (Microsoft: "Determining the interval"), and may take several hops.
    /// </summary>
    private static readonly TimeSpan ReplicationPatience = TimeSpan.FromHours(24);

    /// <param name="olderThan">Younger intents are left alone: another process may be at work on them.</param>
    /// <returns>How many were settled.</returns>
    /// <exception cref="DirectoryFault">
    /// A domain cannot be asked; nothing is guessed about its objects, try again later. What lies in other domains was
    /// settled all the same.
    /// </exception>
    public async Task<int> ExecuteAsync(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var settled = 0;
        DirectoryFault? away = null;
        foreach (var entry in await audit.ListUnsettledAsync(cancellationToken).ConfigureAwait(false))
        {
            if (runner.IsInFlight(entry.Id) || time.GetUtcNow() - entry.At < olderThan)
                continue;
            if (entry.Tenant is not null && tenant?.Status.State is null or TenantState.NotConnected)
                continue;
            try
            {
                if (await FindOutAsync(entry, cancellationToken).ConfigureAwait(false) is not { } end)
                    continue;
                await audit.EndAsync(entry.Id, end, cancellationToken).ConfigureAwait(false);
                settled++;
            }
            catch (InvalidOperationException)
            {
                // Somebody else settled it in between.
            }
            catch (CloudFault)
            {
                // The tenant cannot be asked: nothing is guessed, and the others are not kept waiting. Its status says
                // since when.
            }
            catch (DirectoryFault fault)
            {
                away ??= fault;
                if (directory.Status.IsReachable == false)
                    break; // the others would wait for the same time-outs
            }
        }

        return away is null ? settled : throw away;
    }

    /// <summary>Null: not known yet.</summary>
    private async Task<AuditEnd?> FindOutAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Tenant is { IsMigration: true } moved)
            return await FoundInMigrationAsync(entry, moved, cancellationToken).ConfigureAwait(false);
        if (entry.Tenant is { } target)
            return FoundInTenant(
                entry,
                target,
                await tenant!.ReadValuesAsync(target, cancellationToken).ConfigureAwait(false)
            );
        if (entry.TargetId is not { } id)
            return new AuditEnd(
                AuditOutcome.Unknown,
                "The console stopped before the end; there is no object to look at."
            );
        await using var forest = new ForestSessions(directory, forWriting: true);
        var attributes = entry.Changes.Select(c => c.Attribute).ToArray();

        // First its own domain, which may be away or no longer be served: then it is not gone, only out of sight.
        if (DistinguishedName.TryParse(entry.TargetDn, out var near))
            await forest.OpenAsync(near, entry.Server, cancellationToken).ConfigureAwait(false);
        if (
            await forest.FindAsync(id, attributes, cancellationToken).ConfigureAwait(false)
            is not var (session, present)
        )
            return new AuditEnd(AuditOutcome.Unknown, "Found out afterwards: the object is not there any more.");
        if (ChangeRunner.Differences(present, entry.Changes, c => c.After).Count == 0)
            return new AuditEnd(
                AuditOutcome.Applied,
                "Found out afterwards by reading the object: it has the new values."
            );
        if (entry.Server is { } written && !string.Equals(written, session.Server, StringComparison.OrdinalIgnoreCase))
            return ByAnother(
                entry,
                written,
                session.Server,
                ChangeRunner.Differences(present, entry.Changes, c => c.After)
            );
        if (ChangeRunner.Differences(present, entry.Changes, c => c.Before).Count == 0)
            return new AuditEnd(
                AuditOutcome.Failed,
                "Found out afterwards by reading the object: it still has the old values, so nothing was written."
            );
        return new AuditEnd(
            AuditOutcome.Unknown,
            "Found out afterwards by reading the object: it has neither the old nor the new values, so "
                + "somebody else changed it since.",
            ChangeRunner.Differences(present, entry.Changes, c => c.After)
        );
    }

    /// <summary>
    /// A cmdlet whose answer was lost may still be running: only after its time-out does "not done" mean that.
    /// </summary>
    private async Task<AuditEnd?> FoundInMigrationAsync(
        AuditEntry entry,
        CloudTarget target,
        CancellationToken cancellationToken
    )
    {
        if (migration is not { IsConnected: true })
            return null;
        var isDone = await ChangeRunner
            .ReadMigrationOutcomeAsync(migration, target, entry.Action, entry.Changes, cancellationToken)
            .ConfigureAwait(false);
        if (isDone == true)
            return new AuditEnd(AuditOutcome.Applied, "Found out afterwards by reading Exchange Online: it is done.");
        if (time.GetUtcNow() - entry.At < MigrationTimeout)
            return null;
        return isDone == false
            ? new AuditEnd(AuditOutcome.Failed, "Found out afterwards by reading Exchange Online: it was not done.")
            : new AuditEnd(
                AuditOutcome.Unknown,
                "Found out afterwards by reading Exchange Online: what is there does not show whether it was done."
            );
    }

    private AuditEnd? ByAnother(AuditEntry entry, string written, string asked, IReadOnlyList<AttributeChange> found) =>
        time.GetUtcNow() - entry.At < ReplicationPatience
            ? null
            : new AuditEnd(
                AuditOutcome.Unknown,
                $"{written}, which it was sent to, has not answered since, and {asked} does not have the new "
                    + $"values a day later. If {written} comes back, look at the object again.",
                found
            );

    /// <summary>By the values that the change was about: Exchange Online may have added others.</summary>
    private static AuditEnd FoundInTenant(AuditEntry entry, CloudTarget target, CloudValues? present)
    {
        if (CloudChanges.Unmet(present, entry.Changes).Count == 0)
            return new AuditEnd(
                AuditOutcome.Applied,
                $"Found out afterwards by reading the object in {target.Service}: it has the new values."
            );
        if (CloudChanges.Unmet(present, entry.Changes.Select(c => c.Reversed())).Count == 0)
            return new AuditEnd(
                AuditOutcome.Failed,
                $"Found out afterwards by reading the object in {target.Service}: it still has the old "
                    + $"values, so nothing was written."
            );
        return new AuditEnd(
            AuditOutcome.Unknown,
            $"Found out afterwards by reading the object in {target.Service}: it has neither the old nor the "
                + $"new values, so somebody else changed it since.",
            CloudChanges.Differences(present, entry.Changes, c => c.After)
        );
    }
}
