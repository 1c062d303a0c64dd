using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Core.Directory;
using HybridAdmin.Sandbox;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>Edits that are not applied yet, and the edits that a role permits.</summary>
public sealed class EditingTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    /// <summary>Hidden from address lists without an alias: one of the sandbox's flaws.</summary>
    private static readonly SandboxRecipient HiddenWithoutAlias = new(
        "Hathersage, Keira",
        "keira.hathersage@tailwind.example",
        DistinguishedName.Parse("OU=IT,DC=corp,DC=tailwind,DC=example")
    );

    [BrowserFact]
    public Task Leave_UnsavedEdits_AsksStaysAndDiscards() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var recipient = new RecipientPage(visit);
            await recipient.OpenAsync(SandboxPeople.LiamOShaughran);
            await recipient.CollectAliasAsync("liam.leaving");

            await recipient.GoToTabAsync("Details");
            await Expect(recipient.SaveBar).ToBeVisibleAsync();
            var away = recipient.Navigation.GetByRole(AriaRole.Link, new() { Name = "Home" });
            await away.ClickAsync();
            await Expect(recipient.Dialog).ToContainTextAsync(SandboxPeople.LiamOShaughran.DisplayName);
            await recipient.Dialog.GetByRole(AriaRole.Button, new() { Name = "Stay here" }).ClickAsync();
            await Expect(recipient.Dialog).ToHaveCountAsync(0);
            await Expect(recipient.SaveBar).ToContainTextAsync("+ liam.leaving@tailwind.example");
            await away.ClickAsync();
            await recipient.Dialog.GetByRole(AriaRole.Button, new() { Name = "Discard changes" }).ClickAsync();

            await Expect(visit.Page).ToHaveURLAsync(new Regex("//[^/]+/$"));
            await recipient.OpenAsync(SandboxPeople.LiamOShaughran);
            await Expect(recipient.SaveBar).ToHaveCountAsync(0);
            await Expect(recipient.Address("liam.leaving@tailwind.example")).ToHaveCountAsync(0);
        });

    [BrowserFact]
    public Task Discard_SeveralEdits_ShowsPresentValuesAgain() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var recipient = new RecipientPage(visit);
            await recipient.OpenAsync(SandboxPeople.LiamOShaughran);
            await recipient.CollectAliasAsync("liam.discarded");
            await recipient.GoToTabAsync("Visibility");
            await recipient.HiddenSwitch.CheckAsync();
            await Expect(recipient.SaveBar).ToContainTextAsync("2 changes not saved");

            await recipient.SaveBar.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();

            await Expect(recipient.SaveBar).ToHaveCountAsync(0);
            await Expect(recipient.HiddenSwitch).Not.ToBeCheckedAsync();
            await recipient.GoToTabAsync("Addresses");
            await Expect(recipient.Address("liam.discarded@tailwind.example")).ToHaveCountAsync(0);
        });

    [BrowserFact]
    public Task ProtectedAccount_Helpdesk_IsReadOnlyWithTheReason() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var recipient = new RecipientPage(visit);

            await recipient.OpenAsync(SandboxPeople.ProtectedAdministrator);

            await Expect(recipient.Main).ToContainTextAsync("You can look, not change");
            await Expect(recipient.Main).ToContainTextAsync("adminCount");
            await Expect(recipient.NewAddress).ToHaveCountAsync(0);
            await recipient.GoToTabAsync("Visibility");
            await Expect(recipient.HiddenSwitch).ToBeDisabledAsync();
        });

    [BrowserFact]
    public Task ProtectedAccount_Administrator_MayBeEdited() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var recipient = new RecipientPage(visit);

            await recipient.OpenAsync(SandboxPeople.ProtectedAdministrator);

            await Expect(recipient.NewAddress).ToBeEditableAsync();
        });

    [BrowserFact]
    public Task HiddenWithoutAlias_RecipientAdministrator_IsOfferedTheAlias() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.RecipientAdministrator);
            var recipient = new RecipientPage(visit);
            await recipient.OpenAsync(HiddenWithoutAlias, "visibility");

            await Expect(recipient.Main).ToContainTextAsync("Without an alias the flag does not reach the cloud");
            await Expect(recipient.Main).ToContainTextAsync("targetAddress");
            await recipient
                .Main.GetByRole(AriaRole.Button, new() { Name = "Set the alias keira.hathersage too" })
                .ClickAsync();

            await Expect(recipient.SaveBar).ToContainTextAsync("alias → keira.hathersage");
            await recipient.OpenReviewAsync();
            await Expect(recipient.Review.Attribute("mailNickname")).ToContainTextAsync("keira.hathersage");
        });

    [BrowserFact]
    public Task HiddenWithoutAlias_Helpdesk_IsToldButNotOffered() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var recipient = new RecipientPage(visit);

            await recipient.OpenAsync(HiddenWithoutAlias, "visibility");

            await Expect(recipient.Main).ToContainTextAsync("Without an alias the flag does not reach the cloud");
            await Expect(recipient.Main).ToContainTextAsync("The role Helpdesk may not set an alias");
            await Expect(recipient.Main.GetByRole(AriaRole.Button, new() { Name = "Set the alias" }))
                .ToHaveCountAsync(0);
        });
}
