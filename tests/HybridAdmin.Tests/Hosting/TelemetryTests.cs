using System.Net;
using System.Net.Sockets;
using HybridAdmin.Core.Access;
using HybridAdmin.Hosting.Telemetry;
using HybridAdmin.Sandbox;
using HybridAdmin.Testing.Running;
using HybridAdmin.Tests.Api;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace HybridAdmin.Tests.Hosting;

/// <summary>Metrics and traces of a console on the sandbox.</summary>
[Trait(Category.Name, Category.Slow)]
public sealed class TelemetryTests
{
    private static readonly string[] Instruments =
    [
        "hybridadmin_changes_total{",
        "hybridadmin_tenant_calls_seconds_bucket{",
        "hybridadmin_index_age_seconds{",
        "hybridadmin_feed_lag_seconds{",
        "hybridadmin_tenant_index_age_seconds{",
        "hybridadmin_circuits{",
        "hybridadmin_changes_queue{",
        "hybridadmin_changes_unsettled{",
    ];

    /// <summary>Texts that only data of people contain: of the edited person, of addresses, of DNs.</summary>
    private static readonly string[] Personal =
    [
        "zoe",
        "Zoë",
        "Weiß",
        "DC=",
        "tailwind.example",
        "%40",
        SandboxPeople.ZoeWeiss.Id.ToString(),
    ];

    [Fact]
    public async Task Start_NothingConfigured_HasOneListenerAndNoExporter()
    {
        await using var host = await ConsoleHost.StartAsync();
        using var visitor = host.Visit();
        await visitor.SignInAsync("Auditor");

        var answer = await visitor.Client.GetAsync("/metrics");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Single(AddressesOf(host.Services));
        Assert.Null(host.Services.GetService<MeterProvider>());
        Assert.Null(host.Services.GetService<OpenCircuits>());
    }

    [Fact]
    public async Task Scrape_AfterAnEdit_HasTheInstrumentsAndNobodysData()
    {
        var port = FreePort();
        await using var console = await ApiConsole.StartAsync([$"Telemetry:PrometheusPort={port}"]);
        await console.IndexLoadedAsync();
        using var prometheus = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await EditZoeAsync(console);

        var scrape = "";
        await ConsoleHost.UntilAsync(
            async () =>
            {
                scrape = await prometheus.GetStringAsync("/metrics");
                return scrape.Contains("hybridadmin_changes_unsettled", StringComparison.Ordinal);
            },
            "the number of unsettled changes"
        );

        Assert.All(Instruments, i => Assert.Contains(i, scrape, StringComparison.Ordinal));
        Assert.Contains("action=\"RecipientEdited\",outcome=\"Applied\"", scrape, StringComparison.Ordinal);
        Assert.Contains("service=\"Microsoft Graph\",status=\"200\"", scrape, StringComparison.Ordinal);
        Assert.All(Personal, p => Assert.DoesNotContain(p, scrape, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/health/live")]
    [InlineData("/sign-in")]
    [InlineData("/api/v1/recipients")]
    [InlineData("/metrics/more")]
    public async Task MetricsPort_OtherPaths_AreNotFound(string path)
    {
        var port = FreePort();
        await using var host = await ConsoleHost.StartAsync([$"Telemetry:PrometheusPort={port}"]);
        using var prometheus = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        using var visitor = host.Visit();
        await visitor.SignInAsync("Auditor");

        Assert.Equal(HttpStatusCode.NotFound, (await prometheus.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await prometheus.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(2, AddressesOf(host.Services).Count);
    }

    [Theory]
    [InlineData("Grpc")]
    [InlineData("HttpProtobuf")]
    public async Task Otlp_Collector_ReceivesAllSignalsAndNobodysData(string protocol)
    {
        await using var collector = await OtlpCollector.StartAsync(protocol == "Grpc");
        await using (
            var console = await ApiConsole.StartAsync([
                $"Telemetry:OtlpEndpoint={collector.Address}",
                $"Telemetry:OtlpProtocol={protocol}",
                "Logging:LogLevel:HybridAdmin=Information",
            ])
        )
        {
            await console.IndexLoadedAsync();
            await EditZoeAsync(console);
        }

        var (metrics, traces) = (collector.Received("metrics"), collector.Received("trace"));

        Assert.Contains("Sandbox", collector.Received("logs"), StringComparison.Ordinal);
        Assert.Contains("hybridadmin.changes", metrics, StringComparison.Ordinal);
        Assert.Contains("hybridadmin.action", traces, StringComparison.Ordinal);
        Assert.Contains("http.route", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("url.path", traces, StringComparison.Ordinal);
        Assert.DoesNotContain("url.full", traces, StringComparison.Ordinal);
        Assert.All(Personal, p => Assert.DoesNotContain(p, metrics + traces, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task EditZoeAsync(ApiConsole console)
    {
        using var caller = console.As(Role.Administrator);
        var id = SandboxPeople.ZoeWeiss.Id;
        (await caller.GetAsync("recipients?search=zoe.weiss%40tailwind.example")).Ok();
        (await caller.GetAsync($"recipients/{id}")).Ok();
        (await caller.PatchAsync(id, new { addAddresses = new[] { "zoe.telemetry@tailwind.example" } })).Ok();
    }

    private static ICollection<string> AddressesOf(IServiceProvider services) =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;

    /// <summary>A port that was free a moment ago; the setting allows no 0.</summary>
    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
