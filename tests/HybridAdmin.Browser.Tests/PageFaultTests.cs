using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>A page that fails because a function of the browser that its list needs is broken.</summary>
public sealed class PageFaultTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Page_ThatFails_SaysSoWithANumberOfTheLogAndOthersWork() =>
        BrowseAsync(async () =>
        {
            var (visit, frame) = await BreakAsync("() => { throw new Error('broken by the test'); }");

            await LinkOf(frame, "Recipients").ClickAsync();
            await Expect(frame.Heading).ToHaveTextAsync("This page stopped working");
            var number = await frame.Main.Locator(".mono").First.InnerTextAsync();
            Assert.Contains($"correlation {number}", Console.Log, StringComparison.Ordinal);

            await frame.FollowAsync("Settings");
            await MendAsync(visit);
            await frame.FollowAsync("Recipients");
            await Expect(new RecipientListPage(visit).Rows.First).ToContainTextAsync("@");
        });

    [BrowserFact]
    public Task Page_ThatFailed_CanBeDrawnAgain() =>
        BrowseAsync(async () =>
        {
            var (visit, frame) = await BreakAsync("() => { throw new Error('broken by the test'); }");
            await LinkOf(frame, "Recipients").ClickAsync();
            await Expect(frame.Heading).ToHaveTextAsync("This page stopped working");

            await MendAsync(visit);
            await frame.Main.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();

            await Expect(new RecipientListPage(visit).Rows.First).ToContainTextAsync("@");
        });

    [BrowserFact]
    public Task Page_ThatFailsAfterItWasLeft_LeavesTheNextPageAlone() =>
        BrowseAsync(async () =>
        {
            var (visit, frame) = await BreakAsync(
                "() => new Promise((_, fail) => { window.failNow = () => fail(new Error('late, by the test')); })"
            );
            await LinkOf(frame, "Recipients").ClickAsync();
            await visit.Page.WaitForFunctionAsync("() => window.failNow !== undefined");
            await frame.FollowAsync("Settings");

            await visit.Page.EvaluateAsync("() => window.failNow()");
            // The fault is in the log once the console has received it; only then does the page show a message.
            await Until.HoldsAsync(
                () => Console.Log.Contains("late, by the test", StringComparison.Ordinal),
                "the fault in the console's log"
            );
            await visit.Page.GetByTitle("Theme:").ClickAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Dark", Exact = true }))
                .ToBeVisibleAsync();

            await Expect(frame.Heading).ToHaveTextAsync("Settings");
        });

    private async Task<(Visit Visit, Frame Frame)> BreakAsync(string function)
    {
        var visit = await VisitAsync(Persona.Administrator);
        visit.Watch.Expect("by the test");
        // Blazor retains the function that it found first, so that one has to be replaced.
        await visit.Page.EvaluateAsync(
            $"() => {{ const whole = hybridAdmin.measureTable; window.broken = {function}; hybridAdmin.measureTable = table => (window.broken ?? whole)(table); }}"
        );
        return (visit, new Frame(visit));
    }

    private static Task MendAsync(Visit visit) => visit.Page.EvaluateAsync("() => { window.broken = null; }");

    private static ILocator LinkOf(Frame frame, string title) =>
        frame.Navigation.GetByRole(AriaRole.Link, new() { Name = title });
}
