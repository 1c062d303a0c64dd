using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests.Pages;

public sealed class VisibilityPage(Visit visit) : Frame(visit)
{
    public ILocator Table => Page.GetByRole(AriaRole.Grid);

    /// <summary>The bar with the number of selected recipients.</summary>
    public ILocator Bulk => Page.GetByRole(AriaRole.Region, new() { Name = "Chosen recipients" });

    public Task OpenAsync(string query = "") => GoToAsync("visibility" + query);

    public ILocator Row(string name) => Table.GetByRole(AriaRole.Row).Filter(new() { HasText = name });

    public async Task ChooseAsync(params string[] names)
    {
        foreach (var name in names)
            await Page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {name}", Exact = true }).ClickAsync();
    }

    public async Task ChooseAllAsync()
    {
        await Page.GetByRole(AriaRole.Checkbox, new() { Name = "Select all" }).ClickAsync();
        await Expect(Bulk).ToContainTextAsync("chosen");
    }
}
