using HybridAdmin.Core.Audit;
using HybridAdmin.Storage;
using HybridAdmin.Storage.Audit;
using Microsoft.AspNetCore.DataProtection;

namespace HybridAdmin.Hosting;

internal static class StorageServices
{
    /// <summary>
    /// Registers the audit log and the keys in the data folder; the log stays closed until the folder is known to
    /// belong to this console.
    /// </summary>
    public static IServiceCollection AddConsoleStorage(this IServiceCollection services, ConsoleSettings settings)
    {
        services.AddHybridAdminStorage(settings.Storage);
        services.AddSingleton<DataFolder>();
        var log = services.Last(s => s.ServiceType == typeof(IAuditLog));
        services.Remove(log);
        services.AddSingleton<IAuditLog>(s =>
        {
            var folder = s.GetRequiredService<DataFolder>();
            return new GatedAuditLog(ActivatorUtilities.CreateInstance<AuditLog>(s), () => folder.Problem);
        });

        // The mode is part of the name, so that a cookie of the sandbox is worthless in production, whatever folder is
        // used.
        var keys = services
            .AddDataProtection()
            .SetApplicationName($"HybridAdmin/{settings.Mode}")
            .PersistKeysToFileSystem(new DirectoryInfo(settings.KeyPath));
        if (OperatingSystem.IsWindows())
            keys.ProtectKeysWithDpapi();

        services.AddHostedService<DataFolderService>();
        return services;
    }

    /// <summary>Copies the data folder.</summary>
    /// <exception cref="StartFailedException">The folder could not be copied.</exception>
    public static async Task<BackupReport> BackupAsync(
        ConsoleSettings settings,
        string folder,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await StorageBackup.CopyAsync(settings.Storage, folder, cancellationToken);
        }
        catch (StorageException exception)
        {
            throw new StartFailedException(exception.Message, exception);
        }
    }

    /// <summary>Verifies the audit log without a console.</summary>
    /// <exception cref="StartFailedException">The database cannot be opened.</exception>
    /// <exception cref="AuditUnavailableException">The log cannot be read.</exception>
    public static async Task<AuditVerification> VerifyAsync(
        ConsoleSettings settings,
        CancellationToken cancellationToken
    )
    {
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddHybridAdminStorage(settings.Storage)
            .BuildServiceProvider();
        try
        {
            await services.GetRequiredService<Database>().InitializeAsync(cancellationToken);
        }
        catch (StorageException exception)
        {
            throw new StartFailedException(exception.Message, exception);
        }

        return await services.GetRequiredService<IAuditLog>().VerifyAsync(cancellationToken);
    }
}
