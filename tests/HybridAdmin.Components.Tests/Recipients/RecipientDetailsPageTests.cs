using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Settings;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Features.Recipients;
using HybridAdmin.Testing.Directory;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class RecipientDetailsPageTests : RecipientPageTest
{
    [Fact]
    public void Render_Recipient_HasABadgeForEachAddress()
    {
        var page = Open(AddZoe());

        Assert.Equal(
            ["Primary", "Alias", "Routing", "SIP", "X.500"],
            page.FindAll(".address > .badge:first-child").Select(b => b.TextContent.Trim())
        );
        Assert.Contains("Authority unknown", page.Find(".recipient-header").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void TypeEnterEnterEnter_NewAlias_IsWrittenRecordedAndUndone()
    {
        var id = AddZoe();
        var dialogs = RenderDialogs();
        var page = Open(id);

        page.Find(".add-address input").Input("zoe");
        page.Find(".add-address input").KeyDown("Enter");
        page.WaitForAssertion(() => Assert.Equal("1 change not saved", page.Find(".save-bar-count").TextContent));
        page.Find(".add-address input").KeyDown("Enter");
        Reason(dialogs).Input("INC-4711");
        Reason(dialogs).KeyDown("Enter");

        page.WaitForAssertion(() =>
            Assert.Contains("Applied", page.Find(".applied").TextContent, StringComparison.Ordinal)
        );
        Assert.Contains(
            $"It was written on {Log.Entries.Single().Server}. Other domain controllers show it after replication",
            page.Find(".applied").TextContent,
            StringComparison.Ordinal
        );
        Assert.Contains("smtp:zoe@contoso.example", Directory.Peek(id, "proxyAddresses"));
        Assert.Equal("INC-4711", Log.Entries.Single().Reason);
        Assert.Empty(page.FindAll(".save-bar"));

        Button(page, "Undo").Click();

        page.WaitForAssertion(() =>
            Assert.Contains("Undone", page.Find(".applied").TextContent, StringComparison.Ordinal)
        );
        Assert.DoesNotContain("smtp:zoe@contoso.example", Directory.Peek(id, "proxyAddresses"));
        Assert.Equal("Undo of change 1", Log.Entries[^1].Reason);
    }

    [Fact]
    public void Check_TakenAddress_NamesAndLinksTheHolderAndIsNotCollected()
    {
        var id = AddZoe();
        var holder = Directory.AddUser(
            "Ada Lovelace",
            ("proxyAddresses", ["SMTP:ada@contoso.example", "smtp:zoe@contoso.example"])
        );
        var page = Open(id);

        page.Find(".add-address input").Input("zoe");
        Time.Advance(AddAddress.Pause);

        page.WaitForAssertion(() =>
            Assert.Contains(
                "taken by Ada Lovelace (alias)",
                page.Find(".add-address-check").TextContent,
                StringComparison.Ordinal
            )
        );
        Assert.Equal($"recipients/{holder}", page.Find(".add-address-check a").GetAttribute("href"));
        page.Find(".add-address input").KeyDown("Enter");
        Assert.Empty(page.FindAll(".save-bar"));
    }

    [Fact]
    public void Check_FreeAddress_SaysFree()
    {
        var page = Open(AddZoe());

        page.Find(".add-address input").Input("zoe");
        Time.Advance(AddAddress.Pause);

        page.WaitForAssertion(() => Assert.Equal("free", page.Find(".add-address-check").TextContent.Trim()));
    }

    [Fact]
    public void Check_TypedBeforeTheDomainsAreKnown_WaitsForThem()
    {
        var slow = new TaskCompletionSource();
        (Tenant.Status, Tenant.DomainsAfter) = (
            new TenantStatus(TenantState.Reachable, Time.GetUtcNow(), null),
            slow.Task
        );
        var page = Open(AddZoe());

        page.Find(".add-address input").Input("zoe");
        Time.Advance(AddAddress.Pause);
        page.WaitForAssertion(() => Assert.Equal("checking ...", page.Find(".add-address-check").TextContent.Trim()));
        slow.SetResult();

        page.WaitForAssertion(() => Assert.Equal("free", page.Find(".add-address-check").TextContent.Trim()));
    }

    [Fact]
    public async Task Domains_Offered_HaveTheirOriginsAndCounts()
    {
        Settings = new ChangeSettings { AcceptedDomains = ["brand.example"] };
        var id = AddZoe();
        Directory.AddUser(
            "Ada Lovelace",
            ("proxyAddresses", ["SMTP:ada@in-use.example"]),
            ("mail", ["ada@in-use.example"]),
            ("mailNickname", ["ada"]),
            ("msExchRecipientTypeDetails", ["2147483648"])
        );
        Directory.AddUser(
            "Bo Berg",
            ("proxyAddresses", ["SMTP:bo@in-use.example"]),
            ("mail", ["bo@in-use.example"]),
            ("mailNickname", ["bo"]),
            ("msExchRecipientTypeDetails", ["2147483648"])
        );
        await LoadIndexAsync();

        var page = Open(id);

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".add-address option")));
        var offered = page.FindAll(".add-address option")
            .ToDictionary(o => o.GetAttribute("value")!, o => (o.TextContent.Trim(), o.GetAttribute("title")));
        Assert.Equal(("brand.example", "Known from: setting"), offered["brand.example"]);
        Assert.Equal(
            ("in-use.example (not confirmed: addresses in use) · 2", "Known from: addresses in use"),
            offered["in-use.example"]
        );
    }

    [Fact]
    public void Add_WholeAddressPasted_NeedsNoDomain()
    {
        var page = Open(AddZoe());

        page.Find(".add-address input").Input("smtp:zoe@contoso.example");

        Assert.Empty(page.FindAll(".add-address select"));
        page.Find(".add-address input").KeyDown("Enter");
        page.WaitForAssertion(() => Assert.Equal(["+ zoe@contoso.example"], Chips(page)));
    }

    [Fact]
    public void MakePrimary_OneClick_IsPending()
    {
        var page = Open(AddZoe());

        page.Find("[aria-label='Make primary: zw@contoso.example']").Click();

        Assert.Equal(["primary → zw@contoso.example"], Chips(page));
    }

    [Fact]
    public void Remove_ProtectedAddressByHelpdesk_IsRefusedWithTheReason()
    {
        Person = Somebody(Role.Helpdesk);
        var page = Open(AddZoe());

        var remove = page.Find("[aria-label='Remove zoe.weiss@contoso.mail.onmicrosoft.com']");
        remove.Click();

        Assert.Equal("true", remove.GetAttribute("aria-disabled"));
        Assert.Contains("Only an Administrator", remove.GetAttribute("title"), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".save-bar"));
    }

    [Fact]
    public void Details_DepartmentAndTitle_WaitAsTheyAreTyped()
    {
        var page = Open(AddZoe(("department", ["Sales"])), "details");

        Field("Department").Change("Legal");
        Field("Title").Change("Counsel");

        Assert.Equal(
            ["department → Legal", "title → Counsel"],
            page.FindAll(".save-bar bdi").Select(c => c.TextContent.Trim())
        );
        Assert.Contains("at present: Sales", page.Markup, StringComparison.Ordinal);
        Assert.Equal("64", Field("Department").GetAttribute("maxlength"));

        AngleSharp.Dom.IElement Field(string label) =>
            page.FindAll(".field")
                .First(f => f.TextContent.StartsWith(label, StringComparison.Ordinal))
                .QuerySelector("input")!;
    }

    [Fact]
    public void Details_RoleWithoutThePermission_ShowsTheValuesOnly()
    {
        Person = Somebody(Role.Helpdesk);

        var page = Open(AddZoe(("department", ["Sales"])), "details");

        Assert.Contains("Sales", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".field input"));
    }

    [Fact]
    public void Render_ProtectedAccountForHelpdesk_ShowsWhyAndNoEditors()
    {
        Person = Somebody(Role.Helpdesk);

        var page = Open(AddZoe(("adminCount", ["1"])));

        Assert.Contains("You can look, not change", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".add-address"));
        Assert.Empty(page.FindAll(".address-actions"));
    }

    [Fact]
    public void Render_CloudManagedUnit_IsReadOnlyWithTheReason()
    {
        Settings = new ChangeSettings { CloudManagedOrganizationalUnits = [FakeDirectory.Staff] };
        var page = Open(AddZoe());

        Assert.Contains("You can look, not change", page.Markup, StringComparison.Ordinal);
        Assert.Contains("managed in the cloud", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".add-address"));
    }

    [Fact]
    public void Visibility_HideWithoutAlias_OffersTheAliasInTheSameChange()
    {
        var id = Directory.AddUser(
            "Kim Lee",
            ("mail", ["kim@contoso.example"]),
            ("proxyAddresses", ["SMTP:kim@contoso.example"]),
            ("altRecipient", ["CN=Weiss Zoe,OU=Staff,DC=contoso,DC=test"])
        );
        var page = Open(id, "visibility");

        page.Find("[role=switch]").Change(true);
        Assert.Contains("altRecipient", page.Find(".dormant").TextContent, StringComparison.Ordinal);
        Button(page, "Set the alias kim too").Click();

        Assert.Equal(["hide from address lists", "alias → kim"], Chips(page));
    }

    [Fact]
    public void CustomAttribute_Edited_IsPendingUnderItsLabel()
    {
        Settings = new ChangeSettings { CustomAttributeLabels = new Dictionary<int, string> { [1] = "Cost centre" } };
        var page = Open(AddZoe(), "custom");

        page.FindAll(".custom-attribute input")[0].Change("4711");

        Assert.Equal(["Cost centre → 4711"], Chips(page));
    }

    [Fact]
    public void Discard_PendingEdits_AreGone()
    {
        var page = Open(AddZoe());
        page.Find("[aria-label='Remove zw@contoso.example']").Click();

        Button(page, "Discard").Click();

        Assert.Empty(page.FindAll(".save-bar"));
    }

    [Fact]
    public void Tab_WithPendingEdits_KeepsThem()
    {
        var id = AddZoe();
        var page = Open(id);
        page.Find("[aria-label='Remove zw@contoso.example']").Click();

        page.FindAll("[role=tab]").Single(t => t.TextContent.Contains("Raw", StringComparison.Ordinal)).Click();
        page.Render(p => p.Add(x => x.Tab, "raw"));

        Assert.Equal(
            $"http://localhost/recipients/{id}/raw",
            Services.GetRequiredService<BunitNavigationManager>().Uri
        );
        Assert.Equal(["− zw@contoso.example"], Chips(page));
    }

    [Fact]
    public void Raw_Search_FindsByValue()
    {
        var page = Open(AddZoe(), "raw");

        page.Find(".tab-panel input[type=search]").Input("cn=zoe");
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() =>
            Assert.Equal(
                ["proxyAddresses"],
                page.FindAll(".raw-table th[scope=row]").Select(t => t.TextContent.Split(' ')[0])
            )
        );
    }

    [Fact]
    public void Render_UnknownId_SaysThatThereIsNone()
    {
        var page = Render<RecipientDetailsPage>(p => p.Add(x => x.Id, Guid.NewGuid()));

        Assert.Contains("There is no such recipient", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_DirectoryAway_RetryReadsAgain()
    {
        var id = AddZoe();
        Directory.GoAway();
        var page = Render<RecipientDetailsPage>(p => p.Add(x => x.Id, id));
        Assert.Contains(
            "the directory does not answer",
            page.Find("[role=alert]").TextContent,
            StringComparison.Ordinal
        );
        Directory.ComeBack();

        Button(page, "Try again").Click();

        page.WaitForAssertion(() => Assert.Equal(Zoe, page.Find("h1").TextContent));
    }

    [Fact]
    public void CtrlEnter_WithPendingEdits_OpensTheReview()
    {
        var dialogs = RenderDialogs();
        var page = Open(AddZoe());
        page.Find("[aria-label='Remove zw@contoso.example']").Click();

        page.Find(".recipient-page").KeyDown(new KeyboardEventArgs { Key = "Enter", CtrlKey = true });

        dialogs.WaitForAssertion(() =>
            Assert.Contains(
                "− ",
                dialogs.Find(".diff").TextContent.Replace("−", "− ", StringComparison.Ordinal),
                StringComparison.Ordinal
            )
        );
        Assert.Equal(
            "Apply 1 change",
            dialogs.FindAll("button").Last(b => b.ClassList.Contains("button--primary")).TextContent
        );
    }

    private IRenderedComponent<RecipientDetailsPage> Open(Guid id, string? tab = null)
    {
        var page = Render<RecipientDetailsPage>(p => p.Add(x => x.Id, id).Add(x => x.Tab, tab));
        page.WaitForAssertion(() => page.Find("h1"));
        return page;
    }

    private static IElement Reason(IRenderedComponent<RadzenDialog> dialogs)
    {
        dialogs.WaitForAssertion(() => dialogs.Find("input[id^=reason]"));
        return dialogs.Find("input[id^=reason]");
    }

    private static string[] Chips(IRenderedComponent<IComponent> page) =>
        page.FindAll(".save-bar .badge").Select(c => c.TextContent.Trim()).ToArray();

    private static IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").Single(b => b.TextContent.Trim() == text);
}
