using HybridAdmin.Core.Audit;
using HybridAdmin.Storage.Audit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridAdmin.Storage;

public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="Database"/>, <see cref="IAuditLog"/>, <see cref="IStorageHealth"/> and
    /// <see cref="IDataFolderStamp"/>, all singletons and thread-safe.
    /// Logging has to be registered. At start: <see cref="IDataFolderStamp.ClaimAsync"/>, then
    /// <see cref="Database.InitializeAsync"/>, then the first record.
    /// </summary>
    public static IServiceCollection AddHybridAdminStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<Database>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<IStorageHealth, StorageHealth>();
        services.AddSingleton<IDataFolderStamp, DataFolderStamp>();
        return services;
    }
}
