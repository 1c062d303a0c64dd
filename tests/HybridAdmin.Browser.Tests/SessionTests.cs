using System.Net;
using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>The signed-in person, and the access that follows.</summary>
public sealed class SessionTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task DeepLink_NotSignedIn_LeadsThereAfterSigningIn() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync();
            var signIn = new SignInPage(visit);

            await visit.Page.GotoAsync(RecipientPage.Path(SandboxPeople.InfoMailbox, "details"));
            await Expect(signIn.Heading).ToBeVisibleAsync();
            await signIn.ChooseAsync(Persona.Auditor);

            await new RecipientPage(visit).IsOpenAsync(SandboxPeople.InfoMailbox);
            await Expect(visit.Page).ToHaveURLAsync(new Regex("/details$"));
        });

    [BrowserFact]
    public Task SignOut_FromTheMenu_EndsTheSession() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);

            await new Frame(visit).SignOutAsync();

            await visit.Page.GotoAsync("recipients");
            await Expect(new SignInPage(visit).Heading).ToBeVisibleAsync();
        });

    [BrowserFact]
    public Task Settings_Helpdesk_IsNotAllowed() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var frame = new Frame(visit);
            visit.Watch.Expect("/access-denied", "403");
            visit.Watch.Expect("console error", "403");
            await Expect(frame.Navigation.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToHaveCountAsync(0);

            await visit.Page.GotoAsync("settings");

            await Expect(frame.Heading).ToHaveTextAsync("Not allowed");
        });

    [BrowserFact]
    public Task Persona_Switched_HasTheOtherRole() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Auditor);
            var frame = new Frame(visit);
            await Expect(frame.Navigation.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToBeVisibleAsync();
            await frame.SignOutAsync();

            await visit.SignInAsync(Persona.Helpdesk, "me");

            await Expect(frame.Main).ToContainTextAsync(Persona.Helpdesk.Name);
            await Expect(frame.Main).ToContainTextAsync("Helpdesk");
            await Expect(frame.Navigation.GetByRole(AriaRole.Link, new() { Name = "Settings" })).ToHaveCountAsync(0);
        });

    [BrowserFact]
    public Task UnknownPage_SignedIn_IsNotFound() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            visit.Watch.Expect("no/such/page", "404");

            var answer = await visit.Page.GotoAsync("no/such/page");

            Assert.Equal((int)HttpStatusCode.NotFound, answer!.Status);
            await Expect(new Frame(visit).Heading).ToHaveTextAsync("Page not found");
        });

    [BrowserFact]
    public Task UnknownRecipient_SaysSo() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);

            await visit.Page.GotoAsync($"recipients/{Guid.Empty}");

            await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no such recipient" }))
                .ToBeVisibleAsync();
        });

    [BrowserFact]
    public Task Api_WithTheCookieOfASession_IsRefused() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);

            // The context's own client sends the cookies of the browser.
            var answer = await visit.Context.APIRequest.GetAsync("api/v1/recipients");

            Assert.Equal((int)HttpStatusCode.Unauthorized, answer.Status);
        });
}
