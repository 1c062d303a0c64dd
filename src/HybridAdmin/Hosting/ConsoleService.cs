namespace HybridAdmin.Hosting;

/// <summary>
/// Work in the background that ends with the console. A fault that nobody foresaw is logged with all that is known of
/// it, and ends the program.
/// </summary>
internal abstract class ConsoleService(ILogger logger) : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What answers at once, as the sandbox does, must not hold up the start of everything else.
        await Task.Yield();
        try
        {
            await RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            logger.ServiceFailed(exception, GetType().Name);
            throw;
        }
    }

    /// <summary>Runs until cancelled, or until its work is done.</summary>
    protected abstract Task RunAsync(CancellationToken stoppingToken);
}
