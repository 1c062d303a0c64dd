using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// axe over every page and dialog, at the desk and on a telephone, light and dark: no serious or critical finding, and
/// nothing beyond the edge, zoomed neither. With HYBRIDADMIN_PICTURES=folder each of these views is also written there
/// as a picture, for people to look at; recipient-edited-desk-light.png is the picture of the README.
/// </summary>
public sealed class AccessibilityTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    /// <summary>Rules that are not held, each with its reason. Empty: there is none.</summary>
    private static readonly (string Rule, string Reason)[] Exceptions = [];

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HYBRIDADMIN_PICTURES");

    public static TheoryData<string> Names => [.. Places.All.Select(p => p.Name)];

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public Task Page_EverySizeAndTheme_HasNoSeriousFinding(string name) =>
        BrowseAsync(
            async () =>
            {
                var place = Places.All.Single(p => p.Name == name);
                var visit = place.Persona is { } persona ? await VisitAsync(persona, "me") : await VisitAsync();
                await place.OpenAsync(visit);

                // 200 % on a screen of 1440 by 900 leaves half of each: nothing needs scrolling in two directions (WCAG
                // 1.4.4 and 1.4.10).
                await visit.Page.SetViewportSizeAsync(VisitOptions.Zoomed.Width, VisitOptions.Zoomed.Height);
                await visit.CheckWidthAsync();
                var findings = new List<string>();
                foreach (var size in new[] { VisitOptions.Desk, VisitOptions.Telephone })
                {
                    await visit.Page.SetViewportSizeAsync(size.Width, size.Height);
                    await visit.CheckWidthAsync();
                    foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
                    {
                        await visit.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                        if (Pictures is { Length: > 0 })
                            await KeepPictureAsync(
                                visit.Page,
                                $"{name}-{(size.Width < 700 ? "telephone" : "desk")}-{scheme.ToString().ToLowerInvariant()}.png"
                            );
                        findings.AddRange(
                            (await ScanAsync(visit.Page)).Select(f => $"{size.Width}x{size.Height} {scheme}: {f}")
                        );
                    }
                }

                Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
            },
            name
        );

    private static async Task KeepPictureAsync(IPage page, string name)
    {
        await page.Mouse.MoveAsync(1, 1); // nothing looks pointed at
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Directory.CreateDirectory(Pictures!).FullName, name),
                Caret = ScreenshotCaret.Hide,
            }
        );
    }

    private static async Task<IEnumerable<string>> ScanAsync(IPage page)
    {
        var options = new AxeRunOptions
        {
            Rules = Exceptions.ToDictionary(e => e.Rule, _ => new RuleOptions { Enabled = false }),
            ResultTypes = [ResultType.Violations],
        };
        var result = await page.RunAxe(options);
        return from violation in result.Violations
            where violation.Impact is "serious" or "critical"
            from node in violation.Nodes
            select $"{violation.Impact} {violation.Id}: {violation.Help}: {node.Html} {string.Join(' ', node.Any.Select(c => c.Message))}";
    }
}
