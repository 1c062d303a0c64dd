using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>The list of all recipients: search, filters, order, keyboard, browser history.</summary>
public sealed class RecipientListTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Search_LetterByLetter_NarrowsAndStandsInTheUrl() =>
        BrowseAsync(async () =>
        {
            var (visit, list) = await OpenAsync();
            var all = await list.CountAsync();
            Assert.True(all >= 1200, $"The sandbox has {all} recipients.");

            await list.Search.PressSequentiallyAsync("zoe");
            await Expect(visit.Page).ToHaveURLAsync(new Regex(@"search=zoe$"));
            await Expect(list.Count).Not.ToHaveTextAsync(new Regex($"^{all:N0}"));
            var some = await list.CountAsync();
            await list.Search.PressSequentiallyAsync(".weiss@");
            await Expect(visit.Page).ToHaveURLAsync(new Regex("weiss"));
            await Expect(list.Rows).ToHaveCountAsync(1);

            Assert.InRange(some, 1, all - 1);
            await Expect(list.Row(SandboxPeople.ZoeWeiss.DisplayName)).ToBeVisibleAsync();
            await list.ReloadAsync();
            await Expect(list.Search).ToHaveValueAsync("zoe.weiss@");
            await Expect(list.Rows).ToHaveCountAsync(1);
        });

    [BrowserFact]
    public Task Search_ArrowsAndEnter_OpensTheChosenOne() =>
        BrowseAsync(async () =>
        {
            var (visit, list) = await OpenAsync();
            await list.Search.FillAsync("room");
            await Expect(visit.Page).ToHaveURLAsync(new Regex("search=room"));
            await list.CountAsync();

            await list.Search.PressAsync("ArrowDown");
            await list.Search.PressAsync("ArrowDown");
            await Expect(list.ActiveRow).ToHaveAttributeAsync("aria-rowindex", "3");
            var name = await list.ActiveRow.GetByRole(AriaRole.Link).InnerTextAsync();
            await list.Search.PressAsync("Enter");

            await Expect(visit.Page).ToHaveURLAsync(new Regex("recipients/[0-9a-f-]{36}$"));
            await Expect(list.Heading).ToContainTextAsync(name.Split('\n')[^1].Trim());
        });

    [BrowserFact]
    public Task Search_NothingMatches_SaysSoAndClears() =>
        BrowseAsync(async () =>
        {
            var (visit, list) = await OpenAsync();
            var all = await list.CountAsync();

            await list.Search.FillAsync("no such person anywhere");
            await Expect(list.Main.GetByRole(AriaRole.Heading, new() { Name = "No recipient matches" }))
                .ToBeVisibleAsync();
            await list.Main.Locator(".empty").GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();

            await Expect(list.Count)
                .ToContainTextAsync(all.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
            await Expect(list.Search).ToHaveValueAsync("");
        });

    [BrowserFact]
    public Task Filters_AndSort_StandInTheUrlAndBackTakesThemAway() =>
        BrowseAsync(async () =>
        {
            var (visit, list) = await OpenAsync();
            await list.CountAsync();

            await list.Filter("Type").SelectOptionAsync("RoomMailbox");
            await Expect(visit.Page).ToHaveURLAsync(new Regex(@"recipients\?type="));
            await list.Filter("Type").SelectOptionAsync("");
            await Expect(visit.Page).ToHaveURLAsync(new Regex("recipients$"));
            await list.Filter("Hidden").SelectOptionAsync("true");
            await Expect(visit.Page).ToHaveURLAsync(new Regex("hidden=true"));
            await list.Filter("Domain").SelectOptionAsync("brightwater.test");
            await Expect(visit.Page).ToHaveURLAsync(new Regex("domain=brightwater.test"));
            await list.CountAsync();
            await Expect(list.Rows.First).ToContainTextAsync("@");
            await list.ColumnHeading("Primary address").GetByRole(AriaRole.Button).ClickAsync();
            await Expect(visit.Page).ToHaveURLAsync(new Regex("sort=primarySmtpAddress"));
            await Expect(list.ColumnHeading("Primary address")).ToHaveAttributeAsync("aria-sort", "ascending");
            await list.ColumnHeading("Primary address").GetByRole(AriaRole.Button).ClickAsync();
            await Expect(list.ColumnHeading("Primary address")).ToHaveAttributeAsync("aria-sort", "descending");

            await visit.Page.GoBackAsync();
            await Expect(list.ColumnHeading("Primary address")).ToHaveAttributeAsync("aria-sort", "ascending");
            await visit.Page.GoBackAsync();
            await visit.Page.GoBackAsync();
            await Expect(visit.Page).ToHaveURLAsync(new Regex(@"recipients\?hidden=true$"));
            await Expect(list.Filter("Domain")).ToHaveValueAsync("");
            await Expect(list.Filter("Hidden")).ToHaveValueAsync("true");
            await visit.Page.GoForwardAsync();
            await Expect(list.Filter("Domain")).ToHaveValueAsync("brightwater.test");
        });

    [BrowserFact]
    public Task Grid_EndHomePageDown_MovesThroughAllRows() =>
        BrowseAsync(async () =>
        {
            var (visit, list) = await OpenAsync();
            var all = await list.CountAsync();
            await list.Grid.FocusAsync();

            await list.Grid.PressAsync("End");
            await Expect(list.ActiveRow).ToHaveAttributeAsync("aria-rowindex", $"{all + 1}");
            await Expect(list.ActiveRow).ToBeInViewportAsync();
            await Expect(list.ActiveRow.GetByRole(AriaRole.Link)).Not.ToBeEmptyAsync();
            await list.Grid.PressAsync("Home");
            await Expect(list.ActiveRow).ToHaveAttributeAsync("aria-rowindex", "2");
            await Expect(list.ActiveRow).ToBeInViewportAsync();
            await list.Grid.PressAsync("PageDown");
            await Expect(list.ActiveRow).Not.ToHaveAttributeAsync("aria-rowindex", "2");
            await Expect(list.ActiveRow).ToBeInViewportAsync();
            var name = (await list.ActiveRow.GetByRole(AriaRole.Link).InnerTextAsync()).Split('\n')[^1].Trim();
            await list.Grid.PressAsync("Enter");

            await Expect(list.Heading).ToContainTextAsync(name);
            await visit.Page.GoBackAsync();
            await list.CountAsync();
        });

    [BrowserFact]
    public Task Columns_Chosen_AreKeptByTheBrowser() =>
        BrowseAsync(async () =>
        {
            var (_, list) = await OpenAsync();
            await list.CountAsync();
            await Expect(list.ColumnHeading("Sign-in name")).ToHaveCountAsync(0);

            await list.Columns.ClickAsync();
            await list.Main.GetByRole(AriaRole.Checkbox, new() { Name = "Sign-in name" }).CheckAsync();
            await Expect(list.ColumnHeading("Sign-in name")).ToBeVisibleAsync();

            await list.ReloadAsync();
            await Expect(list.ColumnHeading("Sign-in name")).ToBeVisibleAsync();
        });

    private async Task<(Visit Visit, RecipientListPage List)> OpenAsync()
    {
        var visit = await VisitAsync(Persona.Helpdesk, "recipients");
        return (visit, new RecipientListPage(visit));
    }
}
