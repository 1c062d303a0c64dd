using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Testing.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>Sign-in at a certified OpenID provider with correct and incorrect responses.</summary>
public sealed class OpenIdTests(BrowserFixture fixture, OpenIdFixture openId, ITestOutputHelper output)
    : BrowserTest(fixture, output),
        IClassFixture<OpenIdFixture>
{
    protected override ConsoleProcess Console => openId.Console;

    [OpenIdTheory]
    [InlineData("Helpdesk", "Helpdesk")]
    [InlineData("RecipientAdministrator", "Recipient administrator")]
    [InlineData("Auditor", "Auditor")]
    [InlineData("Administrator", "Administrator")]
    public Task SignIn_PersonWithAnAppRole_HasTheRole(string name, string role) =>
        BrowseAsync(async () =>
        {
            var (visit, provider) = await ArriveAsync("good", "me");

            await provider.SignInAsAsync(name);

            await Expect(visit.Page).ToHaveURLAsync(new Regex("/me$"));
            await Expect(new Frame(visit).Main).ToContainTextAsync($"{name} of the tests ({name}@contoso.test)");
            await Expect(new Frame(visit).Main).ToContainTextAsync(role, new() { IgnoreCase = true });
        });

    [OpenIdFact]
    public Task SignIn_PersonWithoutARole_IsToldWhatWouldGiveOne() =>
        BrowseAsync(async () =>
        {
            var (visit, provider) = await ArriveAsync("good");

            await provider.SignInAsAsync("nobody");

            await provider.IsToldAsync("Your account has no role here");
            await provider.IsToldAsync("HybridAdmin.Auditor");
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in with another account" }).ClickAsync();
            await Expect(provider.WhoAreYou).ToBeVisibleAsync();
        });

    [OpenIdTheory]
    [InlineData("issuer", "The provider's answer failed a check")]
    [InlineData("audience", "The provider's answer failed a check")]
    [InlineData("nonce", "The provider's answer failed a check")]
    [InlineData("key", "The provider's answer failed a check")]
    [InlineData("expired", "The provider's answer failed a check")]
    [InlineData("replay", "The provider did not accept the sign-in's code")]
    public Task SignIn_WrongAnswer_LetsNobodyIn(string mode, string told) =>
        BrowseAsync(async () =>
        {
            var (visit, provider) = await ArriveAsync(mode);

            await provider.SignInAsAsync("Administrator");

            await provider.IsToldAsync(told);
            await visit.Page.GotoAsync("recipients");
            await Expect(provider.SignIn).ToBeVisibleAsync();
            Assert.DoesNotContain("eyJ", Console.Log, StringComparison.Ordinal); // no token in any log
        });

    [OpenIdFact]
    public Task SignIn_CancelledAtTheProvider_SaysSoAndCanBeginAgain() =>
        BrowseAsync(async () =>
        {
            var (visit, provider) = await ArriveAsync("good");
            await provider.SignIn.ClickAsync();

            await provider.CancelAsync();

            await provider.IsToldAsync("The provider refused the sign-in");
            await provider.TryAgain.ClickAsync();
            await Expect(provider.WhoAreYou).ToBeVisibleAsync();
        });

    [OpenIdFact]
    public Task SignIn_AnswerOpenedInAnotherBrowser_LetsNobodyIn() =>
        BrowseAsync(async () =>
        {
            var (attacker, provider) = await ArriveAsync("good");
            await provider.SignIn.ClickAsync();
            await Expect(provider.WhoAreYou).ToBeVisibleAsync();
            var link = await WithheldAnswerAsync(attacker);
            Assert.StartsWith($"{Console.Address}/sign-in/answer?code=", link, StringComparison.Ordinal);
            var (victim, victims) = await ArriveAsync("good");

            await victim.Page.GotoAsync(link);

            await victims.IsToldAsync("This sign-in was not begun in this browser");
            await victim.Page.GotoAsync("recipients");
            await Expect(victims.SignIn).ToBeVisibleAsync();
        });

    [OpenIdFact]
    public Task SignOut_EndsTheSessionHereAndAtTheProvider() =>
        BrowseAsync(async () =>
        {
            var (visit, provider) = await ArriveAsync("good");
            await provider.SignInAsAsync("Auditor");
            await new Frame(visit).IsReadyAsync();

            await provider.SignOutAsync();

            await Expect(visit.Page).ToHaveURLAsync(new Regex("/sign-in$"));
            await provider.SignIn.ClickAsync();
            await Expect(provider.WhoAreYou).ToBeVisibleAsync(); // a session there would answer without asking
        });

    [OpenIdFact]
    public Task SignIn_GroupsWithheld_SaysWhatToConfigure() =>
        BrowseAsync(async () =>
        {
            var (_, provider) = await ArriveAsync("overage");

            await provider.SignInAsAsync("nobody");

            await provider.IsToldAsync("The provider did not tell your groups");
        });

    [OpenIdFact]
    public Task SignIn_InTwoTabs_BothEndInside() =>
        BrowseAsync(async () =>
        {
            var (visit, provider) = await ArriveAsync("good", "me");
            await provider.SignIn.ClickAsync();
            await Expect(provider.WhoAreYou).ToBeVisibleAsync();

            await visit.InAnotherTabAsync(async tab =>
            {
                await tab.Page.GotoAsync("audit");
                await new ProviderPages(tab).SignInAsAsync("Auditor");
                await Expect(tab.Page).ToHaveURLAsync(new Regex("/audit$"));
                await new Frame(tab).IsReadyAsync();
            });
            await provider.AnswerAsync("Auditor");

            await Expect(visit.Page).ToHaveURLAsync(new Regex("/me$"));
            await new Frame(visit).IsReadyAsync();
        });

    [OpenIdFact]
    public Task SignOut_AtTheProvider_EndsTheSessionHereFromItsFrame() =>
        BrowseAsync(async () =>
        {
            var (visit, provider) = await ArriveAsync("session");
            // The response is not shown in the frame; the request alone ends the session.
            visit.Watch.Expect("console error", "frame-ancestors");
            visit.Watch.Expect("request failed", "/sign-out/provider");
            await provider.SignInAsAsync("Auditor");
            await new Frame(visit).IsReadyAsync();

            await visit.InAnotherTabAsync(tab => tab.Page.GotoAsync($"{openId.Provider.Address}/test/sign-out"));

            await visit.Page.GotoAsync("recipients");
            await Expect(provider.SignIn).ToBeVisibleAsync();
        });

    /// <summary>
    /// Signs in at the provider without the browser, but with its cookies, and returns the target of the response.
    /// </summary>
    private static async Task<string> WithheldAnswerAsync(Visit visit)
    {
        var requests = visit.Context.APIRequest;
        var form = requests.CreateFormData();
        form.Set("login", "Administrator");
        form.Set("do", "in");
        var known = await requests.PostAsync(visit.Page.Url, new() { Form = form, MaxRedirects = 0 });
        return (await requests.GetAsync(known.Headers["location"], new() { MaxRedirects = 0 })).Headers["location"];
    }

    /// <summary>Opens the console's sign-in page with a provider in the given mode.</summary>
    private async Task<(Visit Visit, ProviderPages Provider)> ArriveAsync(string mode, string path = "")
    {
        if (OpenIdSkip.MissingReason is { } missing)
            Assert.Fail(missing);
        await openId.Provider.BendAsync(mode);
        var visit = await VisitAsync();
        visit.Watch.Expect("request to another origin", openId.Provider.Address);
        await visit.Page.GotoAsync(path.Length == 0 ? "./" : path);
        var provider = new ProviderPages(visit);
        await Expect(provider.SignIn).ToBeVisibleAsync();
        return (visit, provider);
    }
}
