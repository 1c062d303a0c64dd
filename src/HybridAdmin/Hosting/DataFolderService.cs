using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Options;
using HybridAdmin.Storage;

namespace HybridAdmin.Hosting;

/// <summary>The exit code of the process; 0 unless it is set.</summary>
internal sealed class ConsoleExit
{
    public int Code { get; set; }
}

/// <summary>Opens the data folder as soon as the directory answers, and records the start.</summary>
internal sealed class DataFolderService(
    DataFolder folder,
    IAuditLog audit,
    ConsoleExit exit,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<DataFolderService> logger
) : ConsoleService(logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private static readonly Actor System = new()
    {
        Id = "system",
        DisplayName = "HybridAdmin",
        Role = default,
        Source = ActorSource.System,
    };

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await OpenAsync(stoppingToken).ConfigureAwait(false);
            await RecordStartAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (ConfigurationMistakeException mistake)
        {
            logger.FolderRefused(mistake.Message);
            exit.Code = 2;
            lifetime.StopApplication();
        }
    }

    private async Task OpenAsync(CancellationToken stoppingToken)
    {
        var waited = false;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                if (await folder.TryOpenAsync(stoppingToken).ConfigureAwait(false))
                    break;
            }
            catch (StorageException exception)
            {
                logger.FolderNotOpened(exception.Message);
            }

            waited = true;
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
        }

        if (waited)
            logger.FolderOpened();
    }

    private async Task RecordStartAsync(CancellationToken stoppingToken)
    {
        var intent = new AuditIntent
        {
            Actor = System,
            Action = AuditAction.ConsoleStarted,
            CorrelationId = Guid.NewGuid(),
        };
        try
        {
            await audit
                .RecordAsync(
                    intent,
                    new AuditEnd(
                        AuditOutcome.Applied,
                        $"HybridAdmin {ConsoleFacts.Version} on {ConsoleFacts.Framework}."
                    ),
                    stoppingToken
                )
                .ConfigureAwait(false);
        }
        catch (AuditUnavailableException exception)
        {
            logger.StartNotRecorded(exception.Message);
        }
    }
}
