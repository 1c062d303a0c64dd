using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Pages;

public sealed class RecipientPage(Visit visit) : Frame(visit)
{
    private readonly Visit visit = visit;

    public ILocator Addresses =>
        Page.GetByRole(AriaRole.List, new() { Name = "Addresses" }).GetByRole(AriaRole.Listitem);

    public ILocator NewAddress => Page.GetByRole(AriaRole.Textbox, new() { Name = "New address" });

    public ILocator NewAddressGroup => Page.GetByRole(AriaRole.Group, new() { Name = "Add an address" });

    /// <summary>"free", "taken by ...".</summary>
    public ILocator AddressCheck => NewAddressGroup.GetByRole(AriaRole.Status);

    public ILocator SaveBar => Page.GetByRole(AriaRole.Region, new() { Name = "Changes not saved" });

    public ILocator HiddenSwitch => Page.GetByRole(AriaRole.Switch, new() { Name = "Hidden from address lists" });

    public ILocator PrimaryCopy => Page.GetByRole(AriaRole.Button, new() { Name = "Copy the primary address" });

    /// <summary>The line that reports the written change.</summary>
    public ILocator ChangeAppliedBanner => Main.Locator(".applied");

    public ILocator Undo => ChangeAppliedBanner.GetByRole(AriaRole.Button, new() { Name = "Undo" });

    public ReviewDialog Review => new(visit);

    /// <summary>Entries of the history tab, newest first.</summary>
    public ILocator History =>
        Page.GetByRole(AriaRole.Tabpanel)
            .Locator("ol")
            .GetByRole(AriaRole.Listitem)
            .And(Page.Locator(".timeline-item"));

    public static string Path(SandboxRecipient recipient, string tab = "") =>
        $"recipients/{recipient.Id}{(tab.Length == 0 ? "" : "/" + tab)}";

    public async Task OpenAsync(SandboxRecipient recipient, string tab = "")
    {
        await GoToAsync(Path(recipient, tab));
        await IsOpenAsync(recipient);
    }

    public Task IsOpenAsync(SandboxRecipient recipient) =>
        Assertions.Expect(Heading).ToHaveTextAsync(recipient.DisplayName);

    /// <summary>The line of an SMTP address; the SIP address is often the same.</summary>
    public ILocator Address(string address) =>
        Addresses.Filter(
            new()
            {
                Has = Page.GetByText(address, new() { Exact = true }),
                HasNot = Page.GetByText("SIP", new() { Exact = true }),
            }
        );

    public ILocator Tab(string title) =>
        Page.GetByRole(AriaRole.Tablist, new() { Name = "Sections of the recipient" })
            .GetByRole(AriaRole.Tab, new() { Name = title });

    public async Task GoToTabAsync(string title)
    {
        await Tab(title).ClickAsync();
        await Assertions.Expect(Tab(title)).ToHaveAttributeAsync("aria-selected", "true");
    }

    /// <summary>Types an alias, and adds it with Enter once it is reported as free.</summary>
    public async Task CollectAliasAsync(string alias)
    {
        await NewAddress.FillAsync(alias);
        await Assertions.Expect(AddressCheck).ToHaveTextAsync("free");
        await NewAddress.PressAsync("Enter");
        await Assertions.Expect(NewAddress).ToHaveValueAsync("");
    }

    public async Task OpenReviewAsync()
    {
        await SaveBar.GetByRole(AriaRole.Button, new() { Name = "Review and apply" }).ClickAsync();
        await Assertions.Expect(Review.Box).ToBeVisibleAsync();
    }
}
