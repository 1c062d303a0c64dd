using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>Several recipients at once: selected, reviewed together, applied, reverted.</summary>
public sealed class BulkVisibilityTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    private const string Reason = "INC-31 projects are over";

    [BrowserFact]
    public Task Hide_SeveralAfterOneReview_IsAppliedAndTakenBackTogether() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.RecipientAdministrator);
            var visible = new VisibilityPage(visit);
            await visible.OpenAsync("?hidden=false&search=project");
            await visible.ChooseAsync("Project Mistral", "Project Nimbus", "Project Offshore");
            await Expect(visible.Bulk).ToContainTextAsync("3 chosen");

            await visible.Bulk.GetByRole(AriaRole.Button, new() { Name = "Hide 3 recipients" }).ClickAsync();
            await Expect(visible.Dialog).ToContainTextAsync("3 recipients will be hidden from address lists.");
            await Expect(visible.Dialog).ToContainTextAsync("Project Nimbus");
            await visible.Dialog.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync(Reason);
            await visible.Dialog.GetByRole(AriaRole.Button, new() { Name = "Hide 3 recipients" }).ClickAsync();
            await Expect(visible.Dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("3 hidden.");
            await ExpectHiddenAsync(visit, 3);

            await visible.Dialog.GetByRole(AriaRole.Button, new() { Name = "Undo all" }).ClickAsync();
            await Expect(visible.Dialog.GetByRole(AriaRole.Status)).ToContainTextAsync("3 taken back.");
            await ExpectHiddenAsync(visit, 0);
            await visit.InAnotherTabAsync(async tab =>
            {
                var audit = new AuditPage(tab);
                await audit.OpenAsync($"?text={Uri.EscapeDataString(Reason)}");
                await Expect(audit.Rows).ToHaveCountAsync(6); // three changes, and each reverted
            });

            await visible.Dialog.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
            await Expect(visible.Row("Project Nimbus")).ToBeVisibleAsync();
            await Expect(visible.Bulk).ToHaveCountAsync(0);
        });

    /// <summary>Checks the state that another person sees meanwhile.</summary>
    private static Task ExpectHiddenAsync(Visit visit, int count) =>
        visit.InAnotherTabAsync(async tab =>
        {
            var hidden = new VisibilityPage(tab);
            await hidden.OpenAsync("?search=project");
            await Expect(
                    hidden
                        .Table.GetByRole(AriaRole.Row)
                        .Filter(new() { HasTextRegex = new Regex("Project (Mistral|Nimbus|Offshore)") })
                )
                .ToHaveCountAsync(count);
        });
}
