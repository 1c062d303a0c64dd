using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests.Pages;

public sealed class DriftPage(Visit visit) : Frame(visit)
{
    public ILocator Kinds => Main.GetByRole(AriaRole.List, new() { Name = "Differences by kind" });

    public ILocator Grid => Page.GetByRole(AriaRole.Grid, new() { Name = "Differences" });

    public ILocator Rows => Grid.Locator("tbody tr[aria-rowindex]");

    public ILocator Kind(string words) => Kinds.GetByRole(AriaRole.Button).Filter(new() { HasText = words });

    /// <summary>The tenant is read in the background: the page is reopened until it has content.</summary>
    public async Task OpenAsync()
    {
        for (var attempt = 0; attempt < 30; attempt++)
        {
            await GoToAsync("drift");
            await Expect(Kinds.Or(Main.Locator(".empty")).First).ToBeVisibleAsync();
            if (await Kinds.IsVisibleAsync())
                break;
            await Task.Delay(500);
        }

        await Expect(Rows.First).ToBeVisibleAsync();
    }
}
