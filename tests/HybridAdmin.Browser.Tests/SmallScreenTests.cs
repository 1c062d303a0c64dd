using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// Tests at phone size. The accessibility tests, which visit all pages, check that none scrolls sideways there.
/// </summary>
public sealed class SmallScreenTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Menu_OnATelephone_OpensNavigatesAndCloses() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Auditor, options: new VisitOptions { Size = VisitOptions.Telephone });
            var frame = new Frame(visit);
            var menu = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Menu", Exact = true });
            await Expect(frame.Navigation).Not.ToBeInViewportAsync();

            foreach (var title in new[] { "Recipients", "Audit", "Settings", "Home" })
            {
                await menu.ClickAsync();
                await Expect(menu).ToHaveAttributeAsync("aria-expanded", "true");
                await frame.FollowAsync(title);
                await Expect(menu).ToHaveAttributeAsync("aria-expanded", "false");
                await visit.CheckWidthAsync();
            }
        });

    [BrowserFact]
    public Task Recipient_OnATelephone_AliasCanBeAdded() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk, options: new VisitOptions { Size = VisitOptions.Telephone });
            var recipient = new RecipientPage(visit);
            await recipient.OpenAsync(SandboxPeople.LongName);

            await recipient.CollectAliasAsync("mx");
            await visit.CheckWidthAsync();
            await recipient.OpenReviewAsync();
            await Expect(recipient.Review.Apply).ToBeEnabledAsync();
            await visit.CheckWidthAsync();
            await recipient.Review.ApplyAsync("INC-7");

            await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Applied");
            await Expect(recipient.Address("mx@tailwind.example")).ToContainTextAsync("Alias");
        });
}
