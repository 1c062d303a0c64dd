using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Domains;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Testing.Audit;
using HybridAdmin.Testing.Directory;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>The whole way of a change over a directory and a log that obey the test.</summary>
internal sealed class ChangeBench : ICurrentActor
{
    private readonly IndexChangeListener listener;
    private ChangeSettings settings = new();
    private ListOfferedDomains domains = null!;

    public ChangeBench(Role role = Role.RecipientAdministrator, bool exchange = true)
    {
        Actor = Planning.Actor(role);
        Directory = new FakeDirectory(Time, exchange);
        Audit = new FakeAuditLog(Time);
        listener = new IndexChangeListener(Index);
        Runner = new ChangeRunner(Directory, Audit, listener, Time);
        Use(Settings);
        Settle = new SettleUnfinishedChanges(Directory, Audit, Runner, Time);
    }

    public TimeProvider Time { get; } = TimeProvider.System;

    public Actor Actor { get; set; }

    public ChangeSettings Settings
    {
        get => settings;
        set => Use(value);
    }

    public RecipientIndex Index { get; } = new();

    public FakeDirectory Directory { get; }

    public FakeAuditLog Audit { get; }

    public ChangeRunner Runner { get; }

    public EditPreparation Preparation { get; private set; } = null!;

    public SettleUnfinishedChanges Settle { get; }

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Actor);

    public Guid AddAnna(params (string Attribute, string?[] Values)[] attributes) => Directory.AddUser(
        "Anna Berg",
        [("mail", ["anna@contoso.example"]), ("proxyAddresses", ["SMTP:anna@contoso.example", "smtp:berg@contoso.example"]), ("mailNickname", ["anna"]), .. attributes]);

    public Task<ChangeResult> EditAsync(Guid id, RecipientEdit edit, string? version = null) =>
        new EditRecipient(this, Preparation, Runner, Settings).ExecuteAsync(id, edit, version, default);

    public Task<PlanResult> PreviewAsync(Guid id, RecipientEdit edit) => new PreviewRecipientEdit(this, Preparation).ExecuteAsync(id, edit, default);

    public Task<AddressCheck> CheckAsync(Guid? recipient, string address) =>
        new CheckAddress(this, Directory, domains, Settings).ExecuteAsync(recipient, address, default);

    public Task<ChangeResult> RevertAsync(long changeId) =>
        Revert().ExecuteAsync(changeId, "mistake", default);

    public RevertChange Revert() => new(this, Directory, Audit, Runner, domains, Settings);

    public EditRecipients Several() => new(
        this, Preparation, new EditRecipient(this, Preparation, Runner, Settings), Revert(), Settings);

    public string VersionOf(Guid id) => new Recipient(Directory.Peek(id)!).Version;

    private void Use(ChangeSettings changed)
    {
        settings = changed;
        domains = new ListOfferedDomains(Directory, Index, settings);
        Preparation = new EditPreparation(Directory, domains, settings);
    }
}
