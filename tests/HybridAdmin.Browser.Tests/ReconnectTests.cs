using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Sandbox;
using HybridAdmin.Testing.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>The console stops under an open page and returns.</summary>
public sealed class ReconnectTests(BrowserFixture fixture, ITestOutputHelper output)
    : BrowserTest(fixture, output),
        IAsyncLifetime
{
    private ConsoleProcess? console;

    protected override ConsoleProcess Console => console!;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.MissingReason is null)
            console = await ConsoleProcess.StartAsync();
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (console is not null)
            await console.DisposeAsync();
    }

    [BrowserFact]
    public Task Console_KilledAndStartedAgain_BarThenReloadWithTheSameSession() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Helpdesk);
            var recipient = new RecipientPage(visit);
            await recipient.OpenAsync(SandboxPeople.ZoeWeiss);
            await recipient.NewAddress.FillAsync("half.typed");
            await Expect(recipient.AddressCheck).ToHaveTextAsync("free");
            // The browser reports every failed attempt to reach the stopped console.
            visit.Watch.Expect("ERR_CONNECTION_REFUSED");
            visit.Watch.Expect("WebSocket");
            visit.Watch.Expect("console error", "Error: ");

            await Console.KillAsync();
            await Expect(recipient.ConnectionLost).ToBeVisibleAsync();
            await Expect(recipient.NewAddress).ToHaveValueAsync("half.typed");
            await Expect(recipient.Heading).ToBeVisibleAsync();

            await Console.StartAgainAsync();
            // The circuit ended with the process: the page reports it and offers to load again.
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Load again" }).ClickAsync();
            await recipient.IsOpenAsync(SandboxPeople.ZoeWeiss);
            await recipient.CollectAliasAsync("after.restart");
            await Expect(recipient.SaveBar).ToBeVisibleAsync();
        });
}
