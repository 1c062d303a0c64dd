using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Xunit.Abstractions;

namespace HybridAdmin.Browser.Tests;

/// <summary>Preferences of the operating system: less motion, larger letters.</summary>
public sealed class ComfortTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    /// <summary>Every visit of these tests prefers reduced motion.</summary>
    [BrowserFact]
    public Task Motion_Reduced_NothingMovesForLongerThanABlink() =>
        BrowseAsync(async () =>
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
                """
            );

            Assert.Empty(moving);
        });

    /// <summary>
    /// The accessibility tests, which visit every page, check for overflow; this test checks that controls can be
    /// reached.
    /// </summary>
    [BrowserFact]
    public Task Zoom_TwoHundredPercent_AChangeCanBeReviewedAndApplied() =>
        BrowseAsync(async () =>
        {
            var administrator = await VisitAsync(
                Persona.Administrator,
                options: new VisitOptions { Size = VisitOptions.Zoomed }
            );
            await Places.EditAsync(administrator);
            await administrator.CheckWidthAsync();
            var recipient = new RecipientPage(administrator);
            await recipient.OpenReviewAsync();
            await administrator.CheckWidthAsync();
            await recipient.Review.Apply.ScrollIntoViewIfNeededAsync();
            await Microsoft.Playwright.Assertions.Expect(recipient.Review.Apply).ToBeInViewportAsync();
        });

    /// <summary>
    /// A right-to-left name is isolated: it neither changes the direction of the surrounding text nor is changed by it.
    /// </summary>
    [BrowserFact]
    public Task Name_RightToLeft_IsIsolatedWhereverItStands() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            foreach (var open in new[] { Places.RightToLeftList, Places.RightToLeftRecipient, Places.RightToLeftFind })
            {
                await open(visit);

                var mixed = await visit.Page.EvaluateAsync<string[]>(
                    """
                    () => {
                      const rightToLeft = /[\u0590-\u08ff]/;
                      const isIsolated = text => {
                        const own = text.data.trim();
                        for (let e = text.parentElement; e && e.textContent.trim() === own; e = e.parentElement) {
                          const style = getComputedStyle(e);
                          if (/isolate|plaintext/.test(style.unicodeBidi)) return true;
                          if (!style.display.startsWith('inline')) return !/[A-Za-z]/.test(own);
                        }
                        return false;
                      };
                      const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                      let some = 0;
                      while (walker.nextNode()) {
                        const text = walker.currentNode;
                        if (!rightToLeft.test(text.data) || text.parentElement.closest('script, style, option, pre, code, .visually-hidden')) continue;
                        some++;
                        if (!isIsolated(text)) found.push(text.parentElement.outerHTML.slice(0, 200));
                      }
                      return some ? found : ['no such name on the page'];
                    }
                    """
                );

                Assert.Empty(mixed);
            }
        });
}
