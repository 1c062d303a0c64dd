using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>Two people have the same recipient open.</summary>
public sealed class ConflictTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Review_SomebodyElseWroteTheSameAttribute_ThreeSidesAndKeepMineApplies() =>
        BrowseAsync(async () =>
        {
            var (first, second) = await BothCollectAsync(SandboxPeople.KenjiWatanabe, "kw.first", "kw.second");
            await first.OpenReviewAsync();
            await first.Review.ApplyAsync("INC-1");

            await second.OpenReviewAsync();
            await Expect(second.Review.Conflict).ToBeVisibleAsync();
            await Expect(Row(second, "kw.first@tailwind-research.example")).ToContainTextAsync("not changed by you");
            await ChooseAsync(Row(second, "kw.second@tailwind-research.example"), "Keep mine");
            await GoOnAsync(second);
            await second.Review.ApplyAsync("INC-2");

            await Expect(second.ChangeAppliedBanner).ToContainTextAsync("Applied");
            await Expect(second.Address("kw.first@tailwind-research.example")).ToContainTextAsync("Alias");
            await Expect(second.Address("kw.second@tailwind-research.example")).ToContainTextAsync("Alias");
        });

    [BrowserFact]
    public Task Review_SomebodyElseWroteWhileItIsOpen_TakeTheirsLeavesTheirs() =>
        BrowseAsync(async () =>
        {
            var (first, second) = await BothCollectAsync(SandboxPeople.SoleneQuemeneur, "sq.first", "sq.second");
            await second.OpenReviewAsync();
            await Expect(second.Review.Attribute("proxyAddresses")).ToContainTextAsync("sq.second");
            await first.OpenReviewAsync();
            await first.Review.ApplyAsync("INC-1");

            await second.Review.Apply.ClickAsync();
            await Expect(second.Review.Conflict).ToBeVisibleAsync();
            await ChooseAsync(Row(second, "sq.second@tailwind.example"), "Take theirs");
            await GoOnAsync(second);
            await second.Review.Box.GetByRole(AriaRole.Button, new() { Name = "Back to editing" }).ClickAsync();

            await Expect(second.SaveBar).ToHaveCountAsync(0);
            await Expect(second.Address("sq.first@tailwind.example")).ToContainTextAsync("Alias");
            await Expect(second.Address("sq.second@tailwind.example")).ToHaveCountAsync(0);
        });

    private async Task<(RecipientPage First, RecipientPage Second)> BothCollectAsync(
        SandboxRecipient person,
        string first,
        string second
    )
    {
        var pages = (
            First: new RecipientPage(await VisitAsync(Persona.Helpdesk)),
            Second: new RecipientPage(await VisitAsync(Persona.RecipientAdministrator))
        );
        await pages.First.OpenAsync(person);
        await pages.Second.OpenAsync(person);
        await pages.First.CollectAliasAsync(first);
        await pages.Second.CollectAliasAsync(second);
        return pages;
    }

    private static ILocator Row(RecipientPage page, string value) =>
        page.Review.Conflict.GetByRole(AriaRole.Row).Filter(new() { HasText = value });

    private static async Task ChooseAsync(ILocator row, string choice)
    {
        var button = row.GetByRole(AriaRole.Button, new() { Name = choice });
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static Task GoOnAsync(RecipientPage page) =>
        page.Review.Box.GetByRole(AriaRole.Button, new() { Name = "Go on with these values" }).ClickAsync();
}
