using System.Globalization;
using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Testing.Running;
using Microsoft.Playwright;

namespace HybridAdmin.Benchmarks;

/// <summary>
/// The list of recipients in a browser, with the sandbox's directory: from a jump of the scroll bar to a distant
/// position until a row of the new position is in the middle of the list.
/// </summary>
internal static class ScrollBenchmark
{
    private const int Jumps = 200;
    private const double Budget = 500;

    /// <summary>Returns the duration in milliseconds, by the browser's clock.</summary>
    private const string Jump = """
        share => new Promise((done, fail) => {
          const scroller = document.querySelector('.data-table-scroll');
          const box = scroller.getBoundingClientRect();
          const height = scroller.querySelector('tbody tr[aria-rowindex]').getBoundingClientRect().height;
          const began = performance.now();
          scroller.scrollTop = Math.floor((scroller.scrollHeight - scroller.clientHeight) * share);
          const wanted = (scroller.scrollTop + box.height / 2) / height;
          const look = () => {
            const row = document.elementFromPoint(box.left + box.width / 3, box.top + box.height / 2)?.closest('tr[aria-rowindex]');
            const took = performance.now() - began;
            if (row?.textContent.includes('@') && Math.abs(Number(row.getAttribute('aria-rowindex')) - wanted) < 4) done(took);
            else if (took > 30000) fail(new Error('no row after 30 seconds'));
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })
        """;

    public static async Task RunAsync(Report report, int people)
    {
        if (Chromium.MissingReason is { } missing)
            throw new InvalidOperationException(missing);
        await using var console = await ConsoleProcess.StartAsync(
            folder => LargeSandbox.Write(Path.Combine(folder, "sandbox.json"), people),
            "--Sandbox:Speed=1",
            "--Logging:LogLevel:Default=Warning"
        );
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Chromium.Path,
                Args = Chromium.Flags,
                Headless = true,
            }
        );
        await using var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = console.Address + "/",
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        await SignInAsync(console, context);
        var page = await context.NewPageAsync();
        await page.GotoAsync("recipients");
        await page.WaitForSelectorAsync(".data-table-scroll tbody tr[aria-rowindex]");
        await Task.Delay(TimeSpan.FromSeconds(5)); // the tenant is read in the background, and then updates the list

        var times = new Times();
        // Distant positions without repetition: multiples of the golden ratio. The first ones warm up.
        for (var i = -9; i <= Jumps; i++)
        {
            var took = await page.EvaluateAsync<double>(Jump, (i + 10) * 0.618_034 % 1);
            if (i > 0)
                times.Add(TimeSpan.FromMilliseconds(took));
        }

        var rows = await page.Locator(".data-table [role=grid], .data-table table")
            .First.GetAttributeAsync("aria-rowcount");
        report.Add(
            new Result(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a jump of the scroll bar among {int.Parse(rows!, CultureInfo.InvariantCulture) - 1:N0} recipients in Chromium, until its rows stand there, p95"
                ),
                Report.Milliseconds(times.P95),
                $"median {Report.Milliseconds(times.Median)}, longest of {Jumps} {Report.Milliseconds(times.Highest)}",
                null,
                "under 500 ms",
                times.P95 < Budget
            )
        );
    }

    private static async Task SignInAsync(ConsoleProcess console, IBrowserContext context)
    {
        using var visitor = new Visitor(new Uri(console.Address));
        using var answer = await visitor.SignInAsync("Administrator");
        if (!await visitor.IsInsideAsync())
            throw new InvalidOperationException($"Sign-in was refused: {answer.StatusCode}");
        await context.AddCookiesAsync(
            visitor
                .Cookies.Cast<System.Net.Cookie>()
                .Select(c => new Microsoft.Playwright.Cookie
                {
                    Name = c.Name,
                    Value = c.Value,
                    Url = console.Address,
                })
        );
    }
}
