using System.Text.RegularExpressions;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>The cloud's part of recipients: authority in the list, the drift report, the Cloud tab.</summary>
public sealed class CloudTests(BrowserFixture fixture, ITestOutputHelper output) : BrowserTest(fixture, output)
{
    [BrowserFact]
    public Task Drift_KindThenRow_LeadsToTheCloudTabWithTheReason() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var drift = new DriftPage(visit);
            await drift.OpenAsync();

            await drift.Kind("Address in use elsewhere").ClickAsync();
            await Expect(visit.Page).ToHaveURLAsync(new Regex(@"drift\?kind=AddressInUse"));
            await Expect(drift.Rows)
                .ToHaveCountAsync(
                    int.Parse(
                        await drift.Kind("Address in use elsewhere").Locator(".drift-count").InnerTextAsync(),
                        System.Globalization.CultureInfo.InvariantCulture
                    )
                );
            await Expect(drift.Rows.First).ToContainTextAsync("Address in use elsewhere");
            await drift.Rows.First.GetByRole(AriaRole.Link).ClickAsync();

            await Expect(visit.Page).ToHaveURLAsync(new Regex("recipients/[0-9a-f-]{36}/cloud$"));
            await Expect(drift.Main)
                .ToContainTextAsync("is quarantined, because it is in use by", new() { Timeout = 20_000 });
            await visit.Page.GoBackAsync();
            await Expect(drift.Kind("Address in use elsewhere")).ToHaveAttributeAsync("aria-pressed", "true");
        });

    [BrowserFact]
    public Task Drift_CountsFilterAndFile_Agree() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var drift = new DriftPage(visit);
            await drift.OpenAsync();
            var kind = drift.Kind("Address in use elsewhere");
            var count = int.Parse(
                await kind.Locator(".drift-count").InnerTextAsync(),
                System.Globalization.CultureInfo.InvariantCulture
            );

            await kind.ClickAsync();
            await Expect(visit.Page).ToHaveURLAsync(new Regex(@"drift\?kind=AddressInUse"));
            await Expect(drift.Rows).ToHaveCountAsync(count);
            var name = await drift.Rows.First.GetByRole(AriaRole.Link).InnerTextAsync();
            var download = await visit.Page.RunAndWaitForDownloadAsync(() =>
                drift.Main.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync()
            );
            var lines = (await File.ReadAllTextAsync(await download.PathAsync())).Split(
                '\n',
                StringSplitOptions.RemoveEmptyEntries
            );

            Assert.Equal(count + 1, lines.Length);
            Assert.Contains(name.Trim().Split('\n')[^1], lines[1], StringComparison.Ordinal);
        });

    [BrowserFact]
    public Task Authority_Filter_ShowsWhoExchangeOnlineOwns() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            await new DriftPage(visit).OpenAsync(); // afterwards the tenant has been read
            var list = new RecipientListPage(visit);
            await list.OpenAsync();
            await list.CountAsync();

            await list.Filter("Authority").SelectOptionAsync("ExchangeOnline");
            await Expect(visit.Page).ToHaveURLAsync(new Regex("authority=ExchangeOnline"));
            await Expect(list.Rows).ToHaveCountAsync(9);
            await Expect(list.Rows.First).ToContainTextAsync("Exchange Online");
            await list.ReloadAsync();
            await Expect(list.Filter("Authority")).ToHaveValueAsync("ExchangeOnline");
            await Expect(list.Rows).ToHaveCountAsync(9);
        });
}
