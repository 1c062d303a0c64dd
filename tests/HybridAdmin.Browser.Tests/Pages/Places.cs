using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests.Pages;

/// <summary>A page or dialog as a user sees it.</summary>
/// <param name="Name">Also the name of its picture.</param>
/// <param name="Persona">The persona who is signed in; null: nobody.</param>
/// <param name="OpenAsync">Opens it and waits until it is drawn.</param>
public sealed record Place(string Name, Persona? Persona, Func<Visit, Task> OpenAsync)
{
    /// <inheritdoc />
    public override string ToString() => Name;
}

/// <summary>Every page and dialog of the console, for rules that apply everywhere. Add new pages here.</summary>
public static class Places
{
    public static IReadOnlyList<Place> All { get; } =
    [
        new(
            "sign-in",
            null,
            async visit =>
            {
                await visit.Page.GotoAsync("sign-in");
                await Expect(new SignInPage(visit).Heading).ToBeVisibleAsync();
            }
        ),
        At("home", Persona.Administrator, ""),
        At("recipients", Persona.Administrator, "recipients"),
        At("recipients-filtered", Persona.Administrator, "recipients?search=we&hidden=false&sort=primarySmtpAddress"),
        new("recipients-right-to-left", Persona.Administrator, RightToLeftList),
        At("recipients-none", Persona.Administrator, "recipients?search=nobody+at+all"),
        Recipient("recipient", ""),
        Recipient("recipient-visibility", "visibility"),
        Recipient("recipient-custom", "custom"),
        Recipient("recipient-details", "details"),
        new("recipient-cloud", Persona.Administrator, CloudAsync),
        Recipient("recipient-history", "history"),
        Recipient("recipient-raw", "raw"),
        new("recipient-right-to-left", Persona.Administrator, RightToLeftRecipient),
        new(
            "recipient-long-name",
            Persona.Administrator,
            visit => new RecipientPage(visit).OpenAsync(SandboxPeople.LongName)
        ),
        At("recipient-cloud-managed", Persona.Administrator, $"recipients/{CloudManaged.Value}"),
        At("recipient-authority", Persona.Administrator, $"recipients/{CloudManaged.Value}/authority"),
        new("recipient-edited", Persona.Administrator, EditAsync),
        new("recipient-taken", Persona.Helpdesk, TypeTakenAsync),
        new(
            "recipient-protected",
            Persona.Helpdesk,
            visit => new RecipientPage(visit).OpenAsync(SandboxPeople.ProtectedAdministrator)
        ),
        new("review", Persona.Administrator, visit => ReviewAsync(visit, null)),
        new("review-ldif", Persona.Administrator, visit => ReviewAsync(visit, "LDIF")),
        new("review-cmdlet", Persona.Administrator, visit => ReviewAsync(visit, "Cmdlet")),
        new("conflict", Persona.Administrator, ConflictAsync),
        new("leave", Persona.Administrator, LeaveAsync),
        At("find", Persona.Administrator, "find"),
        At("find-holder", Persona.Administrator, $"find?address={SandboxPeople.ZoeWeiss.Address}"),
        new("find-right-to-left", Persona.Administrator, RightToLeftFind),
        At(
            "find-free",
            Persona.Administrator,
            "find?address=X500:%2Fo=Tailwind%2Fou=Exchange%20Administrative%20Group%20(FYDIBOHF23SPDLT)%2Fcn=Recipients%2Fcn=gone"
        ),
        new("search-bounce", Persona.Administrator, SearchBounceAsync),
        At("visibility", Persona.Administrator, "visibility"),
        new("visibility-review", Persona.Administrator, ReviewVisibilityAsync),
        At("visibility-why", Persona.Administrator, $"visibility/why/{SandboxPeople.InfoMailbox.Id}"),
        At("domains", Persona.Administrator, "domains"),
        At("domain", Persona.Administrator, "domains/tailwind-research.example"),
        At("domain-not-verified", Persona.Administrator, "domains/tailwind-cargo.test"),
        At("upn-suffixes", Persona.Administrator, "domains/upn-suffixes"),
        At("upn-suffix-people", Persona.Administrator, "domains/upn-suffixes/corp.tailwind.local"),
        new("drift", Persona.Administrator, DriftAsync),
        At("migration", Persona.Administrator, "migration"),
        At("migration-batch", Persona.Administrator, "migration/Brightwater%20wave%202"),
        At("migration-new", Persona.Administrator, "migration/new"),
        At("audit", Persona.Administrator, "audit"),
        At("record", Persona.Administrator, "audit/1"),
        At("settings", Persona.Administrator, "settings"),
        At("settings-roles", Persona.Administrator, "settings?tab=roles"),
        At("settings-rights", Persona.Administrator, "settings?tab=rights"),
        At("settings-about", Persona.Administrator, "settings?tab=about"),
        At("me", Persona.Helpdesk, "me"),
        new("access-denied", Persona.Helpdesk, visit => WithStatusAsync(visit, "settings", "403", "Not allowed")),
        new("not-found", Persona.Helpdesk, visit => WithStatusAsync(visit, "no/such/page", "404", "Page not found")),
        new(
            "sign-out",
            Persona.Helpdesk,
            async visit =>
            {
                await visit.Page.GotoAsync("sign-out");
                await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign out" })).ToBeVisibleAsync();
            }
        ),
    ];

    /// <summary>
    /// A person whose Exchange attributes are mastered in the sandbox's tenant; the same after every start.
    /// </summary>
    private static Lazy<Guid> CloudManaged =>
        new(() =>
            new SimulatedTenant(new SandboxDirectory(null, TimeProvider.System), TimeProvider.System)
                .Seeded
                .ExchangeCloudManaged[0]
        );

