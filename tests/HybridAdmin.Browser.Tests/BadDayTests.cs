using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Sandbox;
using HybridAdmin.Sandbox.Tenant;
using HybridAdmin.Testing.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// The tenant fails in every way that the simulation supports: all pages that query it are drawn and state which data
/// is missing and since when, and on-premises work continues.
/// </summary>
[Collection(TenantCollection.Name)]
public sealed class BadDayTests(BrowserFixture fixture, ITestOutputHelper output)
    : BrowserTest(fixture, output),
        IAsyncLifetime
{
    /// <summary>
    /// The time limit for drawing a page on a busy machine: it may wait for a tenant, but not for its time-outs.
    /// </summary>
    private const float Drawn = 25_000;

    private static readonly string Zoe = RecipientPage.Path(SandboxPeople.ZoeWeiss);
    private static readonly string[] CloudTab =
    [
        "The cloud's part is as last known",
        "could not be asked since",
        "Known as of",
    ];
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HYBRIDADMIN_PICTURES");
    private readonly List<string> failures = [];
    private string day = "schema";
    private int pictures;
    private TenantConsole? console;

    protected override string Address => console!.Address;

    protected override string Log => "The console ran in the process of the tests.";

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.MissingReason is null)
            console = await TenantConsole.StartAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (console is not null)
            await console.DisposeAsync();
    }

    [BrowserFact]
    public Task TenantUnreachable_EveryPage_SaysSoSinceWhenAndAnAliasIsAdded() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            await OrderAsync(SimulatedFaultKind.Unreachable);

            await LooksAsync(visit, "", "Microsoft 365");
            await Expect(Chip(visit)).ToContainTextAsync("not reachable");
            await LooksAsync(visit, "recipients");
            await LooksAsync(visit, Zoe);
            await LooksAsync(visit, $"{Zoe}/cloud", CloudTab);
            await LooksAsync(
                visit,
                "domains",
                "Exchange Online does not answer: what it knows is missing below",
                "Since"
            );
            await LooksAsync(
                visit,
                "domains/tailwind.example",
                "does not answer: what it knows is missing below",
                "MTA-STS"
            );
            await LooksAsync(visit, "domains/upn-suffixes");
            await LooksAsync(visit, "drift", "A part is missing or as last known", "The cloud was last read");
            await LooksAsync(
                visit,
                $"find?address={SandboxPeople.ZoeWeiss.Address}",
                "Weiß, Zoë",
                "Microsoft 365",
                "(since",
                "others may have it there"
            );
            await LooksAsync(visit, $"visibility/why/{SandboxPeople.InfoMailbox.Id}", "could not be asked");
            await LooksAsync(visit, "settings", "not reachable");
            await AddsAnAliasAsync(visit);
        });

    [BrowserTheory]
    [InlineData(SimulatedFaultKind.Unauthorized, "sign-in refused")]
    [InlineData(SimulatedFaultKind.Throttled, "busy")]
    [InlineData(SimulatedFaultKind.CutPage, "not reachable")]
    public Task TenantOfNoUse_CloudPages_SaySoSinceWhenAndAnAliasIsAdded(SimulatedFaultKind kind, string word) =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            await OrderAsync(kind);

            await LooksAsync(visit, $"{Zoe}/cloud", CloudTab);
            await Expect(Chip(visit)).ToContainTextAsync(word);
            await LooksAsync(
                visit,
                "domains/tailwind.example",
                "does not answer: what it knows is missing below",
                "Since"
            );
            await LooksAsync(visit, "drift", "could not be asked since");
            await LooksAsync(visit, "settings", word);
            await AddsAnAliasAsync(visit);
        });

    [BrowserFact]
    public Task PermissionsTakenAway_EveryPage_SaysWhatIsKeptBackAndAnAliasIsAdded() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            Order(new SimulatedFault(SimulatedFaultKind.ForbiddenEmpty));
            await console!.UntilAsync(
                s => s.Warnings.Any(w => w.Contains("may not read", StringComparison.Ordinal)),
                "the console to notice"
            );

            await LooksAsync(visit, "");
            await LooksAsync(visit, Zoe);
            await LooksAsync(visit, $"{Zoe}/cloud", "no permission");
            await LooksAsync(visit, "domains", "does not tell everything: that part is missing below", "no permission");
            await LooksAsync(visit, "domains/tailwind.example", "does not tell everything");
            await LooksAsync(visit, "drift", "may not read");
            await LooksAsync(visit, $"find?address={SandboxPeople.ZoeWeiss.Address}", "Weiß, Zoë", "no permission");
            await LooksAsync(visit, $"visibility/why/{SandboxPeople.InfoMailbox.Id}");
            await LooksAsync(visit, "settings", "Wants attention", "may not read users");
            await AddsAnAliasAsync(visit);
        });

    [BrowserFact]
    public Task TenantSlow_EveryPage_IsDrawnWithoutItAndAnAliasIsAdded() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            Order(new SimulatedFault(SimulatedFaultKind.Slow, TimeSpan.FromMinutes(2)));

            await LooksAsync(visit, "");
            await LooksAsync(visit, Zoe);
            await LooksAsync(visit, $"{Zoe}/cloud", "did not answer within");
            await LooksAsync(visit, "domains", "did not answer within");
            await LooksAsync(visit, "domains/tailwind.example", "did not answer within", "MTA-STS");
            await LooksAsync(visit, "drift");
            await LooksAsync(
                visit,
                $"find?address={SandboxPeople.ZoeWeiss.Address}",
                "Weiß, Zoë",
                "did not answer within"
            );
            await LooksAsync(visit, $"visibility/why/{SandboxPeople.InfoMailbox.Id}");
            await LooksAsync(visit, "settings");
            await AddsAnAliasAsync(visit);
        });

    [BrowserFact]
    public Task SchemaChangedAndClockWrong_EveryPage_IsDrawnAndTheClockIsSaid() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            console!.Misbehaviour.UnknownValues = true;
            console.Misbehaviour.ClockSkew = TimeSpan.FromMinutes(20);
            await console.UntilAsync(
                s => s.Warnings.Any(w => w.Contains("differ by", StringComparison.Ordinal)),
                "the console to notice"
            );

            await LooksAsync(visit, "");
            await LooksAsync(visit, Zoe);
            await LooksAsync(visit, $"{Zoe}/cloud", "Active Directory");
            await LooksAsync(visit, "domains", "tailwind.example");
            await LooksAsync(visit, "domains/tailwind.example", "MTA-STS");
            await LooksAsync(visit, "drift");
            await LooksAsync(visit, $"find?address={SandboxPeople.ZoeWeiss.Address}", "Weiß, Zoë");
            await LooksAsync(visit, "settings", "the clock");
            await AddsAnAliasAsync(visit);
        });

    /// <summary>Orders a fault of Graph and Exchange Online from now on.</summary>
    private void Order(SimulatedFault fault)
    {
        day = fault.Kind.ToString().ToLowerInvariant();
        console!.Misbehaviour.FailAlways(TenantEndpoint.Graph, fault);
        console.Misbehaviour.FailAlways(TenantEndpoint.Exchange, fault);
    }

    private async Task OrderAsync(SimulatedFaultKind kind)
    {
        Order(new SimulatedFault(kind, TimeSpan.FromMinutes(10)));
        await console!.UntilAsync(s => s.State == TenantState.Problem, "the console to notice");
    }

    private static ILocator Chip(Visit visit) => visit.Page.Locator(".connection").Filter(new() { HasText = "M365" });

    /// <summary>
    /// Checks that the page is drawn past its skeletons, without a fault of its own, and contains these texts.
    /// </summary>
    private async Task LooksAsync(Visit visit, string path, params string[] says)
    {
        var frame = new Frame(visit);
        try
        {
            await visit.Page.GotoAsync(path.Length == 0 ? "./" : path);
            await Expect(frame.Heading).ToBeVisibleAsync();
            await Expect(visit.Page.Locator(".skeleton, .skeleton-rows"))
                .ToHaveCountAsync(0, new() { Timeout = Drawn });
            foreach (var words in says)
                await Expect(frame.Main).ToContainTextAsync(words, new() { Timeout = 10_000 });
            await Expect(frame.Main).Not.ToContainTextAsync("This page stopped working");
            await visit.CheckWidthAsync();
            if (Pictures is { Length: > 0 })
                await visit.Page.ScreenshotAsync(
                    new()
                    {
                        Path = Path.Combine(Directory.CreateDirectory(Pictures).FullName, $"{day}-{pictures++}.png"),
                    }
                );
        }
        catch (Exception exception) when (exception is PlaywrightException or Xunit.Sdk.XunitException)
        {
            // The other pages are checked all the same, so that one run reports everything.
            failures.Add($"{path}: {exception.Message.Split('\n')[0]} {await frame.Main.InnerTextAsync()}");
        }
    }

    private async Task AddsAnAliasAsync(Visit visit)
    {
        var recipient = new RecipientPage(visit);
        await recipient.OpenAsync(SandboxPeople.RoomSpree);
        await recipient.CollectAliasAsync("spree.badday");
        await recipient.OpenReviewAsync();
        await Expect(recipient.Review.Attribute("proxyAddresses")).ToBeVisibleAsync(new() { Timeout = Drawn });
        var confirm = recipient.Review.Box.GetByRole(AriaRole.Checkbox);
        if (await confirm.CountAsync() > 0)
            await confirm.First.CheckAsync();
        await recipient.Review.ApplyAsync("INC-1");

        await Expect(recipient.ChangeAppliedBanner).ToContainTextAsync("Applied", new() { Timeout = Drawn });
        await Expect(recipient.Address("spree.badday@tailwind.example")).ToContainTextAsync("Alias");
        Assert.True(failures.Count == 0, string.Join("\n\n", failures));
    }
}
