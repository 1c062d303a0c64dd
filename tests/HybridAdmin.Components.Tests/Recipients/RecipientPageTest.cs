using Bunit;
using HybridAdmin.Components.Tests.Controls;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Comparison.Addresses;
using HybridAdmin.Core.Comparison.Drift;
using HybridAdmin.Core.Comparison.Find;
using HybridAdmin.Core.Comparison.View;
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
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Recipients;

/// <summary>
/// The recipient pages over the real use cases, with a directory and a log in memory, and a signed-in person.
/// </summary>
public abstract class RecipientPageTest : ControlTest, ICurrentActor
{
    private protected const string Zoe = "Weiss Zoe";

    protected RecipientPageTest(bool withExchangeSchema = true)
    {
        // bUnit's navigation has no locks; leaving with edits is covered by a browser test.
        ComponentFactories.AddStub<NavigationLock>();
        Directory = new FakeDirectory(Time, withExchangeSchema);
        Log = new FakeAuditLog(Time);
        Services.AddSingleton<IDirectory>(Directory);
        Services.AddSingleton<IAuditLog>(Log);
        Services.AddSingleton<ICurrentActor>(this);
        Services.AddSingleton(_ => Settings);
        Services.AddSingleton<RecipientIndex>();
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
        Services.AddSingleton<RecipientIndexFeed>();
        Services.AddSingleton<IChangeListener, IndexChangeListener>();
        Services.AddSingleton<IMigration, NoMigration>();
        Services.AddSingleton<ChangePipeline>();
        Services.AddSingleton<ListOfferedDomains>();
        Services.AddSingleton<ReadTenantView>().AddScoped<GetRecipient>();
        Services.AddScoped<ListRecipients>();
        Services.AddScoped<GetPermissions>();
        Services.AddScoped<CheckAddress>();
        Services.AddScoped<EditPreparation>();
        Services.AddScoped<PreviewRecipientEdit>();
        Services.AddScoped<EditRecipient>();
        Services.AddScoped<RevertChange>();
        Services.AddScoped<ReadAuditLog>();
    }

    private protected FakeDirectory Directory { get; }

    private protected FakeAuditLog Log { get; }

    private protected FakeTenant Tenant { get; } = new() { Status = TenantStatus.NotConnected };

    private protected FakeSyncHook Hook { get; } = new();

    private protected ChangeSettings Settings { get; set; } = new();

    private protected Actor Person { get; set; } = Somebody(Role.RecipientAdministrator);

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Person);

    private protected static Actor Somebody(Role role) =>
        new()
        {
            Id = $"{role}@contoso.example",
            DisplayName = "Anna Berg",
            Role = role,
        };

    /// <summary>
    /// Adds a remote user mailbox with a primary address, an alias, a routing, a SIP and an X.500 address.
    /// </summary>
    private protected Guid AddZoe(params (string Attribute, string?[] Values)[] more) =>
        Directory.AddUser(
            Zoe,
            [
                (
                    "proxyAddresses",
                    [
                        "SMTP:zoe.weiss@contoso.example",
                        "smtp:zw@contoso.example",
                        "smtp:zoe.weiss@contoso.mail.onmicrosoft.com",
                        "SIP:zoe.weiss@contoso.example",
                        "X500:/o=Contoso/cn=zoe",
                    ]
                ),
                ("mail", ["zoe.weiss@contoso.example"]),
                ("mailNickname", ["zweiss"]),
                ("msExchRecipientTypeDetails", ["2147483648"]),
                ("targetAddress", ["SMTP:zoe.weiss@contoso.mail.onmicrosoft.com"]),
                .. more,
            ]
        );

    private protected RecipientDetails Read(Guid id) =>
        Services.GetRequiredService<GetRecipient>().ExecuteAsync(id, CancellationToken.None).GetAwaiter().GetResult()!;

    private protected Task LoadIndexAsync() =>
        Services.GetRequiredService<RecipientIndexFeed>().LoadAsync(CancellationToken.None);

    /// <summary>Dialogs are drawn by the layout, which is not part of these tests.</summary>
    private protected IRenderedComponent<RadzenDialog> RenderDialogs() => Render<RadzenDialog>();
}
