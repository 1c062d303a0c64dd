using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Xunit.Abstractions;

namespace HybridAdmin.Browser.Tests;

/// <summary>What people's systems ask for: less motion, larger letters.</summary>
public sealed class ComfortTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    /// <summary>Every visit of these tests prefers reduced motion.</summary>
    [BrowserFact]
    public Task Motion_Reduced_NothingMovesForLongerThanABlink() => BrowseAsync(async () =>
    {
        var visit = await VisitAsync(Persona.Administrator);
        await Places.EditAsync(visit);

        var moving = await visit.Page.EvaluateAsync<string[]>(
            """
            () => {
              const longest = text => Math.max(...text.split(',').map(t => parseFloat(t) * (t.trim().endsWith('ms') ? 1 : 1000)));
              return [...document.querySelectorAll('*')]
                .filter(e => { const s = getComputedStyle(e); return longest(s.transitionDuration) > 10 || (s.animationName !== 'none' && longest(s.animationDuration) > 10); })
                .map(e => e.outerHTML.slice(0, 120));
            }
            """);

        Assert.Empty(moving);
    });

    /// <summary>200 % on a screen of 1440 by 900 leaves half of each: no page needs scrolling in two directions (WCAG 1.4.4 and 1.4.10).</summary>
    [BrowserFact]
    public Task Zoom_TwoHundredPercent_NoPageScrollsToTheSide() => BrowseAsync(async () =>
    {
        var administrator = await VisitAsync(Persona.Administrator, options: new VisitOptions { Size = new() { Width = 720, Height = 450 } });
        foreach (var path in new[] { "", "recipients", "audit", "audit/1", "settings", "settings?tab=roles", "settings?tab=about", "me" })
        {
            await new Frame(administrator).GoToAsync(path);
            await administrator.CheckWidthAsync();
        }

        await Places.EditAsync(administrator);
        await administrator.CheckWidthAsync();
        var recipient = new RecipientPage(administrator);
        await recipient.OpenReviewAsync();
        await administrator.CheckWidthAsync();
        await recipient.Review.Apply.ScrollIntoViewIfNeededAsync();
        await Microsoft.Playwright.Assertions.Expect(recipient.Review.Apply).ToBeInViewportAsync();
    });
}
