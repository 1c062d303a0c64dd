using System.Runtime.CompilerServices;
using HybridAdmin.Browser.Tests.Pages;
using HybridAdmin.Testing.Running;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HybridAdmin.Browser.Tests.Running;

/// <summary>
/// Base of the browser tests: visits that are checked at the end, and saved as pictures and traces in TestResults when
/// the test fails. The console's own log is part of the failure.
/// </summary>
[Collection(BrowserCollection.Name)]
public abstract class BrowserTest(BrowserFixture fixture, ITestOutputHelper output)
{
    private readonly List<Visit> visits = [];

    protected BrowserFixture Fixture { get; } = fixture;

    /// <summary>The console that <see cref="VisitAsync"/> opens.</summary>
    protected virtual ConsoleProcess Console => Fixture.Console;

    /// <summary>The address that the console listens on.</summary>
    protected virtual string Address => Console.Address;

    /// <summary>The log of the console.</summary>
    protected virtual string Log => Console.Log;

    /// <summary>Runs a test with all common checks.</summary>
    protected async Task BrowseAsync(Func<Task> test, [CallerMemberName] string name = "")
    {
        if (Chromium.MissingReason is { } missing)
            Assert.Fail(missing);
        try
        {
            await test();
            foreach (var visit in visits)
                await visit.CheckAsync();
        }
        catch (Exception failure)
        {
            var kept = await KeepAsync(name);
            output.WriteLine($"Pictures and traces: {kept}");
            output.WriteLine("The console's log:");
            output.WriteLine(Log);
            if (failure is XunitException)
                throw;
            // Playwright's own failures contain the position in the page, but not the page.
            throw new XunitException(
                $"{failure.Message}{Environment.NewLine}Pages: {string.Join(", ", visits.SelectMany(v => v.Context.Pages).Select(p => p.Url))}{Environment.NewLine}"
                    + string.Join(Environment.NewLine, visits.SelectMany(v => v.Watch.Problems)),
                failure
            );
        }
        finally
        {
            foreach (var visit in visits)
                await visit.DisposeAsync();
        }
    }

    /// <summary>Opens a browser without signing in.</summary>
    protected async Task<Visit> VisitAsync(VisitOptions? options = null)
    {
        var visit = await Visit.BeginAsync(Fixture.Browser, Address, options);
        visits.Add(visit);
        return visit;
    }

    /// <summary>Opens a browser and signs in.</summary>
    protected async Task<Visit> VisitAsync(Persona persona, string path = "", VisitOptions? options = null)
    {
        var visit = await VisitAsync(options);
        await visit.SignInAsync(persona, path);
        return visit;
    }

    private async Task<string> KeepAsync(string name)
    {
        var folder = Directory
            .CreateDirectory(
                Path.Combine(
                    ConsoleProgram.Repository,
                    "tests",
                    "HybridAdmin.Browser.Tests",
                    "TestResults",
                    $"{GetType().Name}.{name}"
                )
            )
            .FullName;
        foreach (var (visit, number) in visits.Select((v, i) => (v, i + 1)))
        {
            try
            {
                await visit.KeepAsync(Path.Combine(folder, $"visit{number}"));
            }
            catch (Exception e) when (e is Microsoft.Playwright.PlaywrightException or TimeoutException)
            {
                output.WriteLine($"Visit {number} could not be kept: {e.Message}");
            }
        }

        return folder;
    }
}
