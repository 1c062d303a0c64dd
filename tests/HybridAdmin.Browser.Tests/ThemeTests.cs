using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

public sealed class ThemeTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Theme_ChosenDark_IsKept() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var frame = new Frame(visit);
            await LooksAsync(visit, dark: false);

            await frame.ChooseThemeAsync("Dark");
            await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

            await LooksAsync(visit, dark: true);
            await frame.ReloadAsync();
            await LooksAsync(visit, dark: true);
        });

    [BrowserFact]
    public Task Theme_NotChosen_FollowsTheSystem() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk, options: new VisitOptions { Dark = true });
            await LooksAsync(visit, dark: true);

            await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

            await LooksAsync(visit, dark: false);
        });

    /// <summary>
    /// Checks the rendered colours: the background is darker than the text, or brighter. Waits, since the browser draws
    /// a change of the scheme with a delay.
    /// </summary>
    private static async Task LooksAsync(Visit visit, bool dark)
    {
        var contrast = 0;
        for (var attempt = 0; attempt < 50; attempt++)
        {
            contrast = await ContrastAsync(visit);
            if (dark ? contrast < -300 : contrast > 300)
                return;
            await visit.Page.WaitForTimeoutAsync(100);
        }

        Assert.Fail(
            $"The page does not look {(dark ? "dark" : "light")}: the background is {contrast} of 765 brighter than the text."
        );
    }

    private static Task<int> ContrastAsync(Visit visit) =>
        visit.Page.EvaluateAsync<int>(
            """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const brightness = color => {
                canvas.fillStyle = color;
                canvas.fillRect(0, 0, 1, 1);
                const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
                return r + g + b;
              };
              const style = getComputedStyle(document.body);
              return brightness(style.backgroundColor) - brightness(style.color);
            }
            """
        );
}
