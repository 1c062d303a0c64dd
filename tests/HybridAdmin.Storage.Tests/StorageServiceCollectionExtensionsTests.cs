using HybridAdmin.Core.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HybridAdmin.Storage.Tests;

public sealed class StorageServiceCollectionExtensionsTests : IDisposable
{
    private readonly StoreFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AddHybridAdminStorage_AllServices_CanBeMadeAndWorkTogether()
    {
        var services = new ServiceCollection();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        await using var provider = services
            .AddHybridAdminStorage(folder.Options)
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var stamp = await provider
            .GetRequiredService<IDataFolderStamp>()
            .ClaimAsync("Sandbox", "S-1-5-21-1-2-3", default);
        await provider.GetRequiredService<Database>().InitializeAsync(default);

        Assert.Null(stamp);
        Assert.True((await provider.GetRequiredService<IStorageHealth>().CheckAsync(default)).IsUsable);
        Assert.True((await provider.GetRequiredService<IAuditLog>().VerifyAsync(default)).IsValid);
    }
}
