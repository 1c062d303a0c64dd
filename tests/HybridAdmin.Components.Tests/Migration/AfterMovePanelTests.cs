using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Migration;
using HybridAdmin.Core.Migration.Moves;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Migration;
using HybridAdmin.Testing.Cloud;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Migration;

/// <summary>The state of the objects of completed people in Active Directory, and its correction.</summary>
public sealed class AfterMovePanelTests : MigrationPageTest
{
    private const string Legacy = "/o=ExchangeLabs/cn=kim";
    private static readonly MigrationUser Completed = new() { Identity = Kim, Status = "Completed" };

    public AfterMovePanelTests()
    {
        Tenant.Description = CloudSamples.Tenant(Time.GetUtcNow());
        AddBatch("Completed", MigrationKind.Onboarding, Completed);
    }

    [Fact]
    public async Task Fix_ObjectThatTheServerDidNotConvert_IsReviewedAppliedAndTakenBack()
    {
        var id = await AddMovedAsync();
        var (page, dialogs) = await CheckAsync();
        page.WaitForAssertion(() =>
            Assert.Contains(
                "msExchRecipientTypeDetails is 1 and should be 2147483648",
                page.Find(".after-move").TextContent,
                StringComparison.Ordinal
            )
        );

        Click(page, "Review and fix 1");
        dialogs.WaitForAssertion(() =>
            Assert.Contains(
                "1 recipient will be as the mailbox in the cloud needs it",
                dialogs.Markup,
                StringComparison.Ordinal
            )
        );
        Assert.Contains(
            "msExchRecipientTypeDetails: 2147483648",
            dialogs.Find("[aria-label=LDIF]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("becomes a remote mailbox", dialogs.Markup, StringComparison.Ordinal);
        Assert.Equal(0, Directory.Modifies - 1); // the one that created the test's object
        Click(dialogs, "Put right 1 recipient");

        dialogs.WaitForAssertion(() => Assert.Contains("Undo all", dialogs.Markup, StringComparison.Ordinal));
        var entry = Directory.Peek(id)!;
        Assert.Equal(
            ("2147483648", "4", $"SMTP:{Routing}"),
            (
                entry.Text("msExchRecipientTypeDetails"),
                entry.Text("msExchRemoteRecipientType"),
                entry.Text("targetAddress")
            )
        );
        Assert.Contains($"X500:{Legacy}", entry.Texts("proxyAddresses"));
        Assert.Equal(
            (AuditAction.RecipientEdited, "After the move"),
            (Audit.Entries.Single().Action, Audit.Entries.Single().Reason)
        );

        Click(dialogs, "Undo all");
        dialogs.WaitForAssertion(() => Assert.Contains("taken back", dialogs.Markup, StringComparison.Ordinal));
        Assert.Equal("1", Directory.Peek(id)!.Text("msExchRecipientTypeDetails"));
        Assert.False(Directory.Peek(id)!.Has("targetAddress"));
    }

    [Fact]
    public async Task Check_EverythingAsItShouldBe_SaysNobodyDiffers()
    {
        await AddMovedAsync(
            ("msExchRecipientTypeDetails", ["2147483648"]),
            ("msExchRecipientDisplayType", ["-2147483642"]),
            ("msExchRemoteRecipientType", ["4"]),
            ("targetAddress", [$"SMTP:{Routing}"]),
            ("proxyAddresses", [$"SMTP:{Kim}", $"smtp:{Routing}", $"X500:{Legacy}"])
        );

        var (page, _) = await CheckAsync();

        page.WaitForAssertion(() => Assert.Contains("Nobody differs", page.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Review and fix", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_MailboxNotSeenInTheCloud_SaysWhyNothingIsOffered()
    {
        await AddMovedAsync(("proxyAddresses", [$"SMTP:{Kim}", $"smtp:{Routing}", $"X500:{Legacy}"]));
        Migration.Candidates.Clear();

        var (page, _) = await CheckAsync();

        page.WaitForAssertion(() =>
            Assert.Contains(
                "Exchange Online does not show the mailbox",
                page.Find(".after-move").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.DoesNotContain("Review and fix", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Auditor_SeesTheDifferencesAndNoButton()
    {
        SignIn(Role.Auditor);
        await AddMovedAsync();

        var (page, _) = await CheckAsync();

        page.WaitForAssertion(() => page.Find(".after-move"));
        Assert.DoesNotContain("Review and fix", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fix_Helpdesk_IsLeftOutWithTheReason()
    {
        SignIn(Role.Helpdesk);
        var id = await AddMovedAsync();
        var (page, dialogs) = await CheckAsync();
        page.WaitForAssertion(() => Button(page, "Review and fix 1"));

        Click(page, "Review and fix 1");

        dialogs.WaitForAssertion(() =>
            Assert.Contains("type and routing right after a move", dialogs.Markup, StringComparison.Ordinal)
        );
        Assert.Equal("1", Directory.Peek(id)!.Text("msExchRecipientTypeDetails"));
    }

    [Fact]
    public async Task Check_TenantGoesAway_SaysThatItEndedEarly()
    {
        await AddMovedAsync();
        var dialogs = Render<RadzenDialog>();
        var page = Render<BatchPage>(p => p.Add(b => b.Id, Wave));
        page.WaitForAssertion(() => Button(page, "Check 1 completed person"));
        Migration.ReadFault = new TenantFault(TenantFaultKind.Unreachable, "Exchange Online does not answer.");

        Click(page, "Check 1 completed person");

        page.WaitForAssertion(() => Assert.Contains("The check ended early", page.Markup, StringComparison.Ordinal));
        Assert.Empty(dialogs.FindAll(".dialog-body"));
    }

    private async Task<Guid> AddMovedAsync(params (string Attribute, string?[] Values)[] attributes)
    {
        var id = await AddKimAsync(attributes);
        Migration.Candidates[Kim] = new MoveCandidate
        {
            Identity = Kim,
            RecipientTypeDetails = "UserMailbox",
            ExchangeGuid = Mailbox,
            LegacyExchangeDN = Legacy,
        };
        return id;
    }

    private Task<(IRenderedComponent<BatchPage> Page, IRenderedComponent<RadzenDialog> Dialogs)> CheckAsync()
    {
        var dialogs = Render<RadzenDialog>();
        var page = Render<BatchPage>(p => p.Add(b => b.Id, Wave));
        page.WaitForAssertion(() => Button(page, "Check 1 completed person"));
        Click(page, "Check 1 completed person");
        return Task.FromResult((page, dialogs));
    }
}
