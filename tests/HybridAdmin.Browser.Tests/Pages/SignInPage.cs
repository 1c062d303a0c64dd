using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Pages;

/// <summary>The personas of the sandbox.</summary>
public sealed class SignInPage(Visit visit)
{
    public ILocator Heading => visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Choose who you are" });

    /// <param name="returnTo">The relative target after the sign-in.</param>
    public Task OpenAsync(string returnTo = "") =>
        visit.Page.GotoAsync($"sign-in?returnUrl={Uri.EscapeDataString("/" + returnTo)}");

    public Task ChooseAsync(Persona persona) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = persona.Name }).ClickAsync();
}
