using HybridAdmin.Core.Telemetry;
using HybridAdmin.Options;
using Microsoft.AspNetCore.Components.Server.Circuits;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HybridAdmin.Hosting.Telemetry;

internal static class TelemetryServices
{
    private const string MetricsPath = "/metrics";

    /// <summary>Registers collection and exporters for the configured destinations; without one, nothing.</summary>
    public static void AddConsoleTelemetry(this WebApplicationBuilder builder, TelemetrySettings settings)
    {
        if (!settings.IsOn)
            return;
        builder.Services.AddSingleton<OpenCircuits>();
        builder.Services.AddSingleton<CircuitHandler>(s => s.GetRequiredService<OpenCircuits>());
        builder.Services.AddHostedService<ConsoleGauges>();
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService(Instruments.Name, serviceVersion: ConsoleFacts.Version))
            .WithMetrics(metrics =>
            {
                metrics
                    .AddMeter(Instruments.Name)
                    .AddAspNetCoreInstrumentation()
                    .AddHttpClientInstrumentation()
                    .AddRuntimeInstrumentation();
                if (settings.PrometheusUrl is not null)
                    metrics.AddPrometheusExporter();
            });
        if (settings.Otlp is not { } collector)
            return;
        // At the level Information these would contain the queries of requests.
        builder.Logging.AddFilter<OpenTelemetryLoggerProvider>("Microsoft.AspNetCore", LogLevel.Warning);
        telemetry
            .WithTracing(traces =>
                traces
                    .AddSource(Instruments.Name)
                    .AddAspNetCoreInstrumentation(o =>
                        o.Filter = context => context.Connection.LocalPort != settings.PrometheusPort
                    )
                    .AddHttpClientInstrumentation()
                    .AddProcessor<SpanPrivacy>()
            )
            .WithLogging(_ => { }, logs => logs.IncludeFormattedMessage = true)
            .UseOtlpExporter(
                settings.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf,
                collector
            );
    }

    /// <summary>
    /// Answers on the port for Prometheus: its path only. Nothing else of the console is reachable there, and the path
    /// is served nowhere else.
    /// </summary>
    public static void UseMetricsPort(this WebApplication app, TelemetrySettings settings)
    {
        if (settings.PrometheusPort is not { } port)
            return;
        app.MapWhen(
            context => context.Connection.LocalPort == port,
            metrics =>
            {
                metrics.UseOpenTelemetryPrometheusScrapingEndpoint(context =>
                    context.Request.Path == MetricsPath && HttpMethods.IsGet(context.Request.Method)
                );
                metrics.Run(context =>
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                });
            }
        );
    }
}
