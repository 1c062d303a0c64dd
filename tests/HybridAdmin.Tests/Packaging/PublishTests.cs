using System.Diagnostics;
using System.Net;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Architecture;
using HybridAdmin.Tests.Hosting;

namespace HybridAdmin.Tests.Packaging;

/// <summary>The published program as installed: started by a service manager from an unrelated folder.</summary>
[Trait(Category.Name, Category.Publish)]
public sealed class PublishTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Published_StartedFromElsewhere_IsStyledKeepsItsDataBesideItAndEndsCleanly()
    {
        if (OperatingSystem.IsWindows())
            return; // there is no SIGTERM to send
        var program = folder["program"];
        await PublishAsync(program);

        await using var console = ConsoleProcess.Start(["--Urls=http://127.0.0.1:0"], folder: program);
        using (
            var client = new HttpClient { BaseAddress = new Uri(await console.LineAsync("HybridAdmin is ready at ")) }
        )
        {
            foreach (
                var path in new[]
                {
                    "/sign-in",
                    "/css/app.css",
                    "/css/tokens.css",
                    "/js/app.js",
                    "/_framework/blazor.web.js",
                    "/_content/Radzen.Blazor/Radzen.Blazor.min.js",
                }
            )
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);
        }

        Assert.True(File.Exists(Path.Combine(program, "data", "hybridadmin.db")));
        Assert.Equal(0, await console.TerminateAsync());
        Assert.DoesNotContain("   at ", console.Output + console.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(program, "data", "hybridadmin.db-wal"))); // closed, not killed
    }

    /// <summary>Publishes the build of these tests: nothing is compiled again.</summary>
    private static async Task PublishAsync(string target)
    {
        var configuration = AppContext.BaseDirectory.Contains(
            $"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal
        )
            ? "Release"
            : "Debug";
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish",
                Path.Combine(SourceTree.Root, "src", "HybridAdmin"),
                "-c",
                configuration,
                "--no-build",
                "-o",
                target,
                "-v",
                "q",
            ]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        using var publish = Process.Start(start)!;
        var (output, errors) = (publish.StandardOutput.ReadToEndAsync(), publish.StandardError.ReadToEndAsync());
        await publish.WaitForExitAsync();
        Assert.True(publish.ExitCode == 0, await output + await errors);
    }
}
