using Bunit;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Changes.Editing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Features.Visibility;
using Microsoft.Extensions.DependencyInjection;
using Radzen.Blazor;

namespace HybridAdmin.Components.Tests.Visibility;

public sealed class VisibilityPageTests : PageTest
{
    [Fact]
    public async Task Render_HiddenOnes_AreListedWithWhoAndSinceWhen()
    {
        Directory.TellsReplicationMetadata = false;
        var anna = AddAnna();
        AddUser("Bo", hidden: true, alias: null);
        AddUser("Visible", hidden: false);
        await EditAsync(anna, new RecipientEdit { HiddenFromAddressListsEnabled = true });

        var page = await OpenAsync();

        page.WaitForAssertion(() => Assert.Equal(["Anna Berg", "Bo"], Names(page)));
        page.WaitForAssertion(() => Assert.Contains("Kim Lee", Row(page, "Anna Berg")));
        Assert.Contains("not known", Row(page, "Bo"));
        Assert.Contains("Hidden, no alias", Row(page, "Bo"));
    }

    [Fact]
    public async Task WithoutAlias_Pressed_ShowsOnlyThose()
    {
        AddUser("Ada", hidden: true);
        AddUser("Bo", hidden: true, alias: null);
        var page = await OpenAsync();

        page.FindAll("button").Single(b => b.TextContent == "Without alias").Click();

        page.WaitForAssertion(() => Assert.Equal(["Bo"], Names(page)));
        Assert.EndsWith("/visibility?alias=false", Here);
    }

    [Fact]
    public async Task Auditor_CannotChoose()
    {
        AddUser("Ada", hidden: true);
        SignIn(Role.Auditor);

        var page = await OpenAsync();

        page.WaitForAssertion(() => Assert.Equal(["Ada"], Names(page)));
        Assert.Empty(page.FindAll("input[type=checkbox]"));
    }

    [Fact]
    public async Task ShowAll_ReviewedAndApplied_IsDoneAndCanBeUndone()
    {
        var ada = AddUser("Ada", hidden: true);
        var bo = AddUser("Bo", hidden: true);
        SignIn(Role.Helpdesk);
        var chief = Directory.AddUser(
            "Chief",
            ("mail", ["chief@contoso.example"]),
            ("mailNickname", ["chief"]),
            ("msExchHideFromAddressLists", ["TRUE"]),
            ("adminCount", ["1"])
        );
        var dialogs = Render<RadzenDialog>();
        var page = await OpenAsync();
        page.WaitForAssertion(() => Assert.Equal(3, Names(page).Length));

        page.Find("thead input[type=checkbox]").Change(true);
        page.WaitForAssertion(() => Assert.Contains("3 chosen", page.Find(".bulk-bar").TextContent));
        page.FindAll(".bulk-bar button").Single(b => b.TextContent == "Show 3 recipients").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("2 recipients will be shown", dialogs.Markup));
        Assert.Contains("protected account", dialogs.Find("ul[aria-label='Left out']").TextContent);
        dialogs.FindAll("button").Single(b => b.TextContent == "Show 2 recipients").Click();

        dialogs.WaitForAssertion(() => Assert.Contains("2 shown.", dialogs.Markup));
        Assert.All(new[] { ada, bo }, id => Assert.Equal(["FALSE"], Directory.Peek(id, "msExchHideFromAddressLists")));
        Assert.Equal(["TRUE"], Directory.Peek(chief, "msExchHideFromAddressLists"));
        Assert.Single(Audit.Entries.Select(e => e.CorrelationId).Distinct());

        dialogs.FindAll("button").Single(b => b.TextContent == "Undo all").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("2 taken back.", dialogs.Markup));
        Assert.Equal(["TRUE"], Directory.Peek(ada, "msExchHideFromAddressLists"));
    }

    [Fact]
    public async Task Review_MoreThanConfirmAbove_WantsTheNumber()
    {
        Settings = new ChangeSettings { ConfirmAbove = 1 };
        var model = VisibilityPage.ModelFor(
            Services.GetRequiredService<EditRecipients>(),
            [AddUser("Ada", hidden: true), AddUser("Bo", hidden: true)],
            hide: false
        );
        await model.WorkOutAsync(() => { });

        Assert.False(model.MayApply);
        model.Typed = "3";
        Assert.False(model.MayApply);
        model.Typed = " 2 ";
        await model.ApplyAsync(() => { });

        Assert.Equal(2, model.Result!.Done);
    }

    [Fact]
    public async Task Why_PersonInTheUrl_SaysWhatKeepsThemOut()
    {
        var bo = AddUser("Bo", hidden: true, alias: null);
        await LoadIndexAsync();

        var page = Render<WhyPage>(p => p.Add(w => w.Id, bo));

        page.WaitForAssertion(() =>
            Assert.Equal("One thing keeps it out of the address book.", page.Find(".why-headline").TextContent)
        );
        Assert.Contains("Keeps it out: Hidden", page.Find(".why-fact").TextContent);
        Assert.Contains("[no] Hidden", page.Find("[data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Why_DirectoryAway_OffersAnotherTry()
    {
        var bo = AddUser("Bo", hidden: true);
        await LoadIndexAsync();
        Directory.GoAway();
        var page = Render<WhyPage>(p => p.Add(w => w.Id, bo));
        Directory.ComeBack();

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll(".why-fact")));
    }

    [Fact]
    public async Task Dispose_Page_LeavesNoTimer()
    {
        await OpenAsync();

        await DisposeComponentsAsync();

        Assert.Equal(0, Time.ActiveTimers);
    }

    private async Task<IRenderedComponent<VisibilityPage>> OpenAsync()
    {
        await LoadIndexAsync();
        GoTo("visibility");
        return Render<VisibilityPage>();
    }

    private Guid AddUser(string name, bool hidden, string? alias = "") =>
        Directory.AddUser(
            name,
            ("mail", [$"{name.ToLowerInvariant()}@contoso.example"]),
            ("mailNickname", [alias?.Length == 0 ? name.ToLowerInvariant() : alias]),
            ("msExchHideFromAddressLists", [hidden ? "TRUE" : null])
        );

    private static string[] Names(IRenderedComponent<IComponent> page) =>
        page.FindAll("tbody .row-link bdi").Select(e => e.TextContent).ToArray();

    private static string Row(IRenderedComponent<IComponent> page, string name) =>
        page.FindAll("tbody tr.data-row")
            .Single(r => r.QuerySelector(".row-link")!.TextContent.Contains(name, StringComparison.Ordinal))
            .TextContent;
}
