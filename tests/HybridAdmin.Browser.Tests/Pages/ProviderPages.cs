using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests.Pages;

/// <summary>The sign-in page of a console with a provider, and the provider's own pages.</summary>
public sealed class ProviderPages(Visit visit)
{
    public ILocator SignIn => visit.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true });

    public ILocator TryAgain => visit.Page.GetByRole(AriaRole.Link, new() { Name = "Try again" });

    /// <summary>The provider's question.</summary>
    public ILocator WhoAreYou => visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Who are you?" });

    /// <summary>Signs in from the console's sign-in page to the target of the provider's response.</summary>
    public async Task SignInAsAsync(string name)
    {
        await SignIn.ClickAsync();
        await AnswerAsync(name);
    }

    /// <summary>Answers the provider's question.</summary>
    public async Task AnswerAsync(string name)
    {
        await Expect(WhoAreYou).ToBeVisibleAsync();
        await visit.Page.GetByLabel("Name").FillAsync(name);
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public Task CancelAsync() => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

    /// <summary>Signs out from the console's menu; the provider asks first.</summary>
    public async Task SignOutAsync()
    {
        await new Frame(visit).OpenPersonMenuAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, sign out" }).ClickAsync();
    }

    /// <summary>Checks the message of the sign-in page.</summary>
    public Task IsToldAsync(string title) => Expect(visit.Page.GetByText(title)).ToBeVisibleAsync();
}
