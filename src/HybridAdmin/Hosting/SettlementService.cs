using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Hosting;

/// <summary>
/// Determines and records the outcome of changes that were interrupted (by a crash, or a missing answer), at start and
/// from then on.
/// </summary>
internal sealed class SettlementService(
    SettleUnfinishedChanges settle,
    DataFolder folder,
    TimeProvider time,
    ILogger<SettlementService> logger
) : ConsoleService(logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    /// <summary>
    /// The minimum age at start. Unfinished changes belong to a process that has ended; the few seconds are for a
    /// process that is just ending.
    /// </summary>
    private static readonly TimeSpan AgeAtStart = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The minimum age later, because another console on the same folder may be working on a younger change.
    /// </summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(60);

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        await folder.WaitAsync(stoppingToken).ConfigureAwait(false);
        for (var age = AgeAtStart; ; await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(false))
        {
            try
            {
                var settled = await settle.ExecuteAsync(age, stoppingToken).ConfigureAwait(false);
                if (settled > 0)
                    logger.ChangesSettled(settled);
                age = Age;
            }
            catch (Exception exception) when (exception is DirectoryFault or AuditUnavailableException)
            {
                logger.NotSettled(exception.Message);
            }
        }
    }
}
