using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>
/// Settles intents that a crash, a lost answer or a locked log left open. The writers read the objects; the outcome is
/// applied, not applied, or unknown with the values found. Writes to the log only.
/// </summary>
public sealed class SettleUnfinishedChanges(
    IDirectory directory,
    IAuditLog audit,
    ChangePipeline pipeline,
    TimeProvider time
)
{
    /// <param name="olderThan">
    /// The minimum age. Younger intents are skipped, because another process may be working on them.
    /// </param>
    /// <returns>The number of settled intents.</returns>
    /// <exception cref="DirectoryFault">
    /// A domain does not answer. The outcome of its objects is not guessed; try again later. Intents in other domains
    /// were settled.
    /// </exception>
    public async Task<int> ExecuteAsync(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var settled = 0;
        DirectoryFault? unreachable = null;
        foreach (var entry in await audit.ListUnsettledAsync(cancellationToken).ConfigureAwait(false))
        {
            if (pipeline.IsInFlight(entry.Id) || time.GetUtcNow() - entry.At < olderThan)
                continue;
            try
            {
                if (await pipeline.FindOutAsync(entry, cancellationToken).ConfigureAwait(false) is not { } end)
                    continue;
                await audit.EndAsync(entry.Id, end, cancellationToken).ConfigureAwait(false);
                settled++;
            }
            catch (InvalidOperationException)
            {
                // Another process settled it in the meantime.
            }
            catch (TenantFault)
            {
                // The tenant does not answer. No outcome is guessed, and the others do not wait. The tenant status
                // states since when it has not answered.
            }
            catch (DirectoryFault fault)
            {
                unreachable ??= fault;
                if (directory.Status.IsReachable == false)
                    break; // the others would wait for the same time-outs
            }
        }

        return unreachable is null ? settled : throw unreachable;
    }
}
