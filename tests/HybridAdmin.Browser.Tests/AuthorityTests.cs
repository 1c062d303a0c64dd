using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Sandbox.Tenant.Sync;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// Edits of recipients that are not, or not only, mastered in Active Directory; and changing the source of authority.
/// </summary>
public sealed class AuthorityTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    /// <summary>The same people after every start; tests restore the values that they change.</summary>
    private static readonly SeededDifferences Seeded = new SimulatedTenant(
        new SandboxDirectory(null, TimeProvider.System),
        TimeProvider.System
    ).Seeded;

    [BrowserFact]
    public Task SignInName_WholeObjectIsTheClouds_IsRefusedWithWhatToDo() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            await using var session = await new SandboxDirectory(null, TimeProvider.System).OpenAsync(null, default);
            var name = (await session.ReadAsync(Seeded.CloudManaged[0], ["userPrincipalName"], default))!.Text(
                "userPrincipalName"
            )!;
            var list = new Frame(visit);
            await list.GoToAsync($"domains/upn-suffixes/tailwind.example?search={Uri.EscapeDataString(name)}");

            var row = visit.Page.GetByRole(AriaRole.Grid, new() { Name = "People" }).Locator("tbody tr[aria-rowindex]");
            await Expect(row).ToHaveCountAsync(1);
            await row.GetByRole(AriaRole.Checkbox).CheckAsync();
            await visit
                .Page.GetByRole(AriaRole.Combobox, new() { Name = "New suffix" })
                .SelectOptionAsync("brightwater.test");
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Change suffix" }).ClickAsync();

            await Expect(list.Dialog).ToContainTextAsync("1 is left out");
            await Expect(list.Dialog)
                .ToContainTextAsync("The sign-in name is owned by the cloud, with the whole object");
            await Expect(list.Dialog).ToContainTextAsync("Change it in the Entra admin center");
            await Expect(list.Dialog.GetByRole(AriaRole.Button, new() { Name = "Change 0 recipients" }))
                .ToBeDisabledAsync();
        });

    [BrowserFact]
    public Task MixedEdit_CloudManagedMailbox_IsReviewedByPlaceAppliedAndUndone() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.RecipientAdministrator);
            var recipient = new RecipientPage(visit);
            await recipient.GoToAsync($"recipients/{Seeded.ExchangeCloudManaged[3]}");
            var name = await recipient.Heading.InnerTextAsync();
            await recipient.CollectAliasAsync("mixed.edit");
            await recipient.GoToTabAsync("Details");
            await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Display name" }).FillAsync($"{name} Mixed");
            await visit.Page.Keyboard.PressAsync("Tab");
            await Expect(recipient.SaveBar).ToContainTextAsync("2 changes not saved");

            await recipient.OpenReviewAsync();
            await Expect(recipient.Review.Box.GetByRole(AriaRole.Heading, new() { Name = "In Exchange Online" }))
                .ToBeVisibleAsync();
            await Expect(recipient.Review.Box.GetByRole(AriaRole.Heading, new() { Name = "In Active Directory" }))
                .ToBeVisibleAsync();
            await Expect(recipient.Review.Findings.Filter(new() { HasText = "The edit is made in two parts" }))
                .ToHaveCountAsync(1);
            await recipient.Review.ApplyAsync("INC-7");

            await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Applied");
            await Expect(recipient.Heading).ToHaveTextAsync($"{name} Mixed");
            await recipient.GoToTabAsync("Addresses");
            await Expect(recipient.Address("mixed.edit@tailwind.example")).ToHaveCountAsync(1);
            await recipient.Undo.ClickAsync();
            await Expect(recipient.ChangeAppliedBanner)
                .ToContainTextAsync(new Regex(@"Undone.*change \d+\s+and \d+\s+took change \d+\s+and \d+\s+back"));
            await Expect(recipient.Heading).ToHaveTextAsync(name);
            await Expect(recipient.Address("mixed.edit@tailwind.example")).ToHaveCountAsync(0);
        });

    [BrowserFact]
    public Task Switch_TypedConfirmation_HandsBackAndOverAgain() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.RecipientAdministrator);
            var page = new Frame(visit);
            await page.GoToAsync($"recipients/{Seeded.ExchangeCloudManaged[5]}/authority");
            await Expect(page.Main).ToContainTextAsync("Hand them back to Active Directory");

            await SwitchAsync("Hand back to Active Directory");
            await Expect(page.Main).ToContainTextAsync("Hand them to Exchange Online");
            await SwitchAsync("Hand to Exchange Online");
            await Expect(page.Main).ToContainTextAsync("Hand them back to Active Directory");

            async Task SwitchAsync(string button)
            {
                var confirmation = visit.Page.GetByRole(
                    AriaRole.Textbox,
                    new() { NameRegex = new Regex(@"^Type \S+ to confirm$") }
                );
                var act = visit.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
                var label = await visit.Page.GetByText(new Regex(@"^Type \S+ to confirm$")).First.InnerTextAsync();
                await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("INC-8");
                await confirmation.FillAsync("somebody.else@tailwind.example");
                await Expect(act).ToBeDisabledAsync();
                await confirmation.FillAsync(label.Split(' ')[1]);
                await act.ClickAsync();
                await Expect(page.Main.Locator(".applied")).ToContainTextAsync("Switched");
            }
        });
}
