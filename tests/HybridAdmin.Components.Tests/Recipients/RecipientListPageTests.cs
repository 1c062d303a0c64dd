using System.Reflection;
using Bunit;
using Bunit.TestDoubles;
using HybridAdmin.Components.Recipients;
using HybridAdmin.Components.Tests.Layout;
using HybridAdmin.Core.Access;
using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Indexing;
using HybridAdmin.Core.Settings;
using HybridAdmin.Features.Recipients;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HybridAdmin.Components.Tests.Recipients;

public sealed class RecipientListPageTests : RecipientPageTest
{
    private BunitNavigationManager Navigation =>
        (BunitNavigationManager)Services.GetRequiredService<NavigationManager>();

    private RecipientIndex Index => Services.GetRequiredService<RecipientIndex>();

    [Fact]
    public async Task Render_LoadedIndex_ShowsRowsAndCount()
    {
        await FillAsync();

        var page = Render<RecipientListPage>();

        page.WaitForAssertion(() => Assert.Equal(["Ada Lovelace", "Bo Lund"], Names(page)));
        Assert.StartsWith("2", page.Find(".page-header-count").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_IndexStillLoading_SaysSo()
    {
        var page = Render<RecipientListPage>();

        Assert.Contains("Reading the recipients from the directory", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public async Task Render_DirectoryNeverReached_SaysWhy()
    {
        Directory.GoAway();
        await Assert.ThrowsAsync<DirectoryFault>(LoadIndexAsync);

        var page = Render<RecipientListPage>();

        Assert.Contains(
            "could not be read from the directory",
            page.Find("[role=alert]").TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Render_DirectoryAwayLater_StillShowsRowsWithANotice()
    {
        await FillAsync();
        Directory.GoAway();
        await Assert.ThrowsAsync<DirectoryFault>(() =>
            Services.GetRequiredService<RecipientIndexFeed>().RefreshAsync(default)
        );

        var page = Render<RecipientListPage>();

        page.WaitForAssertion(() => Assert.Equal(2, Names(page).Length));
        Assert.Contains("this list may be out of date", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Typing_FiltersAndReplacesTheHistoryEntry()
    {
        await FillAsync();
        var page = Render<RecipientListPage>();

        page.Find("input[type=search]").Input("lund");
        Time.Advance(TimeSpan.FromMilliseconds(150));

        page.WaitForAssertion(() => Assert.Equal(["Bo Lund"], Names(page)));
        Assert.Equal("http://localhost/recipients?search=lund", Navigation.Uri);
        Assert.True(Navigation.History.First().Options.ReplaceHistoryEntry);
    }

    [Fact]
    public async Task Filter_Chosen_AddsAHistoryEntry()
    {
        await FillAsync();
        var page = Render<RecipientListPage>();

        page.FindAll(".filter select")[2].Change("true");

        page.WaitForAssertion(() => Assert.Equal(["Ada Lovelace"], Names(page)));
        Assert.Equal("http://localhost/recipients?hidden=true", Navigation.Uri);
        Assert.False(Navigation.History.First().Options.ReplaceHistoryEntry);
    }

    [Fact]
    public async Task Url_WithState_IsShownAndBackGoesBack()
    {
        await FillAsync();
        Navigation.NavigateTo("recipients?search=ada");
        var page = Render<RecipientListPage>();
        page.WaitForAssertion(() => Assert.Equal(["Ada Lovelace"], Names(page)));

        Navigation.NavigateTo("recipients");

        page.WaitForAssertion(() => Assert.Equal(["Ada Lovelace", "Bo Lund"], Names(page)));
        Assert.Equal("", page.Find("input[type=search]").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Enter_InTheSearch_OpensTheFirstMatch()
    {
        var (_, bo) = await FillAsync();
        var page = Render<RecipientListPage>();

        page.Find("input[type=search]").Input("lund");
        page.Find("input[type=search]").KeyDown("Enter");

        page.WaitForAssertion(() => Assert.Equal($"http://localhost/recipients/{bo}", Navigation.Uri));
    }

    [Fact]
    public async Task ArrowDownThenEnter_InTheSearch_OpensTheSecondRow()
    {
        var (_, bo) = await FillAsync();
        var page = Render<RecipientListPage>();
        page.WaitForAssertion(() => Assert.Equal(2, Names(page).Length));

        page.Find("input[type=search]").KeyDown("ArrowDown");
        page.Find("input[type=search]").KeyDown("ArrowDown");
        page.Find("input[type=search]").KeyDown("Enter");

        page.WaitForAssertion(() => Assert.Equal($"http://localhost/recipients/{bo}", Navigation.Uri));
    }

    [Fact]
    public async Task NoMatch_ClearFilters_ShowsAllAgain()
    {
        await FillAsync();
        Navigation.NavigateTo("recipients?search=nobody");
        var page = Render<RecipientListPage>();
        page.WaitForAssertion(() => Assert.Contains("No recipient matches", page.Markup, StringComparison.Ordinal));

        page.FindAll(".empty button").Single(b => b.TextContent == "Clear filters").Click();

        page.WaitForAssertion(() => Assert.Equal(2, Names(page).Length));
    }

    [Fact]
    public async Task IndexChanged_AfterThePause_ShowsTheNewRow()
    {
        await FillAsync();
        var page = Render<RecipientListPage>();
        page.WaitForAssertion(() => Assert.Equal(2, Names(page).Length));
        var id = Directory.AddUser("Cy Young", ("mail", ["cy@contoso.example"]));

        Index.Apply([Directory.Peek(id)!], []);
        Assert.Equal(2, Names(page).Length);
        Time.Advance(IndexWatch.Pause);

        page.WaitForAssertion(() => Assert.Equal(["Ada Lovelace", "Bo Lund", "Cy Young"], Names(page)));
    }

    [Fact]
    public async Task Dispose_Page_NobodyListensToTheIndexAnyMore()
    {
        await FillAsync();
        Render<RecipientListPage>();
        Assert.NotNull(Listeners());

        await DisposeComponentsAsync();

        Assert.Null(Listeners());
    }

    [Fact]
    public async Task Render_HiddenWithoutAlias_IsToldApart()
    {
        await FillAsync();

        var page = Render<RecipientListPage>();

        page.WaitForAssertion(() =>
            Assert.Equal(["Hidden, no alias"], page.FindAll("tbody .badge").Select(b => b.TextContent.Trim()))
        );
    }

    [Fact]
    public async Task Columns_CustomAttributeChosen_ShowsItsLabelAndValuesAndIsKeptForThePerson()
    {
        Settings = new ChangeSettings { CustomAttributeLabels = new Dictionary<int, string> { [3] = "Cost centre" } };
        Directory.AddUser("Ada Lovelace", ("mail", ["ada@contoso.example"]), ("extensionAttribute3", ["CC-77"]));
        await LoadIndexAsync();
        var page = Render<RecipientListPage>();
        page.WaitForAssertion(() => Assert.Equal(["Ada Lovelace"], Names(page)));
        Assert.DoesNotContain("CC-77", page.Markup, StringComparison.Ordinal);

        page.FindAll("label.menu-item")
            .Single(l => l.TextContent == "Cost centre")
            .QuerySelector("input")!
            .Change(true);

        page.WaitForAssertion(() => Assert.Contains("CC-77", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.Contains(page.FindAll("th"), h => h.TextContent.Trim() == "Cost centre");
        Assert.Contains(
            JSInterop.Invocations,
            i =>
                i.Identifier == "localStorage.setItem"
                && (string?)i.Arguments[0] == $"hybridadmin.columns.recipients.{Person.Id}"
                && (string?)i.Arguments[1] == "authority,custom3,ou"
        );
    }

    [Fact]
    public async Task Columns_KeptByTheBrowser_AreShownAtOnce()
    {
        JSInterop
            .Setup<string?>("localStorage.getItem", $"hybridadmin.columns.recipients.{Person.Id}")
            .SetResult("custom1,alias,<script>");
        Directory.AddUser("Ada Lovelace", ("mail", ["ada@contoso.example"]), ("extensionAttribute1", ["CC-77"]));
        await LoadIndexAsync();

        var page = Render<RecipientListPage>();

        page.WaitForAssertion(() => Assert.Contains("CC-77", page.Find("tbody").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll("th"), h => h.TextContent.Trim() == "Organisational unit");
    }

    [Theory]
    [InlineData(Role.Helpdesk, false)]
    [InlineData(Role.RecipientAdministrator, true)]
    public async Task Export_Filtered_LinksToTheSameFilter(Role role, bool offered)
    {
        Person = Somebody(role);
        await FillAsync();
        Navigation.NavigateTo("recipients?hidden=true");

        var page = Render<RecipientListPage>();

        page.WaitForAssertion(() => Assert.Equal(["Ada Lovelace"], Names(page)));
        if (offered)
            page.WaitForAssertion(() =>
                Assert.Equal(
                    "CSV of the 1 that match",
                    page.Find("a[href='recipients/export?hidden=true']").TextContent
                )
            );
        else
            Assert.Empty(page.FindAll("a[download]"));
    }

    private object? Listeners() =>
        typeof(RecipientIndex)
            .GetField(nameof(RecipientIndex.Changed), BindingFlags.Instance | BindingFlags.NonPublic)!
            .GetValue(Index);

    private static string[] Names(IRenderedComponent<IComponent> page) =>
        page.FindAll("tbody .row-link bdi").Select(e => e.TextContent).ToArray();

    private async Task<(Guid Ada, Guid Bo)> FillAsync()
    {
        var ada = Directory.AddUser(
            "Ada Lovelace",
            ("mail", ["ada@contoso.example"]),
            ("msExchHideFromAddressLists", ["TRUE"])
        );
        var bo = Directory.AddUser("Bo Lund", ("mail", ["bo.lund@contoso.example"]), ("mailNickname", ["bo"]));
        Directory.AddUser("Scanner");
        await LoadIndexAsync();
        return (ada, bo);
    }
}
