using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>A change is reverted after others have changed its values further.</summary>
public sealed class RevertTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    private static readonly SandboxRecipient Person = SandboxPeople.KenjiWatanabe;

    [BrowserFact]
    public Task TakeBack_ValueMovedOn_IsChosenByValueAndApplied() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.RecipientAdministrator);
            var recipient = new RecipientPage(visit);
            var record = await WriteAsync(recipient, (7, "first seven"), (8, "first eight"), (9, "first nine"));
            await WriteAsync(recipient, (7, "later seven"), (8, "later eight"));

            var page = new AuditRecordPage(visit);
            await page.GoToAsync(record);
            await page.TakeBack.ClickAsync();
            await Expect(page.Main).ToContainTextAsync("Values of this change moved on since");
            await Expect(page.Preview).ToBeDisabledAsync();
            await ChooseAsync(page.Moved("later seven"), "Keep it");
            await ChooseAsync(page.Moved("later eight"), "Take it back");
            await page.Preview.ClickAsync();

            await Expect(page.Planned).ToContainTextAsync("later eight");
            await Expect(page.Planned).ToContainTextAsync("first nine");
            await Expect(page.Planned).Not.ToContainTextAsync("seven");
            await page.Main.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("INC-41 it was wrong");
            await page
                .Main.GetByRole(AriaRole.Button, new() { NameRegex = new("^Take change [0-9]+ back$") })
                .ClickAsync();
            await Expect(page.Facts).ToContainTextAsync("Taken back by");

            await recipient.OpenAsync(Person, "custom");
            await Expect(Field(recipient, 7)).ToHaveValueAsync("later seven");
            await Expect(Field(recipient, 8)).ToHaveValueAsync("");
            await Expect(Field(recipient, 9)).ToHaveValueAsync("");
        });

    /// <summary>Writes custom attributes, and returns the path of the record.</summary>
    private static async Task<string> WriteAsync(RecipientPage recipient, params (int Number, string Text)[] values)
    {
        await recipient.OpenAsync(Person, "custom");
        foreach (var (number, text) in values)
        {
            await Field(recipient, number).FillAsync(text);
            await Field(recipient, number).BlurAsync();
        }

        await Expect(recipient.SaveBar).ToContainTextAsync($"{values.Length} changes not saved");
        await recipient.OpenReviewAsync();
        await recipient.Review.ApplyAsync("INC-40");
        return (await recipient.ChangeAppliedBanner.GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!;
    }

    private static ILocator Field(RecipientPage recipient, int number) =>
        recipient.Main.GetByRole(AriaRole.Textbox, new() { Name = $"Custom attribute {number}", Exact = true });

    private static async Task ChooseAsync(ILocator row, string choice)
    {
        var button = row.GetByRole(AriaRole.Button, new() { Name = choice });
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
    }
}
