using HybridAdmin.Core.Access;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Pipeline;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tests.Changes;
using HybridAdmin.Testing.Audit;
using HybridAdmin.Testing.Cloud;
using HybridAdmin.Testing.Directory;
using Microsoft.Extensions.Time.Testing;

namespace HybridAdmin.Core.Tests.Migration;

/// <summary>
/// The whole processing of a migration action, with a service, a directory and a log that the test controls. The day is
/// a Saturday.
/// </summary>
internal sealed class MigrationBench : ICurrentActor
{
    public const string Kim = "kim@contoso.example";
    public static readonly Guid Mailbox = new("11111111-aaaa-bbbb-cccc-222222222222");

    public MigrationBench(Role role = Role.RecipientAdministrator)
    {
        Actor = Planning.Actor(role);
        Directory = new FakeDirectory(Time, true);
        Audit = new FakeAuditLog(Time);
        Pipeline = new ChangePipeline(Directory, Audit, new IndexChangeListener(Index), Time, Tenant, Migration);
        Settle = new SettleUnfinishedChanges(Directory, Audit, Pipeline, Time);
        Feed = new MigrationFeed(Migration, Time, TimeSpan.FromSeconds(10));
        Tenant.AcceptedDomains =
        [
            .. new[] { "contoso.example", "contoso.mail.onmicrosoft.com" }.Select(
                d => new Core.Tenant.TenantAcceptedDomain(d, d, "Authoritative", false, false, false, false)
            ),
        ];
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero));

    public WorkingHours Hours { get; } = WorkingHours.Default(TimeZoneInfo.Utc);

    public Actor Actor { get; set; }

    public FakeTenant Tenant { get; } = new();

    public FakeMigration Migration { get; } = new();

    public RecipientIndex Index { get; } = new();

    public FakeDirectory Directory { get; }

    public FakeAuditLog Audit { get; }

    public ChangePipeline Pipeline { get; }

    public SettleUnfinishedChanges Settle { get; }

    public MigrationFeed Feed { get; }

    public ValueTask<Actor> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Actor);

    /// <summary>Adds a person with an on-premises mailbox, ready to be moved.</summary>
    public async Task<Guid> AddKimAsync()
    {
        var id = Directory.AddUser(
            "Kim Lee",
            [
                ("mail", [Kim]),
                ("userPrincipalName", [Kim]),
                ("mailNickname", ["kim"]),
                ("msExchRecipientTypeDetails", ["1"]),
                ("proxyAddresses", [$"SMTP:{Kim}", "smtp:kim@contoso.mail.onmicrosoft.com"]),
            ]
        );
        await using (var session = await Directory.OpenAsync(null, default))
            await session.ModifyAsync(
                new DirectoryModification(
                    id,
                    [
                        new AttributeModification(
                            ModificationKind.Add,
                            "msExchMailboxGuid",
                            [new DirectoryValue(Mailbox.ToByteArray())]
                        ),
                    ]
                ),
                default
            );
        Index.Apply([Directory.Peek(id)!], []);
        Migration.Candidates[Kim] = new MoveCandidate
        {
            Identity = Kim,
            RecipientTypeDetails = "MailUser",
            ExchangeGuid = Mailbox,
            EmailAddresses = [$"SMTP:{Kim}", "smtp:kim@contoso.mail.onmicrosoft.com"],
        };
        return id;
    }

    public FakeMigration WithBatch(
        string status,
        MigrationKind kind = MigrationKind.Onboarding,
        params MigrationUser[] people
    ) =>
        Migration.With(
            new MigrationBatch
            {
                Identity = "Wave 1",
                BatchGuid = Mailbox,
                Status = status,
                Kind = kind,
                TotalCount = 1,
            },
            people
        );

    public BatchPreparation Preparation() => new(Directory, Migration, Tenant, Index, Hours, Time);

    public Task<MigrationPlanResult> PreviewAsync(NewBatch wanted) =>
        new PreviewBatch(this, Preparation()).ExecuteAsync(wanted, default);

    public Task<ChangeResult> CreateAsync(NewBatch wanted) =>
        new CreateBatch(this, Preparation(), Pipeline, Feed, new ChangeSettings()).ExecuteAsync(
            wanted,
            "INC-1",
            default
        );

    public ActOnBatch Act() => new(this, Migration, Index, Pipeline, Feed, new ChangeSettings(), Hours, Time);

    public Task<ChangeResult> ActAsync(
        MigrationAction action,
        SetMigrationBatch? set = null,
        string? confirm = null,
        string id = "Wave 1"
    ) => Act().ExecuteAsync(id, action, set, confirm, null, default);

    public Task<ChangeResult> ActAsync(string user, MigrationUserAction action) =>
        new ActOnMigrationPerson(this, Migration, Index, Pipeline, new ChangeSettings()).ExecuteAsync(
            user,
            action,
            null,
            default
        );

    public Task<MigrationOverview> ListAsync() =>
        new ListBatches(this, Feed, Migration, Tenant, Time).ExecuteAsync(default);

    public Task<MigrationBatchDetails?> GetAsync(string id) =>
        new GetBatch(this, Migration, Feed, Index).ExecuteAsync(id, default);

    /// <summary>A clock on a Saturday that moves only when it is advanced.</summary>
}
