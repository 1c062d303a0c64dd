using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Hosting;

/// <summary>
/// Brings changes whose end was lost (a crash, an answer that never came) to a recorded end, at start and from then on.
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
    /// At start, what is open was begun by a process that is no more; some seconds are left to one that is just ending.
    /// </summary>
    private static readonly TimeSpan AgeAtStart = TimeSpan.FromSeconds(5);

    /// <summary>Later, another console on the same folder may be at work on a younger one.</summary>
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
