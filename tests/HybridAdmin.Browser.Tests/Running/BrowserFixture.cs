using HybridAdmin.Testing.Running;
using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>
/// One console and one browser for all tests of a collection; each test has its own contexts and its own people.
/// </summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;
    private ConsoleProcess? console;

    public IBrowser Browser =>
        browser ?? throw new InvalidOperationException(Chromium.MissingReason ?? "The browser was not started.");

    public ConsoleProcess Console => console ?? throw new InvalidOperationException("The console was not started.");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        // Without a browser all tests are skipped or fail with the reason: nothing needs to start.
        if (Chromium.MissingReason is not null)
            return;
        var starting = ConsoleProcess.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Chromium.Path,
                Args = Chromium.Flags,
                Headless = true,
            }
        );
        // The time-outs limit only the duration of a failure; a busy machine may be slow.
        Assertions.SetDefaultExpectTimeout(Visit.Patience);
        console = await starting;
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (console is not null)
            await console.DisposeAsync();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Browser";
}

/// <summary>
/// The scans of every page: the longest part, run in parallel with the others on a console and a browser of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class AccessibilityCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Accessibility";
}

/// <summary>Tests that mostly wait for a tenant that does not answer, run in parallel with the others.</summary>
[CollectionDefinition(Name)]
public sealed class TenantCollection : ICollectionFixture<BrowserFixture>
{
    public const string Name = "Tenant";
}
