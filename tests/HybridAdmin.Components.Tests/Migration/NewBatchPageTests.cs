using Bunit;
using HybridAdmin.Components.Controls;
using HybridAdmin.Core.Cloud;
using HybridAdmin.Core.Migration;
using HybridAdmin.Features.Migration;

namespace HybridAdmin.Components.Tests.Migration;

public sealed class NewBatchPageTests : MigrationPageTest
{
    private static readonly Guid Mailbox = new("11111111-aaaa-bbbb-cccc-222222222222");

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
        Assert.Contains($"EmailAddress\r\n{Kim}".ReplaceLineEndings("\n"), page.Find("[aria-label=CSV]").TextContent.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Click(page, $"Create {Wave}");

        page.WaitForAssertion(() => Assert.Contains($"The batch {Wave} was created", page.Markup, StringComparison.Ordinal));
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
        Assert.Contains("Nobody in Active Directory has the address nobody@contoso.example", page.Markup, StringComparison.Ordinal);
        Assert.Empty(Migration.Sent);
        Click(page, "Go on without the 1 who are not ready");

        page.WaitForAssertion(() => Assert.Contains("1 person is ready", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("nobody@", Field(page, "People").GetAttribute("value") ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Wizard_WrongHeader_NamesWhatExchangeWants()
    {
        var page = Begin();
        Field(page, "People").Change("EmailAddresses\nkim@contoso.example");
        Click(page, "Check the people");

        page.WaitForAssertion(() => Assert.Contains("Exchange wants EmailAddress there", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Create_AnswerLostAndBatchThere_IsFoundByName()
    {
        await AddKimAsync();
        Migration.WriteFault = new CloudFault(CloudFaultKind.Unreachable, "The answer did not come.") { OutcomeUnknown = true };
        Migration.IsCarriedOutInSpiteOfFault = true;
        var page = Begin();
        Field(page, "People").Change(Kim);
        Click(page, "Check the people");
        page.WaitForAssertion(() => Assert.Contains("1 person is ready", page.Markup, StringComparison.Ordinal));
        Click(page, "Next");
        Click(page, "Next");
        page.WaitForAssertion(() => Assert.Contains("New-MigrationBatch", page.Markup, StringComparison.Ordinal));

        Click(page, $"Create {Wave}");

        page.WaitForAssertion(() => Assert.Contains($"The batch {Wave} was created", page.Markup, StringComparison.Ordinal));
        Assert.Single(Migration.Sent);
    }

    [Fact]
    public void Wizard_EndpointTested_SaysTheAnswer()
    {
        var page = RenderComponent<NewBatchPage>();
        page.WaitForAssertion(() => Assert.Contains("Test the endpoint", page.Markup, StringComparison.Ordinal));

        Click(page, "Test the endpoint");

        page.WaitForAssertion(() => Assert.Contains("Exchange Online reaches the server", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Wizard_NoEndpoint_SaysHowToMakeOne()
    {
        Migration.Endpoints.Clear();

        var page = RenderComponent<NewBatchPage>();

        page.WaitForAssertion(() => Assert.Contains("There is no endpoint for this (Move to the cloud)", page.Markup, StringComparison.Ordinal));
    }

    private IRenderedComponent<NewBatchPage> Begin()
    {
        var page = RenderComponent<NewBatchPage>();
        page.WaitForAssertion(() => Field(page, "Name"));
        Field(page, "Name").Input(Wave);
        Click(page, "Next");
        page.WaitForAssertion(() => Field(page, "People"));
        return page;
    }

    private async Task AddKimAsync()
    {
        var id = Directory.AddUser("Kim Lee",
        [
            ("mail", [Kim]), ("userPrincipalName", [Kim]), ("mailNickname", ["kim"]), ("msExchRecipientTypeDetails", ["1"]),
            ("proxyAddresses", [$"SMTP:{Kim}", "smtp:kim@contoso.mail.onmicrosoft.com"]),
        ]);
        await using (var session = await Directory.OpenAsync(null, default))
            await session.ModifyAsync(new Core.Directory.DirectoryModification(id, [new(Core.Directory.ModificationKind.Add, "msExchMailboxGuid", [new Core.Directory.DirectoryValue(Mailbox.ToByteArray())])]), default);
        await LoadIndexAsync();
        Migration.Candidates[Kim] = new MoveCandidate { Identity = Kim, RecipientTypeDetails = "MailUser", ExchangeGuid = Mailbox, EmailAddresses = [$"SMTP:{Kim}", "smtp:kim@contoso.mail.onmicrosoft.com"] };
    }
}
