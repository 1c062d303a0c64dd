using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Changes.Model;
using HybridAdmin.Core.Changes.Reading;
using HybridAdmin.Core.Comparison.View;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Findings;
using HybridAdmin.Core.Recipients;
using HybridAdmin.Core.Recipients.Properties;
using HybridAdmin.Core.SourceOfAuthority;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Writing;
using HybridAdmin.Testing.Cloud;

namespace HybridAdmin.Core.Tests.Changes;

/// <summary>department and title: properties that need only their entry in the table.</summary>
public sealed class OrganizationEditTests
{
    private static readonly RecipientEdit Moved = new RecipientEdit { Reason = "INC-1" }
        .With(RecipientProperties.Department, " Legal ")
        .With(RecipientProperties.Title, "Counsel");

    [Fact]
    public void Plan_OwnedByActiveDirectory_WritesBothAndNamesSetUser()
    {
        var anna = Planning.Person(
            ("mailNickname", ["anna"]),
            ("msExchRecipientTypeDetails", ["2147483648"]),
            ("department", ["Sales"])
        );

        var plan = ChangePlanner.Plan(anna, Moved with { DisplayName = "Anna Lund" }, Planning.Facts());

        Assert.Equal(["Legal"], plan.After("department", anna));
        Assert.Equal(["Counsel"], plan.After("title", anna));
        Assert.Equal(
            [
                "Set-RemoteMailbox -Identity 'CN=Anna Berg,OU=Staff,DC=contoso,DC=test' -DisplayName 'Anna Lund'",
                "Set-User -Identity 'CN=Anna Berg,OU=Staff,DC=contoso,DC=test' -Department 'Legal' -Title 'Counsel'",
            ],
            plan.Cmdlet.Split('\n')
        );
        Assert.Contains("department: Legal", plan.Ldif, StringComparison.Ordinal);
        Assert.Equal(
            "Display name now Anna Lund, department now Legal, title now Counsel",
            AuditSummary.Of(plan.Changes)
        );
    }

    [Fact]
    public void Plan_Contact_NamesSetContact()
    {
        var contact = Planning.Entry(
            "CN=Kim,DC=contoso,DC=test",
            "contact",
            ("mailNickname", ["kim"]),
            ("msExchRecipientTypeDetails", ["64"])
        );

        Assert.Equal(
            "Set-Contact -Identity 'CN=Kim,DC=contoso,DC=test' -Department 'Legal' -Title 'Counsel'",
            ChangePlanner.Plan(contact, Moved, Planning.Facts()).Cmdlet
        );
    }

    [Fact]
    public void Plan_Empty_ClearsTheValue()
    {
        var anna = Planning.Person(("department", ["Sales"]));

        var plan = ChangePlanner.Plan(
            anna,
            new RecipientEdit().With(RecipientProperties.Department, ""),
            Planning.Facts()
        );

        Assert.Empty(plan.After("department", anna));
        Assert.True(plan.IsApplicable);
    }

    [Theory]
    [InlineData("department", 64)]
    [InlineData("title", 128)]
    public void Plan_LongerThanTheSchemaAllows_IsOneErrorOfItsMember(string member, int longest)
    {
        var property = RecipientProperties.OfMember(member)!;

        Assert.False(With(new string('ä', longest)).HasErrors);
        var error = Assert.Single(With(new string('ä', longest + 1)).Findings);
        Assert.Equal((FindingSeverity.Error, member), (error.Severity, error.Member));
        Assert.Contains($"at most {longest}", error.Message, StringComparison.Ordinal);
        Assert.True(With("a\u0007b").HasErrors);

        ChangePlan With(string text) =>
            ChangePlanner.Plan(Planning.Person(), new RecipientEdit().With(property, text), Planning.Facts());
    }

    [Fact]
    public void Plan_Group_IsRefused()
    {
        var group = Planning.Entry("CN=Staff,DC=contoso,DC=test", "group");

        Assert.Equal(
            ["department", "title"],
            ChangePlanner.Plan(group, Moved, Planning.Facts()).Findings.Select(f => f.Member)
        );
    }

    [Fact]
    public async Task EditAsync_Helpdesk_IsForbiddenAndRecordedWithTheValuesAskedFor()
    {
        var bench = new ChangeTestContext(Role.Helpdesk);
        var id = bench.AddAnna(("department", ["Sales"]));

        var result = await bench.EditAsync(id, Moved);

        Assert.Equal(ProblemCode.Forbidden, result.Problem!.Code);
        Assert.Contains("change organisation data", result.Problem.Message, StringComparison.Ordinal);
        Assert.Equal(["Sales"], bench.Directory.Peek(id, "department"));
        Assert.Equal(["department", "title"], bench.Audit.Entries.Single().Changes.Select(c => c.Attribute));
    }

    [Fact]
    public async Task EditAsync_InActiveDirectory_ChangesTheVersionAndIsTakenBack()
    {
        var bench = new ChangeTestContext();
        var id = bench.AddAnna(("department", ["Sales"]));
        var version = bench.VersionOf(id);

        var done = await bench.EditAsync(id, Moved, version);
        var stale = await bench.EditAsync(id, Moved with { DisplayName = "X" }, version);
        var back = await bench.RevertAsync(done.ChangeId!.Value);

        Assert.Null(done.Problem);
        Assert.Equal(ProblemCode.Stale, stale.Problem!.Code);
        Assert.Null(back.Problem);
        Assert.Equal(["Sales"], bench.Directory.Peek(id, "department"));
        Assert.Empty(bench.Directory.Peek(id, "title"));
    }

