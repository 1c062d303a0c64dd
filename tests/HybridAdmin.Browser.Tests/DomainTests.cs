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
    public Task Domains_ListToDomain_ShowsRecordsAndCopies() => BrowseAsync(async () =>
    {
        var visit = await VisitAsync(Persona.Helpdesk);
        var frame = new Frame(visit);
        await frame.GoToAsync("");
        await frame.FollowAsync("Domains");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "tailwind-research.example" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "tailwind-research.example", Level = 1 })).ToBeVisibleAsync();
        var records = visit.Page.GetByRole(AriaRole.List, new() { Name = "Records", Exact = true });
        await Expect(records).ToContainTextAsync("selector2");
        await Expect(records).ToContainTextAsync("web hoster");
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check again" })).ToBeEnabledAsync();
    });
}
