using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// The API reference at /api/docs in a real browser: under the Content-Security-Policy, without a request to another
/// origin and without a console error, which every visit checks at its end.
/// </summary>
public sealed class ApiReferenceTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Reference_SignedIn_ShowsOperationsFromOurOrigin() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Auditor);

            await visit.Page.GotoAsync("api/docs/");

            await Expect(visit.Page.GetByText("Edits a recipient").First).ToBeVisibleAsync();
            await visit.Page.GetByText("Edits a recipient").First.ClickAsync();
            await Expect(visit.Page.GetByText("hiddenFromAddressListsEnabled").First).ToBeVisibleAsync();
        });
}
