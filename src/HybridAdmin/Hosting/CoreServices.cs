using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Domains;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Comparison.Addresses;
using HybridAdmin.Core.Comparison.Drift;
using HybridAdmin.Core.Comparison.Find;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Comparison.Visibility;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Lifecycle.Switching;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Synchronization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HybridAdmin.Hosting;

internal static class CoreServices
{
    /// <summary>
    /// Registers the domain. Shared services are singletons and thread-safe; use cases are scoped, because they act for
    /// the actor of the scope.
    /// </summary>
    public static IServiceCollection AddConsoleCore(this IServiceCollection services, ConsoleSettings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(settings.Changes);
        services.AddSingleton<RecipientIndex>();
        services.AddSingleton<HybridRecipientIndex>();
        services.AddSingleton<DriftReports>();
        services.AddSingleton<SyncRuns>(); // the limit holds for everybody together
        services.AddSingleton<RecipientIndexFeed>();
        services.AddSingleton<IChangeListener, IndexChangeListener>();
        // holds the locks of objects: a second instance would allow concurrent edits of one object
        services.AddSingleton<ChangePipeline>();
        services.AddSingleton<ReadTenantView>();
        services.AddSingleton<ListOfferedDomains>();
        services.AddSingleton<SettleUnfinishedChanges>();

        services.AddScoped<GetPermissions>();
        services.AddScoped<GetOverview>();
        services.AddScoped<GetRecipient>();
        services.AddScoped<ListRecipients>();
        services.AddScoped<ExportRecipients>();
        services.AddScoped<CheckAddress>();
        services.AddScoped<WhoHasAddress>();
        services.AddScoped<EditPreparation>();
        services.AddScoped<PreviewRecipientEdit>();
        services.AddScoped<EditRecipient>();
        services.AddScoped<RevertChange>();
        services.AddScoped<EditRecipients>();
        services.AddSingleton<DomainRecordCache>(); // many people on one page cause one DNS query
        services.AddScoped<ListDomains>();
        services.AddScoped<GetDomain>();
        services.AddScoped<UpnSuffixes>();
        services.AddScoped<SwitchAuthority>();
        services.AddScoped<ChangeRemoteDomain>();
        services.AddScoped<VerifyTenantDomain>();
        services.AddScoped<GetCloudView>();
        services.AddScoped<GetDrift>();
        services.AddScoped<ExportDrift>();
        services.AddScoped<GetSyncStatus>();
        services.AddScoped<GetAddressOutlook>();
        services.AddScoped<StartSync>();
        services.AddScoped<TenantAddressHolders>();
        services.AddScoped<GetHiddenSince>();
        services.AddScoped<ExplainVisibility>();
        services.AddScoped<ReadAuditLog>();
        services.AddScoped<ExportAuditLog>();

        services.AddConsoleMigration(settings);
        services.AddHostedService<RecipientFeedService>();
        services.AddHostedService<SettlementService>();
        return services;
    }

    private static void AddConsoleMigration(this IServiceCollection services, ConsoleSettings settings)
    {
        // One poller for all pages; in the sandbox time passes faster.
        var interval = settings.IsSandbox ? TimeSpan.FromSeconds(2) : TimeSpan.FromSeconds(20);
        services.AddSingleton(s => new MigrationFeed(
            s.GetRequiredService<IMigration>(),
            s.GetRequiredService<TimeProvider>(),
            interval
        ));
        services.AddSingleton(s => new MigrationSizes(
            s.GetRequiredService<IMigration>(),
            s.GetRequiredService<TimeProvider>(),
            3 * interval
        ));
        services.AddSingleton(settings.WorkingHours);
        services.AddScoped<ReadSizes>();
        services.AddScoped<ListBatches>();
        services.AddScoped<GetBatch>();
        services.AddScoped<TestEndpoint>();
        services.AddScoped<BatchPreparation>();
        services.AddScoped<PreviewBatch>();
        services.AddScoped<CreateBatch>();
        services.AddScoped<ActOnBatch>();
        services.AddScoped<ActOnMigrationPerson>();
        services.AddScoped<CheckAfterMove>();
        services.AddScoped<ExportBatch>();
        services.AddScoped<GetMoveOptions>();
    }
}
