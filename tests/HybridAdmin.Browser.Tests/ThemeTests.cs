using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

public sealed class ThemeTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Theme_ChosenDark_IsKept() => BrowseAsync(async () =>
    {
        var visit = await VisitAsync(Persona.Helpdesk);
        var frame = new Frame(visit);
        Assert.False(await IsDarkAsync(visit));

        await frame.ChooseThemeAsync("Dark");
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        Assert.True(await IsDarkAsync(visit));
        await frame.ReloadAsync();
        Assert.True(await IsDarkAsync(visit));
    });

    [BrowserFact]
    public Task Theme_NotChosen_FollowsTheSystem() => BrowseAsync(async () =>
    {
        var visit = await VisitAsync(Persona.Helpdesk, options: new VisitOptions { Dark = true });
        Assert.True(await IsDarkAsync(visit));

        await visit.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });

        Assert.False(await IsDarkAsync(visit));
    });

    /// <summary>By what is seen: the background is darker than the text.</summary>
    private static Task<bool> IsDarkAsync(Visit visit) => visit.Page.EvaluateAsync<bool>(
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
          return brightness(style.backgroundColor) < brightness(style.color);
        }
        """);
}