    /// <summary>The people whose names are written from right to left, found by a common beginning.</summary>
    public static async Task RightToLeftList(Visit visit)
    {
        var list = new RecipientListPage(visit);
        await list.OpenAsync("?search=" + Uri.EscapeDataString("ال"));
        await Expect(list.Rows.First).ToBeVisibleAsync();
    }

    /// <summary>One of the right-to-left recipients.</summary>
    public static async Task RightToLeftRecipient(Visit visit)
    {
        await RightToLeftList(visit);
        await new RecipientListPage(visit).Rows.First.GetByRole(AriaRole.Link).ClickAsync();
        await visit.Page.WaitForURLAsync("**/recipients/*-*");
        await new Frame(visit).IsReadyAsync();
    }

    /// <summary>The holder of the address of that recipient.</summary>
    public static async Task RightToLeftFind(Visit visit)
    {
        await RightToLeftList(visit);
        var row = await new RecipientListPage(visit).Rows.First.InnerTextAsync();
        await new Frame(visit).GoToAsync(
            "find?address=" + row.Split('\t', '\n').First(cell => cell.Contains('@', StringComparison.Ordinal)).Trim()
        );
        await Expect(visit.Page.GetByRole(AriaRole.List, new() { Name = "Who holds it", Exact = true }))
            .ToBeVisibleAsync();
    }

    /// <summary>Two pending edits, as in the picture of the README.</summary>
    public static async Task EditAsync(Visit visit)
    {
        var recipient = new RecipientPage(visit);
        await recipient.OpenAsync(SandboxPeople.ZoeWeiss);
        await recipient.CollectAliasAsync("zoe");
        await recipient
            .Address("zoe@tailwind.example")
            .GetByRole(AriaRole.Button, new() { Name = "Make primary" })
            .ClickAsync();
        await Expect(recipient.SaveBar).ToContainTextAsync("2 changes not saved");
    }

    private static Place At(string name, Persona persona, string path) =>
        new(name, persona, visit => new Frame(visit).GoToAsync(path));

    private static Place Recipient(string name, string tab) =>
        new(name, Persona.Administrator, visit => new RecipientPage(visit).OpenAsync(SandboxPeople.ZoeWeiss, tab));

    /// <summary>The tenant is read in the background: the page is reloaded until the data exists.</summary>
    private static async Task CloudAsync(Visit visit)
    {
        await new RecipientPage(visit).OpenAsync(SandboxPeople.ZoeWeiss, "cloud");
        await Expect(
                new Frame(visit).Main.GetByRole(
                    AriaRole.Region,
                    new() { Name = "Active Directory and the cloud, side by side" }
                )
            )
            .ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private static Task DriftAsync(Visit visit) => new DriftPage(visit).OpenAsync();

    private static async Task TypeTakenAsync(Visit visit)
    {
        var recipient = new RecipientPage(visit);
        await recipient.OpenAsync(SandboxPeople.RoomSpree);
        await recipient.NewAddress.FillAsync("info");
        await Expect(recipient.AddressCheck).ToContainTextAsync("taken by");
    }

    private static async Task ReviewAsync(Visit visit, string? tab)
    {
        await EditAsync(visit);
        var recipient = new RecipientPage(visit);
        await recipient.OpenReviewAsync();
        await Expect(recipient.Review.Attribute("proxyAddresses")).ToBeVisibleAsync();
        if (tab is not null)
            await recipient.Review.ShowAsync(tab);
    }

    /// <summary>The same person in a second tab acts as the other person.</summary>
    private static async Task ConflictAsync(Visit visit)
    {
        var mine = new RecipientPage(visit);
        await mine.OpenAsync(SandboxPeople.LucjaZoltek);
        await mine.NewAddress.FillAsync("lucja.mine");
        await mine.NewAddress.PressAsync("Enter");
        await Expect(mine.SaveBar).ToBeVisibleAsync();
        await mine.GoToTabAsync("Visibility");
        await mine.HiddenSwitch.ClickAsync();
        await visit.InAnotherTabAsync(async other =>
        {
            var theirs = new RecipientPage(other);
            await theirs.OpenAsync(SandboxPeople.LucjaZoltek);
            await theirs.CollectAliasAsync($"lucja.{Guid.NewGuid():N}");
            await theirs.OpenReviewAsync();
            await theirs.Review.ApplyAsync("INC-1");
        });

        await mine.OpenReviewAsync();
        await Expect(mine.Review.Conflict).ToBeVisibleAsync();
    }

    private static async Task SearchBounceAsync(Visit visit)
    {
        var frame = new Frame(visit);
        await frame.GoToAsync("");
        await frame.GlobalSearch.FillAsync(
            "Your message could not be delivered: IMCEAEX-_o=Tailwind_cn=Recipients_cn=gone@tailwind.example"
        );
        await Expect(frame.Suggestions.First).ToContainTextAsync("bounce");
    }

    private static async Task ReviewVisibilityAsync(Visit visit)
    {
        var page = new VisibilityPage(visit);
        await page.OpenAsync();
        await page.ChooseAllAsync();
        await page.Bulk.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.Dialog).ToContainTextAsync("will be shown");
    }

    private static async Task LeaveAsync(Visit visit)
    {
        await EditAsync(visit);
        var frame = new Frame(visit);
        await frame.Main.GetByRole(AriaRole.Link, new() { Name = "Recipients" }).ClickAsync();
        await Expect(frame.Dialog).ToBeVisibleAsync();
    }

    private static async Task WithStatusAsync(Visit visit, string path, string status, string heading)
    {
        visit.Watch.Expect(status);
        await visit.Page.GotoAsync(path);
        await Expect(new Frame(visit).Heading).ToHaveTextAsync(heading);
    }
}
