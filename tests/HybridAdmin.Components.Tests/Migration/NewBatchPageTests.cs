using Bunit;
using Bunit.TestDoubles;
using HybridAdmin.Components.Controls;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Migration.Writing;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Migration;

namespace HybridAdmin.Components.Tests.Migration;

public sealed class NewBatchPageTests : MigrationPageTest
{
    // bUnit's navigation manager has no locks; the guard itself is tested in the browser.
    public NewBatchPageTests() => ComponentFactories.AddStub<UnsavedChangesGuard>();

    [Fact]
    public async Task Wizard_ReadyPerson_IsReviewedAndCreated()
    {
        await AddKimAsync();
        var page = Begin();
        Field(page, "People").Change(Kim);
        Click(page, "Check the people");
        page.WaitForAssertion(() => Assert.Contains("1 person is ready", page.Markup, StringComparison.Ordinal));
        Click(page, "Next");
        Click(page, "Next");

        page.WaitForAssertion(() => Assert.Contains("New-MigrationBatch", page.Markup, StringComparison.Ordinal));
        Assert.Contains(
            $"EmailAddress\r\n{Kim}".ReplaceLineEndings("\n"),
            page.Find("[aria-label=CSV]").TextContent.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Click(page, $"Create {Wave}");

        page.WaitForAssertion(() =>
            Assert.Contains($"The batch {Wave} was created", page.Markup, StringComparison.Ordinal)
        );
        var create = Assert.IsType<CreateMigrationBatch>(Assert.Single(Migration.Sent));
        Assert.False(create.AutoStart);
        Assert.Equal(Kim, Assert.Single(create.People).EmailAddress);
    }

    [Fact]
    public async Task Wizard_SomebodyNotReady_BlocksUntilLeftOut()
    {
        await AddKimAsync();
        var page = Begin();
        Field(page, "People").Change($"EmailAddress\n{Kim}\nnobody@contoso.example");
        Click(page, "Check the people");

        page.WaitForAssertion(() => Assert.Contains("2 read, 1 not ready", page.Markup, StringComparison.Ordinal));
        Assert.Contains(
            "Nobody in Active Directory has the address nobody@contoso.example",
            page.Markup,
            StringComparison.Ordinal
        );
        Assert.Empty(Migration.Sent);
        Click(page, "Go on without the 1 who is not ready");

        page.WaitForAssertion(() => Assert.Contains("1 person is ready", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("nobody@", Field(page, "People").GetAttribute("value") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Wizard_WrongHeader_NamesWhatExchangeWants()
    {
        var page = Begin();
        Field(page, "People").Change("EmailAddresses\nkim@contoso.example");
        Click(page, "Check the people");

        page.WaitForAssertion(() =>
            Assert.Contains("Exchange wants EmailAddress there", page.Markup, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Create_AnswerLostAndBatchThere_IsFoundByName()
    {
        await AddKimAsync();
        Migration.WriteFault = new TenantFault(TenantFaultKind.Unreachable, "The answer did not come.")
        {
            OutcomeUnknown = true,
        };
        Migration.IsCarriedOutInSpiteOfFault = true;
        var page = Begin();
        Field(page, "People").Change(Kim);
        Click(page, "Check the people");
        page.WaitForAssertion(() => Assert.Contains("1 person is ready", page.Markup, StringComparison.Ordinal));
        Click(page, "Next");
        Click(page, "Next");
        page.WaitForAssertion(() => Assert.Contains("New-MigrationBatch", page.Markup, StringComparison.Ordinal));

        Click(page, $"Create {Wave}");

        page.WaitForAssertion(() =>
            Assert.Contains($"The batch {Wave} was created", page.Markup, StringComparison.Ordinal)
        );
        Assert.Single(Migration.Sent);
    }

    [Fact]
    public void Wizard_EndpointTested_SaysTheAnswer()
    {
        var page = Render<NewBatchPage>();
        page.WaitForAssertion(() => Assert.Contains("Test the endpoint", page.Markup, StringComparison.Ordinal));

        Click(page, "Test the endpoint");

        page.WaitForAssertion(() =>
            Assert.Contains("Exchange Online reaches the server", page.Markup, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Wizard_NoEndpoint_SaysHowToMakeOne()
    {
        Migration.Endpoints.Clear();

        var page = Render<NewBatchPage>();

        page.WaitForAssertion(() =>
            Assert.Contains("There is no endpoint for this (Move to the cloud)", page.Markup, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Wizard_MoveBack_HasItsBlockersAndIsCreatedWithDatabases()
    {
        await AddKimAsync(("msExchRecipientTypeDetails", ["2147483648"]));
        Migration.Candidates[Kim] = new MoveCandidate
        {
            Identity = Kim,
            RecipientTypeDetails = "UserMailbox",
            ExchangeGuid = Mailbox,
            EmailAddresses = [$"SMTP:{Kim}"],
            IsExchangeCloudManaged = true,
        };
        Migration.MailboxSizes[Kim] = 61L * 1024 * 1024 * 1024;
        var page = Begin(MigrationKind.Offboarding);
        Field(page, "People").Change(Kim);
        Click(page, "Check the people");

        page.WaitForAssertion(() => Assert.Contains("1 read, 1 not ready", page.Markup, StringComparison.Ordinal));
        var readiness = page.Find("[aria-label=Readiness]").TextContent;
        Assert.Contains("IsExchangeCloudManaged", readiness, StringComparison.Ordinal);
        Assert.Contains("holds 61 GB", readiness, StringComparison.Ordinal);
        Assert.DoesNotContain("How large a mailbox on-premises is", readiness, StringComparison.Ordinal);

        Migration.Candidates[Kim] = Migration.Candidates[Kim] with { IsExchangeCloudManaged = false };
        Click(page, "Check again");
        page.WaitForAssertion(() => Assert.Contains("1 person is ready", page.Markup, StringComparison.Ordinal));
        Click(page, "Next");
        Field(page, "Target databases").Change("DB01, DB02");
        Click(page, "Next");
        page.WaitForAssertion(() => Assert.Contains("-TargetEndpoint", page.Markup, StringComparison.Ordinal));
        Click(page, $"Create {Wave}");

        page.WaitForAssertion(() =>
            Assert.Contains($"The batch {Wave} was created", page.Markup, StringComparison.Ordinal)
        );
        var create = Assert.IsType<CreateMigrationBatch>(Assert.Single(Migration.Sent));
        Assert.Equal((MigrationKind.Offboarding, "contoso.example"), (create.Kind, create.TargetDeliveryDomain));
        Assert.Equal(["DB01", "DB02"], create.TargetDatabases);
    }

    [Fact]
    public async Task Wizard_SizeOnPremises_IsSaidToBeUnknown()
    {
        await AddKimAsync();
        var page = Begin();
        Field(page, "People").Change(Kim);
        Click(page, "Check the people");

        page.WaitForAssertion(() =>
            Assert.Contains(
                "How large a mailbox on-premises is",
                page.Find("[aria-label=Readiness]").TextContent,
                StringComparison.Ordinal
            )
        );
    }

    [Fact]
    public async Task Guard_TouchedAndCreated_HoldsOnlyWhatWouldBeLost()
    {
        await AddKimAsync();
        var page = Render<NewBatchPage>();
        page.WaitForAssertion(() => Field(page, "Name"));
        Assert.False(Guards());
        Field(page, "Name").Input(Wave);
        Assert.True(Guards());

        Click(page, "Next");
        page.WaitForAssertion(() => Field(page, "People"));
        Field(page, "People").Change(Kim);
        Click(page, "Check the people");
        page.WaitForAssertion(() => Assert.Contains("1 person is ready", page.Markup, StringComparison.Ordinal));
        Click(page, "Next");
        Click(page, "Next");
        page.WaitForAssertion(() => Button(page, $"Create {Wave}"));
        Click(page, $"Create {Wave}");

        page.WaitForAssertion(() => Assert.Contains("was created", page.Markup, StringComparison.Ordinal));
        Assert.False(Guards());

        bool Guards() =>
            (bool)
                page.FindComponent<Stub<UnsavedChangesGuard>>().Instance.Parameters[nameof(UnsavedChangesGuard.Active)];
    }

    private IRenderedComponent<NewBatchPage> Begin(MigrationKind kind = MigrationKind.Onboarding)
    {
        var page = Render<NewBatchPage>();
        page.WaitForAssertion(() => Field(page, "Name"));
        Field(page, "Name").Input(Wave);
        Field(page, "Direction").Change(kind.ToString());
        Click(page, "Next");
        page.WaitForAssertion(() => Field(page, "People"));
        return page;
    }
}
