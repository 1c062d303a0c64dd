using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Options;

/// <summary>The protocols of OTLP.</summary>
internal enum OtlpProtocol
{
    /// <summary>OTLP over gRPC, by convention on port 4317.</summary>
    Grpc,

    /// <summary>OTLP over HTTP with protobuf, by convention on port 4318.</summary>
    HttpProtobuf,
}

/// <summary>Metrics, traces and logs for monitoring systems; without a setting nothing is collected or sent.</summary>
[SettingsSection("Telemetry")]
internal sealed class TelemetryOptions
{
    /// <summary>
    /// Address of an OpenTelemetry collector that receives metrics, traces and logs. Plain http to loopback only.
    /// </summary>
    [Setting("http://127.0.0.1:4317", Default = "off")]
    public string? OtlpEndpoint { get; init; }

    /// <summary>
    /// Protocol of the collector's address; with HttpProtobuf the paths (<c>/v1/metrics</c>) are added to it.
    /// </summary>
    [Setting("HttpProtobuf")]
    public OtlpProtocol OtlpProtocol { get; init; } = OtlpProtocol.Grpc;

    /// <summary>Port on which Prometheus reads <c>/metrics</c>, without a sign-in; it serves nothing else.</summary>
    [Setting("9464", Default = "off")]
    [Range(1, 65535)]
    public int? PrometheusPort { get; init; }

    /// <summary>IP address that the port for Prometheus listens on.</summary>
    [Setting("10.0.0.20")]
    public string PrometheusListen { get; init; } = "127.0.0.1";
}

/// <summary>Checks the address of the collector, and that the port for Prometheus is not the console's own.</summary>
internal sealed class TelemetryOptionsValidator(
    BoundSection<ListenOptions> listen,
    BoundSection<SandboxOptions> sandbox
) : IValidateOptions<TelemetryOptions>
{
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) => Mistakes.Result(Rules(options));

    private IEnumerable<string> Rules(TelemetryOptions options)
    {
        if (options.OtlpEndpoint is { } text && ProblemOf(text) is { } problem)
            yield return problem;
        if (!IPAddress.TryParse(options.PrometheusListen, out _))
            yield return $"Telemetry:PrometheusListen is \"{options.PrometheusListen}\", which is not an IP address; "
                + "write for example Telemetry:PrometheusListen=127.0.0.1.";
        if (
            options.PrometheusPort is { } port
            && ListenSettings
                .Of(listen.Value, sandbox.Value)
                .Urls.Select(ListenSettings.TryParse)
                .Any(a => a?.Port == port)
        )
            yield return $"Telemetry:PrometheusPort is {port}, which is the port of the console itself; write another, "
                + "for example Telemetry:PrometheusPort=9464.";
    }

    private static string? ProblemOf(string text)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            || address is not { UserInfo: "", Query: "", Fragment: "" }
        )
            return "Telemetry:OtlpEndpoint is not the address of a collector (scheme, host and port, without a user "
                + "or a query); write for example Telemetry:OtlpEndpoint=http://127.0.0.1:4317.";
        return address.Scheme == Uri.UriSchemeHttp && !ListenSettings.IsLoopback(address.Host)
            ? $"Telemetry:OtlpEndpoint is {text}: logs would cross the network without encryption. Write https, or "
                + "the address of a collector on this computer, for example "
                + "Telemetry:OtlpEndpoint=http://127.0.0.1:4317."
            : null;
    }
}

/// <summary>The destinations of metrics, traces and logs.</summary>
/// <param name="Otlp">The collector; null for none.</param>
/// <param name="Protocol">The protocol of the collector.</param>
/// <param name="PrometheusUrl">The address that Kestrel binds for Prometheus; null for none.</param>
/// <param name="PrometheusPort">The port of that address.</param>
internal sealed record TelemetrySettings(Uri? Otlp, OtlpProtocol Protocol, string? PrometheusUrl, int? PrometheusPort)
{
    /// <summary>Indicates whether anything is collected.</summary>
    public bool IsOn => Otlp is not null || PrometheusUrl is not null;

    public static TelemetrySettings Of(TelemetryOptions options) =>
        new(
            options.OtlpEndpoint is { } endpoint ? new Uri(endpoint) : null,
            options.OtlpProtocol,
            options.PrometheusPort is { } port
                ? $"http://{new IPEndPoint(IPAddress.Parse(options.PrometheusListen), port)}"
                : null,
            options.PrometheusPort
        );
}
