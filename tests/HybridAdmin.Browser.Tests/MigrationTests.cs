using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Testing.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>Migration batches over a sandbox with fast time.</summary>
public sealed class MigrationTests(BrowserFixture fixture, ITestOutputHelper output)
    : BrowserTest(fixture, output),
        IAsyncLifetime
{
    private const string Ready = "isla.abernethy@brightwater.test";
    private ConsoleProcess? console;

    protected override ConsoleProcess Console => console!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.MissingReason is null)
            console = await ConsoleProcess.StartAsync("--Sandbox:Speed=1200");
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (console is not null)
            await console.DisposeAsync();
    }

    [BrowserFact]
    public Task Batch_FromCsvToCompleted() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var frame = new Frame(visit);
            await frame.GoToAsync("migration/new");
            await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("From a CSV");
            await Press(visit, "Next");
            await visit
                .Page.Locator("input[type=file]")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "people.csv",
                        MimeType = "text/csv",
                        Buffer = System.Text.Encoding.UTF8.GetBytes(
                            $"EmailAddress\r\n{Ready}\r\nnobody@brightwater.test\r\n"
                        ),
                    }
                );
            await Expect(visit.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "people.csv, " }))
                .ToBeVisibleAsync();
            await Press(visit, "Check the people");
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Readiness" }))
                .ToContainTextAsync("nobody@brightwater.test");
            await Press(visit, "Go on without the 1 who is not ready");
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Readiness" }))
                .ToContainTextAsync("1 person is ready");
            await Press(visit, "Next");
            await visit.Page.GetByLabel("Start", new() { Exact = true }).SelectOptionAsync("at once");
            await Press(visit, "Next");
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Exchange Online PowerShell" }))
                .ToContainTextAsync("New-MigrationBatch");
            await Press(visit, "Create From a CSV");
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Open the batch" }).ClickAsync();

            var complete = visit.Page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true });
            await Expect(complete).ToBeEnabledAsync(new() { Timeout = 90_000 });
            await complete.ClickAsync();
            await Expect(frame.Dialog).ToContainTextAsync("Complete-MigrationBatch");
            // During working hours by the console's clock, the name has to be typed.
            var typed = frame.Dialog.GetByLabel("Type From a CSV to confirm");
            if (await typed.CountAsync() > 0)
                await typed.FillAsync("From a CSV");
            await frame.Dialog.GetByRole(AriaRole.Button, new() { Name = "Complete From a CSV" }).ClickAsync();

            await Expect(frame.Main).ToContainTextAsync("After the move", new() { Timeout = 90_000 });
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Check 1 completed person" }).ClickAsync();
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = Ready }))
                .ToContainTextAsync("X.500 address is missing");
        });

    [BrowserFact]
    public Task Csv_LargerThanABatchCanBe_IsRefusedBeforeItIsRead() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            await new Frame(visit).GoToAsync("migration/new");
            await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Too large");
            await Press(visit, "Next");

            await visit
                .Page.Locator("input[type=file]")
                .SetInputFilesAsync(
                    new FilePayload
                    {
                        Name = "people.csv",
                        MimeType = "text/csv",
                        Buffer = new byte[(5 * 1024 * 1024) + 1],
                    }
                );

            await Expect(visit.Page.GetByText("people.csv is larger than 5 MiB")).ToBeVisibleAsync();
        });

    [BrowserFact]
    public Task Actions_RefusedByState_SayWhy() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var frame = new Frame(visit);
            await frame.GoToAsync("migration");
            await visit
                .Page.GetByRole(AriaRole.Grid, new() { Name = "Batches" })
                .GetByRole(AriaRole.Link, new() { Name = "Stellaria mail" })
                .ClickAsync();

            await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Complete", Exact = true }))
                .ToBeDisabledAsync();
            await visit.Page.GetByText("Why not").ClickAsync();
            await Expect(frame.Main).ToContainTextAsync("Only remote moves are completed.");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Remove", Exact = true }).ClickAsync();
            await Expect(frame.Dialog).ToContainTextAsync("point the MX record at Microsoft 365");
        });

    [BrowserFact]
    public Task Person_RetriedAndApproved_IsRecorded() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var frame = new Frame(visit);
            await frame.GoToAsync("migration");
            await visit
                .Page.GetByRole(AriaRole.Grid, new() { Name = "Batches" })
                .GetByRole(AriaRole.Link, new() { Name = "Brightwater wave 2" })
                .ClickAsync();
            var people = visit.Page.GetByRole(AriaRole.Grid, new() { Name = "People" });

            await people.GetByRole(AriaRole.Row).Filter(new() { HasText = "wait for an approval" }).ClickAsync();
            await frame
                .Dialog.GetByRole(AriaRole.Button, new() { Name = "Show the report and skipped items" })
                .ClickAsync();
            await Expect(frame.Dialog).ToContainTextAsync("Delivery note 3");
            await frame
                .Dialog.GetByRole(AriaRole.Button, new() { Name = "Approve skipped items", Exact = true })
                .ClickAsync();
            await frame.Dialog.GetByRole(AriaRole.Button, new() { Name = "Approve skipped items: " }).ClickAsync();
            await Expect(visit.Page.Locator(".applied")).ToContainTextAsync("Done for");
            await Expect(people).Not.ToContainTextAsync("wait for an approval");

            await people.GetByRole(AriaRole.Row).Filter(new() { HasText = "does not accept" }).ClickAsync();
            await frame.Dialog.GetByRole(AriaRole.Button, new() { Name = "Try again", Exact = true }).ClickAsync();
            await Expect(frame.Dialog).ToContainTextAsync("Start-MigrationUser");
            await frame.Dialog.GetByRole(AriaRole.Button, new() { Name = "Try again: " }).ClickAsync();
            await visit.Page.Locator(".applied").GetByRole(AriaRole.Link).ClickAsync();
            await Expect(frame.Main).ToContainTextAsync("in Brightwater wave 2");
        });

    [BrowserFact]
    public Task MoveBack_BlockerSaidThenCreated() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var frame = new Frame(visit);
            await frame.GoToAsync("migration");
            await visit
                .Page.GetByRole(AriaRole.Grid, new() { Name = "Batches" })
                .GetByRole(AriaRole.Link, new() { Name = "Brightwater wave 1" })
                .ClickAsync();
            var moved = (
                await visit
                    .Page.GetByRole(AriaRole.Grid, new() { Name = "People" })
                    .Locator("tbody .data-row .mono")
                    .First.InnerTextAsync()
            ).Trim();

            await frame.GoToAsync("migration/new");
            await visit.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Back home");
            await visit.Page.GetByLabel("Direction").SelectOptionAsync("Move back");
            await visit.Page.GetByLabel("Delivery domain").SelectOptionAsync(moved.Split('@')[1]);
            await Press(visit, "Next");
            await visit.Page.GetByLabel("People", new() { Exact = true }).FillAsync($"{moved}\n{Ready}");
            await Press(visit, "Check the people");
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Readiness" }))
                .ToContainTextAsync("is on-premises already");

            // Leaving would discard the typed text: the guard asks for confirmation.
            await visit
                .Page.GetByRole(AriaRole.Navigation, new() { Name = "Way back" })
                .GetByRole(AriaRole.Link)
                .ClickAsync();
            await Expect(frame.Dialog).ToContainTextAsync("The changes to the new batch were not applied");
            await frame.Dialog.GetByRole(AriaRole.Button, new() { Name = "Stay here" }).ClickAsync();

            await Press(visit, "Go on without the 1 who is not ready");
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Readiness" }))
                .ToContainTextAsync("1 person is ready");
            await Press(visit, "Next");
            await visit.Page.GetByLabel("Target databases").FillAsync("DB01");
            await Press(visit, "Next");
            await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Exchange Online PowerShell" }))
                .ToContainTextAsync("-TargetEndpoint");
            await Press(visit, "Create Back home");
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Open the batch" }).ClickAsync();
            await Expect(frame.Main).ToContainTextAsync("Move back");
        });

    private static Task Press(Visit visit, string name) =>
        visit.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
