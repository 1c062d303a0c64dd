using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>From a bounce message to replies that arrive again.</summary>
public sealed class BounceTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    private const string Legacy =
        "/o=Tailwind/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn=0a1b2c3d-solene";

    /// <summary>A bounce message as Exchange sends it: several lines, the address folded and included twice.</summary>
    private const string Bounce = """
        Delivery has failed to these recipients or groups:

        Quéméneur Solène
        The email address you entered couldn't be found.

        Diagnostic information for administrators:
        Generating server: MX1.tailwind.example
        IMCEAEX-_o=Tailwind_ou=Exchange+20Administrative+20Group+20
         +28FYDIBOHF23SPDLT+29_cn=Recipients_cn=0a1b2c3d-solene@tailwind.example
        Remote Server returned '550 5.1.11 RESOLVER.ADR.ExRecipNotFound; Recipient not found by Exchange Legacy encapsulated email address lookup'
        """;

    [BrowserFact]
    public Task Bounce_PastedWholeIntoTheSearch_IsDecodedAndAddedToSomebody() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.RecipientAdministrator);
            var frame = new Frame(visit);
            await frame.GoToAsync("");
            await PasteAsync(visit, frame.GlobalSearch);
            await Expect(frame.Suggestions.First).ToContainTextAsync("bounce");
            await visit.Page.Keyboard.PressAsync("Enter");

            await Expect(frame.Main).ToContainTextAsync(Legacy);
            await Expect(frame.Main).ToContainTextAsync("Not in use.");
            await frame.Main.GetByRole(AriaRole.Button, new() { Name = "Copy answer" }).ClickAsync();
            await visit.Page.WaitForFunctionAsync(
                "legacy => navigator.clipboard.readText().then(text => text.includes(legacy))",
                Legacy
            );
            await frame.Main.GetByRole(AriaRole.Button, new() { Name = "Add to ..." }).ClickAsync();
            await frame
                .Main.GetByRole(AriaRole.Searchbox, new() { NameRegex = new("^Add ") })
                .FillAsync("solene.quemeneur");
            await frame
                .Main.GetByRole(AriaRole.List, new() { Name = "People that match" })
                .GetByRole(AriaRole.Button)
                .First.ClickAsync();

            var recipient = new RecipientPage(visit);
            await recipient.IsOpenAsync(SandboxPeople.SoleneQuemeneur);
            await recipient.OpenReviewAsync();
            await recipient.Review.ApplyAsync("INC-IMCEAEX");
            await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Applied");

            await PasteAsync(visit, frame.GlobalSearch);
            await Expect(frame.Suggestions.First).ToContainTextAsync("bounce");
            await visit.Page.Keyboard.PressAsync("Enter");
            await Expect(frame.Main).ToContainTextAsync($"{SandboxPeople.SoleneQuemeneur.DisplayName} has it.");
        });

    private static async Task PasteAsync(Visit visit, ILocator field)
    {
        await visit.Page.EvaluateAsync("text => navigator.clipboard.writeText(text)", Bounce);
        await field.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Control+V");
    }
}
