using System.Diagnostics;
using System.Globalization;
using HybridAdmin.Benchmarks.Circuits;
using HybridAdmin.Benchmarks.Measuring;
using HybridAdmin.Benchmarks.Peers;
using HybridAdmin.Testing.Running;

namespace HybridAdmin.Benchmarks;

/// <summary>
/// Signed-in pages on a console with a real domain controller: memory of the process and of each page, and the duration
/// of a click.
/// </summary>
internal static class PagesBenchmark
{
    private const string Account = "helpdesk.hanna@contoso.com";
    private const string Mail = "bo@contoso.com";

    /// <summary>Measures the process with all recipients loaded and five open pages.</summary>
    public static async Task MemoryAsync(LoadedDomain domain, Report report)
    {
        await using var console = await StartAsync(domain);
        using var visitor = await SignInAsync(new Uri(console.Address), domain);
        var pages = new List<CircuitClient>();
        for (var i = 0; i < 5; i++)
            pages.Add(
                await CircuitClient.OpenAsync(
                    visitor,
                    i % 2 == 0 ? "recipients" : "/",
                    i % 2 == 0 ? "recipients/" : "Recipients"
                )
            );
        // Waits until the index is certainly loaded and the garbage of its load is collected.
        await Task.Delay(TimeSpan.FromSeconds(60));
        var resident = console.ResidentBytes;
        report.Add(
            new Result(
                $"memory of the process, {domain.People:N0} people loaded, five open pages",
                Report.Megabytes(resident),
                "an Exchange server: 12 to 16 GB",
                null,
                "under 400 MB",
                resident < 400L * 1024 * 1024
            )
        );
        report.Add(
            new Result(
                "the same, highest since the start",
                Report.Megabytes(console.HighestResidentBytes),
                null,
                null,
                null,
                null
            )
        );
        foreach (var page in pages)
            await page.DisposeAsync();
    }

    /// <summary>Opens many pages at once, each clicking between the list and a recipient every two seconds.</summary>
    public static async Task CrowdAsync(LoadedDomain domain, Report report, int count)
    {
        await using var console = await StartAsync(domain);
        using var visitor = await SignInAsync(new Uri(console.Address), domain);
        using var ldap = new BareLdap(domain);
        var id = ldap.FindPerson(Mail).Id;
        // Warmed up, with the index loaded and settled: its load is not part of the pages' cost.
        await using (await CircuitClient.OpenAsync(visitor, "recipients", "recipients/"))
            await Task.Delay(TimeSpan.FromSeconds(30));
        var before = console.ResidentBytes;
        var pages = new List<CircuitClient>();
        for (var i = 0; i < count; i++)
            pages.Add(await CircuitClient.OpenAsync(visitor, "recipients", "recipients/"));
        await Task.Delay(TimeSpan.FromSeconds(10));
        var each = (console.ResidentBytes - before) / (double)count;
        report.Add(
            new Result(
                $"an idle signed-in page (recipients list), mean of {count}",
                Report.Megabytes(each),
                null,
                null,
                "under 1 MB",
                each < 1024 * 1024
            )
        );

        var clicks = new Times();
        var random = new Random(3);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(pages.Select(page => ClickAroundAsync(page, TimeSpan.FromMilliseconds(random.Next(2000)))));
        report.Add(
            new Result(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a click with {count} pages at once ({clicks.Count / Stopwatch.GetElapsedTime(started).TotalSeconds:0} clicks/s), p95"
                ),
                Report.Milliseconds(clicks.P95),
                $"median {Report.Milliseconds(clicks.Median)}",
                null,
                null,
                null
            )
        );
        report.Add(
            new Result(
                $"memory of the process with {count} pages after clicking",
                Report.Megabytes(console.ResidentBytes),
                null,
                null,
                null,
                null
            )
        );
        foreach (var page in pages)
            await page.DisposeAsync();

        async Task ClickAroundAsync(CircuitClient page, TimeSpan first)
        {
            await Task.Delay(first);
            for (var click = 0; click < 8; click++)
            {
                var time =
                    click % 2 == 0
                        ? await page.ClickAsync($"recipients/{id}", Mail)
                        : await page.ClickAsync("recipients", "recipients/");
                lock (clicks)
                    clicks.Add(time);
                await Task.Delay(TimeSpan.FromSeconds(2));
            }
        }
    }

    private static Task<ConsoleProcess> StartAsync(LoadedDomain domain) =>
        ConsoleProcess.StartAsync([.. domain.Settings, "--Logging:LogLevel:Default=Warning"]);

    private static async Task<Visitor> SignInAsync(Uri address, LoadedDomain domain)
    {
        var visitor = new Visitor(address);
        using var answer = await visitor.SignInAsync(Account, domain.Controller.Password("helpdesk.hanna"), "");
        return await visitor.IsInsideAsync()
            ? visitor
            : throw new InvalidOperationException($"Sign-in was refused: {answer.StatusCode}");
    }
}
