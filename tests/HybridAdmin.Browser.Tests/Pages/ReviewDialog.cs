using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Pages;

public sealed class ReviewDialog(Visit visit) : Frame(visit)
{
    public ILocator Box => Dialog;

    public ILocator Reason => Box.GetByRole(AriaRole.Textbox, new() { Name = "Reason" });

    public ILocator Apply => Box.GetByRole(AriaRole.Button, new() { Name = "Apply" });

    public ILocator Findings => Box.GetByRole(AriaRole.List, new() { Name = "Findings" }).GetByRole(AriaRole.Listitem);

    /// <summary>Before and after, by attribute.</summary>
    public ILocator Diff =>
        Box.GetByRole(AriaRole.List, new() { Name = "Changes by attribute" }).GetByRole(AriaRole.Listitem);

    public ILocator Code(string title) => Box.GetByRole(AriaRole.Region, new() { Name = title });

    public ILocator Conflict => Box.GetByRole(AriaRole.Group, new() { Name = "Somebody else changed this recipient" });

    public ILocator Attribute(string name) => Diff.Filter(new() { Has = Page.GetByText(name, new() { Exact = true }) });

    public Task ShowAsync(string tab) => Box.GetByRole(AriaRole.Tab, new() { Name = tab }).ClickAsync();

    public async Task ApplyAsync(string reason)
    {
        await Reason.FillAsync(reason);
        await Apply.ClickAsync();
        await Assertions.Expect(Box).ToHaveCountAsync(0);
    }
}
