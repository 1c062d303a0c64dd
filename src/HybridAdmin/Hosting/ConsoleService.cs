namespace HybridAdmin.Hosting;

/// <summary>
/// A background task that ends with the console. An unexpected exception is logged in full and ends the program.
/// </summary>
internal abstract class ConsoleService(ILogger logger) : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A task that answers at once, as the sandbox does, must not delay the start of the others.
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
