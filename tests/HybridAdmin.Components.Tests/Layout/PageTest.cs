using Bunit;
using Bunit.TestDoubles;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
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
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Synchronization;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Audit;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Layout;

/// <summary>
/// A page over the real use cases, with a directory and a log that the test controls, and a fixed clock.
/// </summary>
public abstract class PageTest : BunitContext, ICurrentActor, IStorageHealth
{
    private readonly BunitAuthorizationContext _authorization;

    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Directory = new FakeDirectory(Time);
        Audit = new FakeAuditLog(Time);
        Log = new SwitchableAuditLog(Audit);
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<ICurrentActor>(this);
        Services.AddSingleton<IStorageHealth>(this);
        Services.AddSingleton<IAuditLog>(Log);
        Services.AddSingleton<IDirectory>(Directory);
        Services.AddSingleton(Index);
        Services.AddSingleton<ITenant>(Tenant);
        Services.AddSingleton<HybridRecipientIndex>();
        Services.AddSingleton<ISyncHook>(Hook).AddSingleton<SyncRuns>().AddSingleton<DriftReports>();
        Services
            .AddScoped<GetCloudView>()
            .AddScoped<GetAddressOutlook>()
            .AddScoped<GetSyncStatus>()
            .AddScoped<StartSync>()
            .AddScoped<GetDrift>()
            .AddScoped<TenantAddressHolders>();
        Services.AddSingleton<IChangeListener, IndexChangeListener>();
        Services.AddSingleton<ChangeSettings>(_ => Settings);
        Services.AddSingleton<IMigration, NoMigration>();
        Services.AddSingleton<ReadTenantView>();
        Services.AddSingleton<ChangePipeline>().AddSingleton<ListOfferedDomains>();
        Services
            .AddScoped<EditPreparation>()
            .AddScoped<EditRecipient>()
            .AddScoped<RevertChange>()
            .AddScoped<EditRecipients>();
        Services.AddScoped<GetHiddenSince>().AddScoped<ExplainVisibility>();
        Services.AddScoped<WhoHasAddress>().AddScoped<GetRecipient>().AddScoped<PreviewRecipientEdit>();
        Services
            .AddScoped<GetOverview>()
            .AddScoped<GetPermissions>()
            .AddScoped<ListRecipients>()
            .AddScoped<ReadAuditLog>();
        Services.AddConsoleControls();
        Services.AddConsolePages();
        _authorization = this.AddAuthorization();
        SignIn(Role.Administrator);
    }

    internal CountingTime Time { get; } = new();

    internal SwitchableAuditLog Log { get; }

    protected FakeDirectory Directory { get; }

    protected FakeAuditLog Audit { get; }

    protected FakeTenant Tenant { get; } = new() { Status = TenantStatus.NotConnected };

    protected FakeSyncHook Hook { get; } = new();

    protected RecipientIndex Index { get; } = new();

    protected ChangeSettings Settings { get; set; } = new();

    protected StorageStatus Storage { get; set; } = new("SQLite 3.45.1", "/data/hybridadmin.db", true, null, 1_258_291);

    protected Actor Me { get; private set; } = null!;

    protected string Here => Services.GetRequiredService<NavigationManager>().Uri;

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Me);

    public Task<StorageStatus> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Storage);

    protected void SignIn(Role role)
    {
        Me = new Actor
        {
            Id = "kim@contoso.test",
            DisplayName = "Kim Lee",
            Role = role,
        };
        _authorization.SetAuthorized("Kim Lee");
        _authorization.SetPolicies([.. PermissionMatrix.Of(role).Select(p => p.ToString())]);
    }

    protected void GoTo(string uri) => Services.GetRequiredService<NavigationManager>().NavigateTo(uri);

    protected Guid AddAnna(params (string Attribute, string?[] Values)[] attributes) =>
        Directory.AddUser(
            "Anna Berg",
            [
                ("mail", ["anna@contoso.example"]),
                ("proxyAddresses", ["SMTP:anna@contoso.example"]),
                ("mailNickname", ["anna"]),
                .. attributes,
            ]
        );

    /// <summary>Updates the index from the directory.</summary>
    protected async Task LoadIndexAsync()
    {
        using var feed = new RecipientIndexFeed(Directory, Index, Time);
        await feed.LoadAsync(default);
    }

    /// <summary>Makes a real change as the signed-in person; returns its number.</summary>
    protected async Task<long> EditAsync(Guid id, RecipientEdit edit)
    {
        var result = await Services.GetRequiredService<EditRecipient>().ExecuteAsync(id, edit, null, default);
        Assert.Null(result.Problem);
        return result.ChangeId!.Value;
    }
}
