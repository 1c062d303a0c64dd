using Microsoft.Playwright;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>One person's browser in a test: own cookies, own storage, watched from the first request on.</summary>
public sealed class Visit : IAsyncDisposable
{
    /// <summary>The limit of a failure's duration, in milliseconds.</summary>
    public const float Patience = 30_000;

    private readonly IBrowserContext context;
    private readonly bool isTraced;

    private Visit(IBrowserContext context, IPage page, PageWatch watch, bool isTraced)
    {
        (this.context, Page, Watch, this.isTraced) = (context, page, watch, isTraced);
    }

    public IPage Page { get; }

    public PageWatch Watch { get; }

    public IBrowserContext Context => context;

    public static async Task<Visit> BeginAsync(IBrowser browser, string address, VisitOptions? options = null)
    {
        options ??= new VisitOptions();
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = address + "/",
                ViewportSize = options.Size,
                ColorScheme = options.Dark ? ColorScheme.Dark : ColorScheme.Light,
                // Nothing moves: an element stays where it is checked or clicked.
                ReducedMotion = ReducedMotion.Reduce,
                Locale = "en-GB",
                TimezoneId = "Europe/Berlin",
                Permissions = ["clipboard-read", "clipboard-write"],
                StorageState = options.StorageState,
            }
        );
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(Patience * 2);
        if (options.IsTraced)
            await context.Tracing.StartAsync(new() { Snapshots = true, Screenshots = false });
        var watch = new PageWatch(context, address);
        return new Visit(context, await context.NewPageAsync(), watch, options.IsTraced);
    }

    /// <summary>Performs work of the same person in another tab, which is closed afterwards.</summary>
    public async Task InAnotherTabAsync(Func<Visit, Task> work)
    {
        var tab = await context.NewPageAsync();
        await work(new Visit(context, tab, Watch, isTraced));
        await tab.CloseAsync();
    }

    /// <summary>The checks at the end of every test.</summary>
    public async Task CheckAsync()
    {
        Assert.True(
            Watch.Problems.Count == 0,
            $"The browser reported:{Environment.NewLine}{string.Join(Environment.NewLine, Watch.Problems)}"
        );
        await CheckWidthAsync();
    }

    /// <summary>Checks that no part of the page extends beyond its right edge.</summary>
    public async Task CheckWidthAsync()
    {
        foreach (var page in context.Pages)
        {
            var beyond = await page.EvaluateAsync<int>(
                "() => Math.max(document.documentElement.scrollWidth, document.body?.scrollWidth ?? 0) - window.innerWidth"
            );
            Assert.True(beyond <= 0, $"{page.Url} scrolls {beyond} pixels to the side.");
        }
    }

    /// <summary>Saves a picture of each page, and the trace if there is one.</summary>
    /// <param name="path">The beginning of the files' names.</param>
    public async Task KeepAsync(string path)
    {
        foreach (var (page, number) in context.Pages.Select((p, i) => (p, i + 1)))
            await page.ScreenshotAsync(new() { Path = $"{path}-page{number}.png" });
        if (isTraced)
            await context.Tracing.StopAsync(new() { Path = $"{path}-trace.zip" });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}

/// <summary>The settings of a person's browser.</summary>
public sealed record VisitOptions
{
    public static ViewportSize Desk => new() { Width = 1440, Height = 900 };

    public static ViewportSize Telephone => new() { Width = 390, Height = 844 };

    /// <summary>The size of the desktop viewport at 200 %.</summary>
    public static ViewportSize Zoomed => new() { Width = 720, Height = 450 };

    public ViewportSize Size { get; init; } = Desk;

    /// <summary>True if the operating system prefers a dark theme.</summary>
    public bool Dark { get; init; }

    /// <summary>Cookies and storage of an earlier visit in Playwright's format; null: none.</summary>
    public string? StorageState { get; init; }

    /// <summary>
    /// True to record every step and save the trace when the test fails. Copies the document at each step.
    /// </summary>
    public bool IsTraced { get; init; } = true;
}
