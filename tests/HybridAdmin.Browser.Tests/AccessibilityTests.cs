using Deque.AxeCore.Commons;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// axe on every page and dialog, at desktop and phone size, light and dark: no serious or critical finding, and no
/// overflow, also when zoomed. With HYBRIDADMIN_PICTURES=folder each of these views is also saved there as a picture
/// for review; recipient-edited-desk-light.png is the picture of the README.
/// </summary>
[Collection(AccessibilityCollection.Name)]
public sealed class AccessibilityTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    /// <summary>Rules that are not applied, each with its reason. Empty: there are none.</summary>
    private static readonly (string Rule, string Reason)[] Exceptions = [];

    /// <summary>The rules of axe that are about colours and on by default (its tag cat.color).</summary>
    private static readonly string[] ColourRules = ["color-contrast", "link-in-text-block"];

    /// <summary>Cookies by persona; the tests of a class run one after the other.</summary>
    private static readonly Dictionary<string, string> Sessions = [];

    private static readonly VisitOptions Untraced = new() { IsTraced = false };

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("HYBRIDADMIN_PICTURES");

    public static TheoryData<string> Names => [.. Places.All.Select(p => p.Name)];

    [BrowserTheory]
    [MemberData(nameof(Names))]
    public Task Page_EverySizeAndTheme_HasNoSeriousFinding(string name) =>
        BrowseAsync(
            async () =>
            {
                var place = Places.All.Single(p => p.Name == name);
                var visit = place.Persona is { } persona ? await SignedInAsync(persona) : await VisitAsync(Untraced);
                await place.OpenAsync(visit);

                // 200 % on a screen of 1440 by 900 leaves half of each: nothing requires scrolling in two directions
                // (WCAG 1.4.4 and 1.4.10).
                await visit.Page.SetViewportSizeAsync(VisitOptions.Zoomed.Width, VisitOptions.Zoomed.Height);
                await visit.CheckWidthAsync();
                await LoadAxeAsync(visit.Page);
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
                        // The document is the same in both themes: only its colours are checked again.
                        var found = await ScanAsync(visit.Page, scheme == ColorScheme.Light ? null : ColourRules);
                        findings.AddRange(found.Select(f => $"{size.Width}x{size.Height} {scheme}: {f}"));
                    }
                }

                Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings));
            },
            name
        );

    /// <summary>Detects a scan that checks nothing, which would have no findings either.</summary>
    [BrowserFact]
    public Task Scan_FlawedDocument_FindsItsFlaws() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Untraced);
            await visit.Page.SetContentAsync(
                "<html lang='en'><title>Flaws</title><main><h1>Flaws</h1><img src='data:,'><p style='color:#ccc;background:#fff'>faint</p></main>"
            );
            await LoadAxeAsync(visit.Page);

            var all = string.Join(Environment.NewLine, await ScanAsync(visit.Page, null));
            var colours = string.Join(Environment.NewLine, await ScanAsync(visit.Page, ColourRules));
            var known = await visit.Page.EvaluateAsync<string[]>(
                """
                async () => {
                  const { passes, violations, incomplete, inapplicable } = await axe.run(document);
                  const rules = [passes, violations, incomplete, inapplicable].flat();
                  return [...new Set(rules.filter(r => r.tags.includes('cat.color')).map(r => r.id))].sort();
                }
                """
            );

            Assert.Contains("critical image-alt", all, StringComparison.Ordinal);
            Assert.Contains("serious color-contrast", all, StringComparison.Ordinal);
            Assert.Contains("serious color-contrast", colours, StringComparison.Ordinal);
            Assert.DoesNotContain("image-alt", colours, StringComparison.Ordinal);
            Assert.Equal(ColourRules, known);
        });

    /// <summary>Signs in once for each persona; later visits reuse the cookie.</summary>
    private async Task<Visit> SignedInAsync(Persona persona)
    {
        if (Sessions.TryGetValue(persona.Name, out var session))
            return await VisitAsync(Untraced with { StorageState = session });
        var visit = await VisitAsync(persona, "me", Untraced);
        Sessions[persona.Name] = await visit.Context.StorageStateAsync();
        return visit;
    }

    private static async Task KeepPictureAsync(IPage page, string name)
    {
        await page.Mouse.MoveAsync(1, 1); // no element is hovered
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(Directory.CreateDirectory(Pictures!).FullName, name),
                Caret = ScreenshotCaret.Hide,
            }
        );
    }

    /// <summary>
    /// Loads axe into the page. It remains there over changes of size and theme, so this is done once for each
    /// document.
    /// </summary>
    private static Task LoadAxeAsync(IPage page) => page.EvaluateAsync(Axe);

    /// <param name="page">The page with axe loaded.</param>
    /// <param name="rules">The only rules to run; null: all.</param>
    private static async Task<IEnumerable<string>> ScanAsync(IPage page, string[]? rules)
    {
        var options = new
        {
            resultTypes = new[] { "violations" },
            rules = Exceptions.ToDictionary(e => e.Rule, _ => new { enabled = false }),
            runOnly = rules is null
                ? null
                : new { type = "rule", values = rules.Except(Exceptions.Select(e => e.Rule)).ToArray() },
        };
        return await page.EvaluateAsync<string[]>(
            """
            async options => {
              if (document.querySelector('iframe')) throw new Error('axe does not look into frames here.');
              if (options.runOnly === null) delete options.runOnly;
              // Colours during the transition from the other theme belong to neither. An inherited colour changes level
              // by level: each element starts when its parent has finished.
              const running = () => document.getAnimations()
                .filter(a => a.effect.getComputedTiming().endTime !== Infinity);
              const frame = () => new Promise(requestAnimationFrame);
              for (let still = 0; still < 3; still = running().length > 0 ? 0 : still + 1) {
                await Promise.allSettled(running().map(a => a.finished));
                await frame();
              }
              const { violations } = await axe.run(document, options);
              return violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .flatMap(v => v.nodes.map(n =>
                  `${v.impact} ${v.id}: ${v.help}: ${n.html} ${n.any.map(c => c.message).join(' ')}`));
            }
            """,
            options
        );
    }
}
