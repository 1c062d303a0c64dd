using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// The main purpose of the console: find a person, change addresses and visibility, revert it, and read who did it.
/// </summary>
public sealed class MainFlowTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    private const string Reason = "INC-20417 new name at work";
    private static readonly SandboxRecipient Person = SandboxPeople.ZoeWeiss;

    [BrowserFact]
    public Task Helpdesk_AliasPrimaryAndHidden_IsAppliedUndoneAndReadByAuditor() =>
        BrowseAsync(async () =>
        {
            var helpdesk = await VisitAsync(Persona.Helpdesk);
            var recipient = await FindByKeyboardAsync(helpdesk);
            await CollectEditsAsync(recipient);
            await ReviewAsync(recipient);
            var record = await ApplyAsync(recipient);
            await UndoAsync(recipient);
            await ReadHistoryAsync(recipient);

            var auditor = await VisitAsync(Persona.Auditor);
            await ReadAuditAsync(auditor, record);
        });

    private static async Task<RecipientPage> FindByKeyboardAsync(Visit visit)
    {
        var frame = new Frame(visit);
        await visit.Page.Keyboard.PressAsync("/");
        await Expect(frame.GlobalSearch).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("weiß zo");
        await Expect(frame.Suggestions.First).ToContainTextAsync(Person.DisplayName);
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(frame.Suggestions.First).ToHaveAttributeAsync("aria-selected", "true");
        await visit.Page.Keyboard.PressAsync("Enter");

        var recipient = new RecipientPage(visit);
        await recipient.IsOpenAsync(Person);
        await Expect(recipient.Address(Person.Address)).ToContainTextAsync("Primary");
        return recipient;
    }

    private static async Task CollectEditsAsync(RecipientPage recipient)
    {
        await Expect(recipient.NewAddress).ToBeFocusedAsync();
        await recipient.CollectAliasAsync("zoe.maier");
        await Expect(recipient.Address("zoe.maier@tailwind.example")).ToContainTextAsync("new");
        await recipient
            .Address("zoe.maier@tailwind.example")
            .GetByRole(AriaRole.Button, new() { Name = "Make primary" })
            .ClickAsync();
        await recipient.GoToTabAsync("Visibility");
        await recipient.HiddenSwitch.CheckAsync();
        await Expect(recipient.SaveBar).ToContainTextAsync("3 changes not saved");
        await Expect(recipient.SaveBar).ToContainTextAsync("primary → zoe.maier@tailwind.example");
    }

    private static async Task ReviewAsync(RecipientPage recipient)
    {
        await recipient.OpenReviewAsync();
        var review = recipient.Review;
        var addresses = review.Attribute("proxyAddresses");
        await Expect(addresses.GetByRole(AriaRole.Deletion))
            .ToHaveTextAsync(["removed SMTP:zoe.weiss@tailwind.example"]);
        await Expect(addresses.GetByRole(AriaRole.Insertion))
            .ToHaveTextAsync(["added smtp:zoe.weiss@tailwind.example", "added SMTP:zoe.maier@tailwind.example"]);
        await Expect(review.Attribute("mail")).ToContainTextAsync("zoe.maier@tailwind.example");
        await Expect(review.Attribute("msExchHideFromAddressLists")).ToContainTextAsync("TRUE");

        await review.ShowAsync("LDIF");
        await Expect(review.Code("LDIF")).ToContainTextAsync("changetype: modify");
        await review.ShowAsync("Cmdlet");
        await Expect(review.Code("Exchange Management Shell")).ToContainTextAsync("Set-RemoteMailbox");
        await review.Box.GetByRole(AriaRole.Button, new() { Name = "Copy" }).ClickAsync();
        await Expect(review.Box.Locator("[data-copied]")).ToHaveCountAsync(1);
    }

    private static async Task<string> ApplyAsync(RecipientPage recipient)
    {
        await recipient.Review.ApplyAsync(Reason);
        await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Applied");
        await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync(Reason);
        await Expect(recipient.SaveBar).ToHaveCountAsync(0);
        await Expect(recipient.HiddenSwitch).ToBeCheckedAsync();
        var record = await recipient.ChangeAppliedBanner.GetByRole(AriaRole.Link).First.GetAttributeAsync("href");
        await recipient.GoToTabAsync("Addresses");
        await Expect(recipient.Address("zoe.maier@tailwind.example")).ToContainTextAsync("Primary");
        await Expect(recipient.Address(Person.Address)).ToContainTextAsync("Alias");
        return record!;
    }

    private static async Task UndoAsync(RecipientPage recipient)
    {
        await recipient.Undo.ClickAsync();
        await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Undone");
        await Expect(recipient.Address("zoe.maier@tailwind.example")).ToHaveCountAsync(0);
        await Expect(recipient.Address(Person.Address)).ToContainTextAsync("Primary");
        await recipient.GoToTabAsync("Visibility");
        await Expect(recipient.HiddenSwitch).Not.ToBeCheckedAsync();
    }

    private static async Task ReadHistoryAsync(RecipientPage recipient)
    {
        await recipient.GoToTabAsync("History");
        await Expect(recipient.History).ToHaveCountAsync(2);
        await Expect(recipient.History.Nth(0)).ToContainTextAsync("Took change");
        await Expect(recipient.History.Nth(1)).ToContainTextAsync("taken back by");
        await Expect(recipient.History.Nth(1)).ToContainTextAsync(Reason);
    }

    private static async Task ReadAuditAsync(Visit visit, string record)
    {
        var audit = new AuditPage(visit);
        await audit.FollowAsync("Audit");
        await audit.Person.FillAsync(Persona.Helpdesk.Name.Split(' ')[0]);
        await audit.Person.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("person="));
        await audit.Attribute.SelectOptionAsync("msExchHideFromAddressLists");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("attribute=msExchHideFromAddressLists"));
        await audit.Recipient.FillAsync(Person.Id.ToString());
        await audit.Recipient.PressAsync("Enter");
        await Expect(audit.Rows).ToHaveCountAsync(2);
        await audit.ReloadAsync();
        await Expect(audit.Rows).ToHaveCountAsync(2);
        await Expect(audit.Attribute).ToHaveValueAsync("msExchHideFromAddressLists");
        var row = audit.Row(Reason);
        await Expect(row).ToContainTextAsync(Persona.Helpdesk.Name);
        await Expect(row).ToContainTextAsync(Person.DisplayName);
        await Expect(row).ToContainTextAsync("zoe.maier@tailwind.example");
        await Expect(row).ToContainTextAsync("Applied");

        var page = new AuditRecordPage(visit);
        await page.GoToAsync(record);
        await Expect(page.Facts).ToContainTextAsync(Persona.Helpdesk.Name);
        await Expect(page.Facts).ToContainTextAsync(Reason);
        await Expect(page.Facts).ToContainTextAsync("Taken back by");
        await Expect(page.Attribute("proxyAddresses").GetByRole(AriaRole.Deletion))
            .ToHaveTextAsync(["removed SMTP:zoe.weiss@tailwind.example"]);
        await Expect(page.Attribute("mail")).ToContainTextAsync("zoe.maier@tailwind.example");
        await Expect(page.TakeBack).ToHaveCountAsync(0);

        var recipient = new RecipientPage(visit);
        await recipient.OpenAsync(Person);
        await Expect(recipient.NewAddress).ToHaveCountAsync(0);
        await Expect(
                recipient
                    .Main.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("Remove|primary address$") })
                    .And(visit.Page.Locator(".address-actions button"))
            )
            .ToHaveCountAsync(0);
        await recipient.GoToTabAsync("Visibility");
        await Expect(recipient.HiddenSwitch).ToBeDisabledAsync();
    }
}
