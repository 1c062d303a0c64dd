using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// Whole tasks without a pointer: every required control can be reached by Tab, shows the focus, and has a name.
/// </summary>
public sealed class KeyboardTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    /// <summary>More tab stops than any page has.</summary>
    private const int MostStops = 120;

    private static readonly SandboxRecipient Person = SandboxPeople.LiamOShaughran;

    [BrowserFact]
    public Task SignInToSignOut_ByKeyboardAlone_ChangesUndoesAndReads() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync();
            var (keys, recipient) = (visit.Page.Keyboard, new RecipientPage(visit));
            await visit.Page.GotoAsync("sign-in");
            await PressAsync(visit, visit.Page.GetByRole(AriaRole.Button, new() { Name = Persona.Administrator.Name }));
            await recipient.IsReadyAsync();

            await keys.PressAsync("/");
            await Expect(recipient.GlobalSearch).ToBeFocusedAsync();
            await keys.TypeAsync("liam.o'shaughran");
            await Expect(recipient.Suggestions.First).ToContainTextAsync(Person.DisplayName);
            await keys.PressAsync("ArrowDown");
            await Expect(recipient.Suggestions.First).ToHaveAttributeAsync("aria-selected", "true");
            await keys.PressAsync("Enter");
            await recipient.IsOpenAsync(Person);

            await PressAsync(visit, recipient.Tab("Addresses"), "ArrowRight");
            await Expect(recipient.Tab("Visibility")).ToHaveAttributeAsync("aria-selected", "true");
            await PressAsync(visit, recipient.HiddenSwitch, "Space");
            await Expect(recipient.SaveBar).ToContainTextAsync("1 change not saved");
            await keys.PressAsync("Control+Enter");
            await Expect(recipient.Review.Reason).ToBeFocusedAsync();
            await keys.TypeAsync("INC-3 asked for by telephone");
            await PressAsync(visit, recipient.Review.Apply);
            await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Applied");

            await PressAsync(visit, recipient.Undo);
            await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Undone");

            await PressAsync(visit, recipient.Navigation.GetByRole(AriaRole.Link, new() { Name = "Audit" }));
            await Expect(recipient.Heading).ToHaveTextAsync("Audit");
            await recipient.IsReadyAsync();
            await PressAsync(visit, visit.Page.GetByTitle("Signed in as"));
            await PressAsync(visit, visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }));
            await Expect(new SignInPage(visit).Heading).ToBeVisibleAsync();
        });

    [BrowserFact]
    public Task Review_Dialog_KeepsTheFocusAndGivesItBack() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            await Places.EditAsync(visit);
            var recipient = new RecipientPage(visit);
            await PressAsync(visit, recipient.SaveBar.GetByRole(AriaRole.Button, new() { Name = "Review and apply" }));
            await Expect(recipient.Review.Reason).ToBeFocusedAsync();

            for (var stop = 0; stop < 30; stop++)
            {
                await visit.Page.Keyboard.PressAsync("Tab");
                Assert.True(
                    await visit.Page.EvaluateAsync<bool>(
                        "() => document.activeElement === document.body || !!document.activeElement.closest('[role=dialog]')"
                    ),
                    $"Tab {stop + 1} left the dialog."
                );
            }

            await visit.Page.Keyboard.PressAsync("Escape");
            await Expect(recipient.Review.Box).ToHaveCountAsync(0);
            Assert.True(
                await visit.Page.EvaluateAsync<bool>("() => document.activeElement !== document.body"),
                "The focus is lost after the dialog."
            );
        });

    /// <summary>Moves to an element by Tab and presses a key there.</summary>
    private static async Task PressAsync(Visit visit, ILocator target, string key = "Enter")
    {
        await Expect(target).ToBeVisibleAsync();
        var element = await target.ElementHandleAsync();
        for (var stop = 0; !await element.EvaluateAsync<bool>("e => e === document.activeElement"); stop++)
        {
            Assert.True(stop < MostStops, $"{target} is not reached by {MostStops} times Tab.");
            await visit.Page.Keyboard.PressAsync("Tab");
            await CheckFocusAsync(visit.Page);
        }

        await visit.Page.Keyboard.PressAsync(key);
    }

    /// <summary>Checks that the focused element has a visible focus and an accessible name.</summary>
    private static async Task CheckFocusAsync(IPage page)
    {
        var stop = await page.EvaluateAsync<string[]>(
            """
            () => {
              const e = document.activeElement;
              if (!e || e === document.body) return ['', ''];
              // A grid shows the focus in the active row, a field within a frame by the frame.
              const places = [e, e.parentElement, document.getElementById(e.getAttribute('aria-activedescendant'))?.firstElementChild];
              const rings = places.filter(Boolean).map(p => getComputedStyle(p));
              const seen = rings.some(s => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none');
              const label = e.getAttribute('aria-label') || e.getAttribute('title') || e.textContent.trim() || e.getAttribute('aria-labelledby') || e.labels?.[0]?.textContent || e.getAttribute('placeholder') || e.querySelector('[aria-label]') && 'x';
              return [seen ? '' : `no visible focus: ${e.outerHTML.slice(0, 200)}`, label ? '' : `no name: ${e.outerHTML.slice(0, 200)}`];
            }
            """
        );
        Assert.All(stop, Assert.Empty);
    }
}
