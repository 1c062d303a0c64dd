using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>Migration batches over a sandbox whose time passes fast.</summary>
public sealed class MigrationTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output), IAsyncLifetime
{
    private const string Ready = "isla.abernethy@brightwater.test";
    private ConsoleProcess? console;

    protected override ConsoleProcess Console => console!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.MissingReason is null) console = await ConsoleProcess.StartAsync("--Sandbox:Speed=1200");
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (console is not null) await console.DisposeAsync();
    }

    [BrowserFact]
    public Task Batch_FromCsvToCompleted() => BrowseAsync(async () =>
    {
        var visit = await VisitAsync(Persona.Administrator);
        var frame = new Frame(visit);
        await frame.GoToAsync("migration/new");
        await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("From a CSV");
        await Press(visit, "Next");
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "people.csv", MimeType = "text/csv", Buffer = System.Text.Encoding.UTF8.GetBytes($"EmailAddress\r\n{Ready}\r\nnobody@brightwater.test\r\n") });
        await Expect(visit.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "people.csv, " })).ToBeVisibleAsync();
        await Press(visit, "Check the people");
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Readiness" })).ToContainTextAsync("nobody@brightwater.test");
        await Press(visit, "Go on without the 1 who are not ready");
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Readiness" })).ToContainTextAsync("1 person is ready");
        await Press(visit, "Next");
        await visit.Page.GetByLabel("Start", new() { Exact = true }).SelectOptionAsync("at once");
        await Press(visit, "Next");
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Exchange Online PowerShell" })).ToContainTextAsync("New-MigrationBatch");
        await Press(visit, "Create From a CSV");
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Open the batch" }).ClickAsync();

        var complete = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true });
        await Expect(complete).ToBeEnabledAsync(new() { Timeout = 90_000 });
        await complete.ClickAsync();
        await Expect(frame.Dialog).ToContainTextAsync("Complete-MigrationBatch");
        // In working hours, by the console's clock, the name has to be typed.
        var typed = frame.Dialog.GetByLabel("Type From a CSV to confirm");
        if (await typed.CountAsync() > 0) await typed.FillAsync("From a CSV");
        await frame.Dialog.GetByRole(AriaRole.Button, new() { Name = "Complete From a CSV" }).ClickAsync();

        await Expect(frame.Main).ToContainTextAsync("After the move", new() { Timeout = 90_000 });
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check 1 completed person" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = Ready })).ToContainTextAsync("X.500 address is missing");
    });

    [BrowserFact]
    public Task Actions_RefusedByState_SayWhy() => BrowseAsync(async () =>
    {
        var visit = await VisitAsync(Persona.Administrator);
        var frame = new Frame(visit);
        await frame.GoToAsync("migration");
        await visit.Page.GetByRole(AriaRole.Grid, new() { Name = "Batches" }).GetByRole(AriaRole.Link, new() { Name = "Stellaria mail" }).ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true })).ToBeDisabledAsync();
        await visit.Page.GetByText("Why not").ClickAsync();
        await Expect(frame.Main).ToContainTextAsync("Only remote moves are completed.");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
        await Expect(frame.Dialog).ToContainTextAsync("point the MX record at Microsoft 365");
    });

    private static Task Press(Visit visit, string name) => visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
