using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Tenant;

namespace HybridAdmin.Core.Changes.Pipeline;

/// <summary>
/// Brings intents that a crash, a lost answer or a locked log left open to an end, by having the writers read their
/// objects: applied, not applied, or unknown with the values found. Writes to the log only.
/// </summary>
public sealed class SettleUnfinishedChanges(
    IDirectory directory,
    IAuditLog audit,
    ChangePipeline pipeline,
    TimeProvider time
)
{
    /// <param name="olderThan">Younger intents are left alone: another process may be at work on them.</param>
    /// <returns>How many were settled.</returns>
    /// <exception cref="DirectoryFault">
    /// A domain cannot be asked; nothing is guessed about its objects, try again later. What lies in other domains was
    /// settled all the same.
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
                // Somebody else settled it in between.
            }
            catch (TenantFault)
            {
                // The tenant cannot be asked: nothing is guessed, and the others are not kept waiting. Its status says
                // since when.
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
