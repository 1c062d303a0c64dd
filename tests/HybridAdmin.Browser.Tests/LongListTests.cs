using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Browser.Tests.Running;
using HybridAdmin.Testing.Directory;
using HybridAdmin.Testing.Running;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace HybridAdmin.Browser.Tests;

/// <summary>
/// A list that is much longer than the part a browser draws: 10,000 recipients, with HYBRIDADMIN_LONG=1 100,000. Its
/// speed is measured in src/docs/performance.md.
/// </summary>
public sealed class LongListTests(BrowserFixture fixture, ITestOutputHelper output)
    : BrowserTest(fixture, output),
        IAsyncLifetime
{
    private static readonly string Token = RandomNumberGenerator.GetHexString(64, lowercase: true);
    private ConsoleProcess? console;

    protected override ConsoleProcess Console => console!;

    private static int People => Environment.GetEnvironmentVariable("HYBRIDADMIN_LONG") == "1" ? 100_000 : 10_000;

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        if (Chromium.MissingReason is not null)
            return;
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Token))).ToLowerInvariant();
        console = await ConsoleProcess.StartAsync(
            folder => LargeSandbox.Write(Path.Combine(folder, "sandbox.json"), People),
            "--Sandbox:Speed=1",
            "--Api:Tokens:0:Name=order",
            "--Api:Tokens:0:Role=Auditor",
            $"--Api:Tokens:0:Sha256={hash}"
        );
    }

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (console is not null)
            await console.DisposeAsync();
    }

    [BrowserFact]
    public Task Scroll_AnywhereInALongList_ShowsTheRowsOfThatPlace() =>
        BrowseAsync(async () =>
        {
            var visit = await VisitAsync(Persona.Administrator);
            var list = new RecipientListPage(visit);
            await list.OpenAsync();
            var all = await list.CountAsync();
            Assert.True(all > People, $"The list has {all} recipients.");

            // To the end and back, and to adjacent positions: rows drawn earlier must not remain.
            foreach (var share in new[] { 1, 0.5, 0.501, 0.25, 0.9, 0 })
            {
                var rows = await list.ScrollToAsync(share);

                var first = rows[0].Place;
                Assert.Equal(Enumerable.Range(first, rows.Count), rows.Select(r => r.Place));
                Assert.InRange(first + rows.Count / 2, (all * share) - 100, (all * share) + 100);
                Assert.Equal(await NamesAsync(first, rows.Count), rows.Select(r => r.Name));
            }

            await list.Grid.FocusAsync();
            await list.Grid.PressAsync("End");
            await Expect(list.ActiveRow).ToHaveAttributeAsync("aria-rowindex", $"{all + 1}");
            await Expect(list.ActiveRow).ToBeInViewportAsync();
            await Expect(list.ActiveRow).ToContainTextAsync((await NamesAsync(all - 1, 1)).Single());
        });

    /// <summary>The expected names from the API, which orders by the same index but draws nothing.</summary>
    private async Task<IReadOnlyList<string>> NamesAsync(int skip, int take)
    {
        using var client = new HttpClient(new HttpClientHandler { UseProxy = false })
        {
            BaseAddress = new Uri(Console.Address),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        var page = JsonNode.Parse(
            await client.GetStringAsync(
                string.Create(CultureInfo.InvariantCulture, $"/api/v1/recipients?skip={skip}&take={take}")
            )
        )!;
        return page["items"]!.AsArray().Select(i => i!["displayName"]!.GetValue<string>()).ToArray();
    }
}
