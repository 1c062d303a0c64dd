using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Core.Changes;

/// <summary>
/// Brings intents that a crash, a lost answer or a locked log left open to an end by reading their objects: applied, not applied, or unknown with the
/// values found. Writes to the log only.
/// </summary>
public sealed class SettleUnfinishedChanges(IDirectory directory, IAuditLog audit, ChangeRunner runner, TimeProvider time)
{
    /// <param name="olderThan">Younger intents are left alone: another process may be at work on them.</param>
    /// <returns>How many were settled.</returns>
    /// <exception cref="DirectoryFault">The directory cannot be asked; nothing is guessed, try again later.</exception>
    public async Task<int> ExecuteAsync(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var settled = 0;
        foreach (var entry in await audit.ListUnsettledAsync(cancellationToken).ConfigureAwait(false))
        {
            if (runner.IsInFlight(entry.Id) || time.GetUtcNow() - entry.At < olderThan) continue;
            var end = await FindOutAsync(entry, cancellationToken).ConfigureAwait(false);
            try
            {
                await audit.EndAsync(entry.Id, end, cancellationToken).ConfigureAwait(false);
                settled++;
            }
            catch (InvalidOperationException)
            {
                // Somebody else settled it in between.
            }
        }

        return settled;
    }

    private async Task<AuditEnd> FindOutAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        if (entry.TargetId is not { } id) return new AuditEnd(AuditOutcome.Unknown, "The console stopped before the end; there is no object to look at.");
        DistinguishedName.TryParse(entry.TargetDn, out var near);
        await using var session = await directory.OpenAsync(near, cancellationToken).ConfigureAwait(false);
        var present = await session.ReadAsync(id, entry.Changes.Select(c => c.Attribute).ToArray(), cancellationToken).ConfigureAwait(false);
        if (present is null) return new AuditEnd(AuditOutcome.Unknown, "Found out afterwards: the object is not there any more.");
        if (ChangeRunner.Differences(present, entry.Changes, c => c.After).Count == 0)
            return new AuditEnd(AuditOutcome.Applied, "Found out afterwards by reading the object: it has the new values.");
        if (ChangeRunner.Differences(present, entry.Changes, c => c.Before).Count == 0)
            return new AuditEnd(AuditOutcome.Failed, "Found out afterwards by reading the object: it still has the old values, so nothing was written.");
        return new AuditEnd(
            AuditOutcome.Unknown,
            "Found out afterwards by reading the object: it has neither the old nor the new values, so somebody else changed it since.",
            ChangeRunner.Differences(present, entry.Changes, c => c.After));
    }
}
