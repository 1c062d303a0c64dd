using HybridAdmin.Core.Indexing;

namespace HybridAdmin.Hosting;

/// <summary>Keeps the shared index in step with the directory for as long as the console runs.</summary>
internal sealed class RecipientFeedService(RecipientIndexFeed feed, ILogger<RecipientFeedService> logger)
    : ConsoleService(logger)
{
    protected override Task RunAsync(CancellationToken stoppingToken) => feed.RunAsync(stoppingToken);
}
