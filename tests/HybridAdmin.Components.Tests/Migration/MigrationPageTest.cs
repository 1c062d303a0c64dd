using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Batches;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Testing.Cloud;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Migration;

/// <summary>The pages of migration over the real use cases and a service that follows the state machine.</summary>
public abstract class MigrationPageTest : PageTest
{
    protected const string Wave = "Wave 1";
    protected const string Kim = "kim@contoso.example";
    protected const string Routing = "kim@contoso.mail.onmicrosoft.com";
    protected static readonly Guid Mailbox = new("11111111-aaaa-bbbb-cccc-222222222222");

    protected MigrationPageTest()
    {
        Services.AddSingleton<IMigration>(Migration);
        Services.AddSingleton(new MigrationFeed(Migration, Time, TimeSpan.FromSeconds(20)));
        Services
            .AddSingleton(new MigrationSizes(Migration, Time, TimeSpan.FromMinutes(1)))
            .AddSingleton(WorkingHours.Default(TimeZoneInfo.Utc))
            .AddScoped<ReadSizes>();
        Services
            .AddScoped<ListBatches>()
            .AddScoped<GetBatch>()
            .AddScoped<TestEndpoint>()
            .AddScoped<BatchPreparation>()
            .AddScoped<PreviewBatch>()
            .AddScoped<CreateBatch>();
        Services
            .AddScoped<ActOnBatch>()
            .AddScoped<ActOnMigrationPerson>()
            .AddScoped<CheckAfterMove>()
            .AddScoped<ExportBatch>()
            .AddScoped<GetMoveOptions>();
        Tenant.AcceptedDomains =
        [
            .. new[] { "contoso.example", "contoso.mail.onmicrosoft.com" }.Select(d => new TenantAcceptedDomain(
                d,
                d,
                "Authoritative",
                false,
                false,
                false,
                false
            )),
        ];
    }

    protected FakeMigration Migration { get; } = new();

    protected void AddBatch(
        string status,
        MigrationKind kind = MigrationKind.Onboarding,
        params MigrationUser[] people
    ) =>
        Migration.With(
            new MigrationBatch
            {
                Identity = Wave,
                Status = status,
                Kind = kind,
                TotalCount = 2,
                SyncedCount = 1,
                FailedCount = 1,
                SubmittedByUser = "anna",
                InitialSyncDateTime = Time.GetUtcNow().AddDays(-50),
            },
            people
        );

    protected static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text);

    protected static void Click(IRenderedComponent<IComponent> page, string text) => Button(page, text).Click();

    /// <summary>Adds Kim with an on-premises mailbox, ready to be moved, or with other attributes as given.</summary>
    protected async Task<Guid> AddKimAsync(params (string Attribute, string?[] Values)[] attributes)
    {
        var id = Directory.AddUser(
            "Kim Lee",
            [
                ("mail", [Kim]),
                ("userPrincipalName", [Kim]),
                ("mailNickname", ["kim"]),
                ("msExchRecipientTypeDetails", ["1"]),
                ("proxyAddresses", [$"SMTP:{Kim}", $"smtp:{Routing}"]),
                .. attributes,
            ]
        );
        await using (var session = await Directory.OpenAsync(null, default))
            await session.ModifyAsync(
                new DirectoryModification(
                    id,
                    [new(ModificationKind.Add, "msExchMailboxGuid", [new DirectoryValue(Mailbox.ToByteArray())])]
                ),
                default
            );
        await LoadIndexAsync();
        Migration.Candidates[Kim] = new MoveCandidate
        {
            Identity = Kim,
            RecipientTypeDetails = "MailUser",
            ExchangeGuid = Mailbox,
            EmailAddresses = [$"SMTP:{Kim}", $"smtp:{Routing}"],
        };
        return id;
    }

    /// <summary>Finds a field by its label.</summary>
    protected static AngleSharp.Dom.IElement Field(IRenderedComponent<IComponent> page, string label)
    {
        var id = page.FindAll("label.field-label")
            .Single(l => l.TextContent.StartsWith(label, StringComparison.Ordinal))
            .GetAttribute("for");
        return page.Find($"#{id}");
    }
}
