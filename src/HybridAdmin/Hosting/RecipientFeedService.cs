using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Hosting;

/// <summary>Keeps the shared index like the directory for as long as the console runs.</summary>
internal sealed class RecipientFeedService(RecipientIndexFeed feed) : BackgroundService
{
    // Task.Run: the sandbox answers at once, so that the first load would otherwise hold up the start of everything else.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(() => feed.RunAsync(stoppingToken), stoppingToken);
}
