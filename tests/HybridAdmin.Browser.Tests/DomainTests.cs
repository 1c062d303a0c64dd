using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>From the list of domains to the records of one.</summary>
public sealed class DomainTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Domains_ListToDomain_ShowsRecordsAndCopies() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var frame = new Frame(visit);
            await frame.GoToAsync("");
            await frame.FollowAsync("Domains");
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "tailwind-research.example" }).ClickAsync();

            await Expect(
                    visit.Page.GetByRole(AriaRole.Heading, new() { Name = "tailwind-research.example", Level = 1 })
                )
                .ToBeVisibleAsync();
            var records = visit.Page.GetByRole(AriaRole.List, new() { Name = "Records", Exact = true });
            await Expect(records).ToContainTextAsync("selector2");
            await Expect(records).ToContainTextAsync("web hoster");
            await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check again" })).ToBeEnabledAsync();
        });

    [BrowserFact]
    public Task Verify_WithoutAndWithItsRecord_IsRefusedWithTheReasonAndThenVerified() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var frame = new Frame(visit);
            var proof = frame.Main.Locator(".verify-domain");
            await frame.GoToAsync("domains/tailwind-cargo.test");
            await proof.GetByRole(AriaRole.Button, new() { Name = "Verify ..." }).ClickAsync();
            await Expect(proof).ToContainTextAsync("not seen from here");
            await proof.GetByRole(AriaRole.Button, new() { Name = "Verify in Microsoft 365" }).ClickAsync();
            await Expect(proof.GetByRole(AriaRole.Alert))
                .ToContainTextAsync("the expected verification record is not visible yet");

            await frame.GoToAsync("domains/tailwind-air.test");
            await proof.GetByRole(AriaRole.Button, new() { Name = "Verify ..." }).ClickAsync();
            await Expect(proof).ToContainTextAsync("POST /v1.0/domains/tailwind-air.test/verify");
            await proof.GetByRole(AriaRole.Button, new() { Name = "Verify in Microsoft 365" }).ClickAsync();

            await Expect(frame.Main.Locator(".applied")).ToContainTextAsync("Verified");
            await Expect(proof).ToHaveCountAsync(0);
            await frame.Main.Locator(".applied").GetByRole(AriaRole.Link).ClickAsync();
            await Expect(frame.Main).ToContainTextAsync("Domain verified");
        });
}
