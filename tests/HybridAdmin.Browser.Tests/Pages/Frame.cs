using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Pages;

/// <summary>The frame around every page after the sign-in.</summary>
public class Frame(Visit visit)
{
    protected IPage Page => visit.Page;

    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The search of the top bar.</summary>
    public ILocator GlobalSearch =>
        Page.GetByRole(AriaRole.Combobox, new() { Name = "Search people, addresses, domains and changes" });

    public ILocator Suggestions =>
        Page.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" }).GetByRole(AriaRole.Option);

    public ILocator Navigation => Page.GetByRole(AriaRole.Navigation, new() { Name = "Main", Exact = true });

    public ILocator Main => Page.GetByRole(AriaRole.Main);

    public ILocator Dialog => Page.GetByRole(AriaRole.Dialog);

    /// <summary>The message about the lost connection.</summary>
    public ILocator ConnectionLost => Page.GetByText("The connection to the console is lost");

    /// <summary>Waits until the circuit runs and has drawn the page past its skeletons.</summary>
    public async Task IsReadyAsync()
    {
        await Assertions.Expect(Heading).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".skeleton, .skeleton-rows")).ToHaveCountAsync(0);
    }

    /// <summary>Loads a page as a whole document.</summary>
    public async Task GoToAsync(string path)
    {
        await Page.GotoAsync(path.Length == 0 ? "./" : path);
        await IsReadyAsync();
    }

    public async Task ReloadAsync()
    {
        await Page.ReloadAsync();
        await IsReadyAsync();
    }

    /// <summary>Follows a link of the navigation rail.</summary>
    public async Task FollowAsync(string title)
    {
        await Navigation.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Heading, new() { Name = title, Level = 1 })).ToBeVisibleAsync();
    }

    public async Task ChooseThemeAsync(string theme)
    {
        await Page.GetByTitle("Theme:").ClickAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = theme, Exact = true }).ClickAsync();
    }

    public async Task OpenPersonMenuAsync() => await Page.GetByTitle("Signed in as").ClickAsync();

    public async Task SignOutAsync()
    {
        await OpenPersonMenuAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(new SignInPage(visit).Heading).ToBeVisibleAsync();
    }
}
