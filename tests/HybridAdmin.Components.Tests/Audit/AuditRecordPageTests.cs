using Bunit;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Audit;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Features.Audit;
using HybridAdmin.Testing.Audit;

namespace HybridAdmin.Components.Tests.Audit;

public sealed class AuditRecordPageTests : PageTest
{
    [Fact]
    public async Task Render_Record_ShowsEverythingAboutIt()
    {
        var id = await Audit.RecordAsync(AuditSamples.AnIntent(), new AuditEnd(AuditOutcome.Applied), default);

        var page = Render(id);

        page.WaitForAssertion(() =>
            Assert.Contains("Added a.berg@contoso.test", page.Find(".record-lead").TextContent)
        );
        var facts = page.Find("section[aria-label=Record]").TextContent;
        Assert.All(
            [
                "Kim Lee",
                "kim@contoso.test",
                "Helpdesk",
                "API from 192.0.2.7",
                "INC-4711",
                "2026-11-20 12:00:00.000 UTC",
                AuditSamples.Anna.ToString(),
            ],
            text => Assert.Contains(text, facts)
        );
        Assert.Equal("smtp:a.berg@contoso.test", page.Find(".diff ins").LastChild!.TextContent);
        Assert.NotNull(page.Find("a[href='audit?correlation=5f0d3f6e-40b6-4d1f-8c7e-6f5f1a2b3c4d']"));
    }

    [Fact]
    public async Task Render_Conflict_ShowsTheFoundValuesAndNoWayBack()
    {
        var end = new AuditEnd(AuditOutcome.Conflict, "Somebody was quicker.", [AuditSamples.AChange("mail")]);
        var id = await Audit.RecordAsync(AuditSamples.AnIntent(), end, default);

        var page = Render(id);

        page.WaitForAssertion(() => Assert.Contains("Somebody was quicker.", page.Find(".alert").TextContent));
        Assert.Contains("mail", page.Find("section[aria-label='Found values']").TextContent);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Take this change back"));
    }

    [Fact]
    public void Render_NoSuchRecord_SaysSo()
    {
        var page = Render(99);

        page.WaitForAssertion(() => Assert.Contains("There is no record 99", page.Markup));
    }

    [Fact]
    public async Task Revert_ValuesAsWritten_TakesTheChangeBack()
    {
        var anna = AddAnna();
        var id = await EditAsync(anna, new RecipientEdit { AddAddresses = ["a.berg@contoso.example"] });
        var page = Open(id);
        page.WaitForAssertion(() =>
            Assert.Equal(
                "smtp:a.berg@contoso.example",
                page.Find("section[aria-label^=Take] .diff del").LastChild!.TextContent
            )
        );

        page.Find("section[aria-label^=Take] .button--primary").Click();

        page.WaitForAssertion(() => Assert.Contains("Taken back by", page.Markup));
        Assert.Equal(["SMTP:anna@contoso.example"], Directory.Peek(anna, "proxyAddresses"));
    }

    [Fact]
    public async Task Revert_ValuesMovedOn_AsksForEachAndWritesWhatWasChosen()
    {
        var anna = AddAnna();
        var id = await EditAsync(anna, new RecipientEdit { DisplayName = "Anna Berg-Dahl" });
        Directory.ChangeElsewhere(anna, "displayName", "A. Berg");

        var page = Open(id);

        page.WaitForAssertion(() =>
            Assert.Contains(
                "displayName has other values by now",
                page.Find("section[aria-label^=Take] .alert").TextContent
            )
        );
        Assert.Equal(
            ["Anna Berg", "Anna Berg-Dahl", "A. Berg", "Anna Berg"],
            page.FindAll(".conflict tbody td .mono").Select(c => c.TextContent)
        );
        Assert.True(page.Find("section[aria-label^=Take] .button--primary").HasAttribute("disabled"));

        page.Find("button[aria-label^='Take it back: displayName']").Click();
        page.Find("section[aria-label^=Take] .button--primary").Click();
        page.WaitForAssertion(() =>
            Assert.Contains("Take change", page.Find("section[aria-label^=Take] .button--primary").TextContent)
        );
        page.Find("section[aria-label^=Take] .button--primary").Click();

        page.WaitForAssertion(() => Assert.Equal(["Anna Berg"], Directory.Peek(anna, "displayName")));
        Assert.Equal(id, Audit.Entries[^1].RevertsChangeId);
    }

    [Fact]
    public async Task Revert_MovedOnAgainAfterTheChoice_AsksAgain()
    {
        var anna = AddAnna();
        var id = await EditAsync(anna, new RecipientEdit { DisplayName = "Anna Berg-Dahl" });
        Directory.ChangeElsewhere(anna, "displayName", "A. Berg");
        var page = Open(id);
        page.WaitForElement("button[aria-label^='Take it back: displayName']").Click();
        page.Find("section[aria-label^=Take] .button--primary").Click();
        page.WaitForAssertion(() =>
            Assert.Contains("Take change", page.Find("section[aria-label^=Take] .button--primary").TextContent)
        );
        Directory.ChangeElsewhere(anna, "displayName", "Third");

        page.Find("section[aria-label^=Take] .button--primary").Click();

        page.WaitForAssertion(() => Assert.Contains("Third", page.Find(".conflict").TextContent));
        Assert.True(page.Find("section[aria-label^=Take] .button--primary").HasAttribute("disabled"));
        Assert.Equal(["Third"], Directory.Peek(anna, "displayName"));
    }

    [Fact]
    public async Task Revert_ReasonRequired_AsksForIt()
    {
        Settings = new ChangeSettings { RequireReason = true };
        var anna = AddAnna();
        var id = await EditAsync(anna, new RecipientEdit { HiddenFromAddressListsEnabled = true, Reason = "INC-1" });
        var page = Open(id);
        page.WaitForState(() => page.FindAll("section[aria-label^=Take] .button--primary").Count == 1);

        page.Find("section[aria-label^=Take] .button--primary").Click();

        Assert.Contains("A reason is required", page.Find(".field-error").TextContent);
        Assert.Equal(["TRUE"], Directory.Peek(anna, "msExchHideFromAddressLists"));
    }

    [Fact]
    public async Task Render_RoleThatMayNotRevert_HasNoButton()
    {
        var id = await EditAsync(AddAnna(), new RecipientEdit { HiddenFromAddressListsEnabled = true });
        SignIn(Role.Auditor);

        var page = Render(id);

        page.WaitForAssertion(() => Assert.Contains("Hid from address lists", page.Markup));
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Take this change back"));
    }

    private IRenderedComponent<AuditRecordPage> Render(long id) => Render<AuditRecordPage>(p => p.Add(r => r.Id, id));

    private IRenderedComponent<AuditRecordPage> Open(long id)
    {
        var page = Render(id);
        page.WaitForState(() =>
            page.FindAll(".page-header-actions button").Any(b => b.TextContent.Contains("Take this change back"))
        );
        page.FindAll(".page-header-actions button")
            .Single(b => b.TextContent.Contains("Take this change back"))
            .Click();
        return page;
    }
}
