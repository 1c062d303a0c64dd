using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>The most common task, and its possible obstacles.</summary>
public sealed class AddAliasTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task List_SearchEnterTypeEnterEnterEnter_AddsAlias() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk, "recipients");
            var keys = visit.Page.Keyboard;
            var (list, recipient) = (new RecipientListPage(visit), new RecipientPage(visit));
            await list.CountAsync();

            await keys.PressAsync("/");
            await Expect(list.Search).ToBeFocusedAsync();
            await keys.TypeAsync("lucja.zoltek");
            await keys.PressAsync("Enter");
            await recipient.IsOpenAsync(SandboxPeople.LucjaZoltek);
            await Expect(recipient.NewAddress).ToBeFocusedAsync();
            await keys.TypeAsync("lz");
            await keys.PressAsync("Enter");
            await Expect(recipient.SaveBar).ToContainTextAsync("+ lz@brightwater.test");
            await Expect(recipient.NewAddress).ToBeFocusedAsync();
            await keys.PressAsync("Enter");
            await Expect(recipient.Review.Reason).ToBeFocusedAsync();
            await keys.PressAsync("Enter");

            await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Applied");
            await Expect(recipient.Address("lz@brightwater.test")).ToContainTextAsync("Alias");
            await Expect(recipient.Address(SandboxPeople.LucjaZoltek.Address)).ToContainTextAsync("Primary");
        });

    [BrowserFact]
    public Task NewAddress_TakenByAnother_NamesHolderAndLinksToIt() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var recipient = new RecipientPage(visit);
            await recipient.OpenAsync(SandboxPeople.RoomSpree);

            await recipient.NewAddress.FillAsync("info");
            await Expect(recipient.AddressCheck).ToContainTextAsync("taken by Info");
            await recipient.NewAddress.PressAsync("Enter");
            await Expect(recipient.SaveBar).ToHaveCountAsync(0);
            await recipient.AddressCheck.GetByRole(AriaRole.Link, new() { Name = "Open Info" }).ClickAsync();

            await recipient.IsOpenAsync(SandboxPeople.InfoMailbox);
        });

    [BrowserFact]
    public Task NewAddress_NotAnAddress_SaysWhyAndIsNotCollected() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var recipient = new RecipientPage(visit);
            await recipient.OpenAsync(SandboxPeople.RoomSpree);

            await recipient.NewAddress.FillAsync("two words@tailwind.example");
            await recipient.NewAddress.PressAsync("Enter");

            await Expect(recipient.NewAddress).ToHaveAttributeAsync("aria-invalid", "true");
            await Expect(recipient.SaveBar).ToHaveCountAsync(0);
        });
}
