using HybridAdmin.Core.Access;
using HybridAdmin.Core.Browsing;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Changes.Reverting;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.SourceOfAuthority.Join;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Testing.Audit;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>The whole processing of a change, with a directory and a log that the test controls.</summary>
internal sealed class ChangeTestContext : ICurrentActor
{
    private readonly IndexChangeListener listener;
    private readonly ITenant none = new NoTenant();
    private ChangeSettings settings = new();
    private ListOfferedDomains domains = null!;

    public ChangeTestContext(Role role = Role.RecipientAdministrator, bool exchange = true, FakeTenant? tenant = null)
    {
        Tenant = tenant;
        Actor = Planning.Actor(role);
        Directory = new FakeDirectory(Time, exchange);
        Audit = new FakeAuditLog(Time);
        listener = new IndexChangeListener(Index);
        Pipeline = new ChangePipeline(Directory, Audit, listener, Time, Connected, new NoMigration());
        Use(Settings);
        Settle = new SettleUnfinishedChanges(Directory, Audit, Pipeline, Time);
    }

    public TimeProvider Time { get; } = TimeProvider.System;

    /// <summary>Null: none is connected.</summary>
    public FakeTenant? Tenant { get; }

    /// <summary>The tenant, or the implementation for no tenant.</summary>
    public ITenant Connected => Tenant ?? none;

    public ReadTenantView Tenants => new(Connected, Time);

    public HybridRecipientIndex Authorities => new(Index, Connected, Settings);

    public Actor Actor { get; set; }

    public ChangeSettings Settings
    {
        get => settings;
        set => Use(value);
    }

    public RecipientIndex Index { get; } = new();

    public FakeDirectory Directory { get; }

    public FakeAuditLog Audit { get; }

    public ChangePipeline Pipeline { get; }

    public EditPreparation Preparation { get; private set; } = null!;

    public SettleUnfinishedChanges Settle { get; }

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Actor);

    public Guid AddAnna(params (string Attribute, string?[] Values)[] attributes) =>
        Directory.AddUser(
            "Anna Berg",
            [
                ("mail", ["anna@contoso.example"]),
                ("proxyAddresses", ["SMTP:anna@contoso.example", "smtp:berg@contoso.example"]),
                ("mailNickname", ["anna"]),
                .. attributes,
            ]
        );

    public Task<ChangeResult> EditAsync(Guid id, RecipientEdit edit, string? version = null) =>
        new EditRecipient(this, Preparation, Pipeline, Settings).ExecuteAsync(id, edit, version, default);

    public Task<PlanResult> PreviewAsync(Guid id, RecipientEdit edit) =>
        new PreviewRecipientEdit(this, Preparation).ExecuteAsync(id, edit, default);

    public Task<AddressCheck> CheckAsync(Guid? recipient, string address) =>
        new CheckAddress(this, Directory, domains, Settings).ExecuteAsync(recipient, address, default);

    public Task<ChangeResult> RevertAsync(long changeId) => Revert().ExecuteAsync(changeId, "mistake", default);

    public RevertChange Revert() => new(this, Directory, Audit, Pipeline, domains, Settings, Tenants, Connected);

    public EditRecipients Several() =>
        new(this, Preparation, new EditRecipient(this, Preparation, Pipeline, Settings), Revert(), Settings);

    public ListOfferedDomains Offered() => new(Directory, Index, Settings, Time, Connected);

    public GetRecipient Get() => new(this, Directory, Settings, Tenants);

    /// <summary>
    /// Adds a synchronised person whose mailbox is in Exchange Online. If Exchange Online is the master, the values
    /// there differ from Active Directory: not hidden, one address more.
    /// </summary>
    public (Guid Id, TenantTarget Mailbox) AddManaged(bool isCloudManaged = true, string type = "UserMailbox")
    {
        var id = AddAnna(("msExchHideFromAddressLists", ["TRUE"]), ("msExchRecipientTypeDetails", ["2147483648"]));
        var cloud = CloudSamples.Synchronised(
            CloudSamples.User(
                "anna@contoso.example",
                "SMTP:anna@contoso.example",
                "smtp:berg@contoso.example",
                "smtp:cloud@contoso.example"
            ),
            id
        ) with
        {
            Exchange = new ExchangeOnlineFacts
            {
                RecipientTypeDetails = type,
                IsExchangeCloudManaged = isCloudManaged,
                HiddenFromAddressListsEnabled = false,
                IsDirSynced = true,
            },
        };
        var target = TenantTarget.Of(cloud)!.Value;
        Tenant!
            .With(cloud)
            .WithValues(
                target,
                (ExchangeOnlineProperties.EmailAddresses, [.. cloud.ProxyAddresses, "SPO:x"]),
                (ExchangeOnlineProperties.Alias, ["anna"]),
                (ExchangeOnlineProperties.DisplayName, ["Anna Berg"]),
                (ExchangeOnlineProperties.HiddenFromAddressListsEnabled, ["False"]),
                (ExchangeOnlineProperties.IsDirSynced, ["True"]),
                (ExchangeOnlineProperties.IsExchangeCloudManaged, [ExchangeOnlineProperties.Text(isCloudManaged)])
            );
        return (id, target);
    }

    public string VersionOf(Guid id) => new Recipient(Directory.Peek(id)!).Version;

    private void Use(ChangeSettings changed)
    {
        settings = changed;
        domains = Offered();
        Preparation = new EditPreparation(Directory, domains, settings, Tenants, Connected);
    }
}