    [Fact]
    public async Task EditAsync_ExchangeAttributesOwnedByTheCloud_StaysWithActiveDirectory()
    {
        var bench = new ChangeTestContext(tenant: new FakeTenant());
        var (id, _) = bench.AddManaged();

        var result = await bench.EditAsync(id, Moved);

        Assert.Null(result.Problem);
        Assert.Equal(["Legal"], bench.Directory.Peek(id, "department"));
        Assert.Empty(bench.Tenant!.Writes);
    }

    [Fact]
    public async Task EditAsync_WholeObjectOwnedByTheCloud_IsSetUserBesideTheMailbox()
    {
        var bench = new ChangeTestContext(tenant: new FakeTenant());
        var (id, mailbox) = AddCloudOwned(bench);
        var user = mailbox.Person!.Value;

        var shown = (await bench.Get().ExecuteAsync(id, default))!.Recipient;
        var plan = (await bench.PreviewAsync(id, Moved with { Alias = "lund" })).Plan!;
        var done = await bench.EditAsync(id, Moved with { Alias = "lund" }, shown.Version);

        Assert.Equal("Cloud department", RecipientProperties.Department.Read(shown.Entry));
        Assert.Equal(
            [
                $"Set-Mailbox -Identity '{mailbox.Identity}' -Alias 'lund'",
                $"Set-User -Identity '{mailbox.Identity}' -Department 'Legal' -Title 'Counsel'",
            ],
            plan.Cmdlet.Split('\n')
        );
        Assert.Null(done.Problem);
        Assert.Equal(["Legal"], bench.Tenant!.Peek(user, "Department"));
        Assert.Equal(["Counsel"], bench.Tenant.Peek(user, "Title"));
        Assert.Equal(["In the directory"], bench.Directory.Peek(id, "department"));
        Assert.Equal([mailbox, user], bench.Audit.Entries.Select(e => e.Tenant));
        Assert.Contains(
            bench.Audit.Entries.Select(AuditSummary.Of),
            s => s == "Department now Legal, title now Counsel"
        );

        var back = await bench.RevertAsync(bench.Audit.Entries.Single(e => e.Tenant == user).Id);

        Assert.Null(back.Problem);
        Assert.Equal(["Cloud department"], bench.Tenant.Peek(user, "Department"));
    }

    [Fact]
    public async Task EditAsync_PersonNotShownByExchange_IsRefusedWithTheReason()
    {
        var bench = new ChangeTestContext(tenant: new FakeTenant());
        var (id, _) = AddCloudOwned(bench, showsPerson: false);

        var result = await bench.EditAsync(id, Moved);

        Assert.Equal(ProblemCode.AuthorityElsewhere, result.Problem!.Code);
        Assert.Equal(["department", "title"], result.Problem.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(bench.Tenant!.Writes);
    }

    [Theory]
    [InlineData("Sales", "Sales", ComparisonState.Same)]
    [InlineData("Sales", "sales", ComparisonState.Differs)]
    [InlineData("Sales", null, ComparisonState.Differs)]
    [InlineData(null, "Sales", ComparisonState.Differs)]
    public void Compare_WithTheCloud_TellsWhatDiffers(string? here, string? there, ComparisonState state)
    {
        var entry = here is null ? Planning.Person() : Planning.Person(("department", [here]));
        var cloud = CloudSamples.User() with
        {
            Texts = PropertyTexts.Of(p => p == RecipientProperties.Department ? there : null),
        };

        var rows = HybridComparison.Of(
            entry,
            cloud,
            null,
            new AuthorityDecision(Authority.OnPremises, Authority.OnPremises, "Active Directory owns it."),
            isRecent: false
        );

        Assert.Equal(state, rows.Single(r => r.Attribute == "department").State);
        Assert.DoesNotContain(rows, r => r.Attribute == "title");
    }

    /// <summary>Adds a mailbox whose whole object was transferred to the cloud, with its own values there.</summary>
    private static (Guid Id, TenantTarget Mailbox) AddCloudOwned(ChangeTestContext bench, bool showsPerson = true)
    {
        var id = bench.AddAnna(("department", ["In the directory"]), ("msExchRecipientTypeDetails", ["2147483648"]));
        var cloud = CloudSamples.Synchronised(
            CloudSamples.User("anna@contoso.example", "SMTP:anna@contoso.example"),
            id
        ) with
        {
            OnPremisesSyncEnabled = null,
            IsCloudManaged = true,
            HasExchangeAnswered = true,
            Exchange = new ExchangeOnlineFacts { RecipientTypeDetails = "UserMailbox", IsDirSynced = false },
        };
        var mailbox = TenantTarget.Of(cloud)!.Value;
        bench
            .Tenant!.With(cloud)
            .WithValues(
                mailbox,
                (ExchangeOnlineProperties.EmailAddresses, ["SMTP:anna@contoso.example"]),
                (ExchangeOnlineProperties.Alias, ["anna"]),
                (ExchangeOnlineProperties.DisplayName, ["Anna Berg"]),
                (ExchangeOnlineProperties.HiddenFromAddressListsEnabled, ["False"]),
                (ExchangeOnlineProperties.IsDirSynced, ["False"])
            );
        if (showsPerson)
            bench.Tenant.WithValues(
                mailbox.Person!.Value,
                ("Department", ["Cloud department"]),
                (ExchangeOnlineProperties.IsDirSynced, ["False"])
            );
        return (id, mailbox);
    }
}
