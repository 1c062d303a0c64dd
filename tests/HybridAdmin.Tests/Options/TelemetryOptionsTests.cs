using HybridAdmin.Options;

namespace HybridAdmin.Tests.Options;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Load_Nothing_IsOff()
    {
        Assert.False(Given.Settings().Telemetry.IsOn);
        Assert.False(Given.Settings("Telemetry:OtlpEndpoint=", "Telemetry:PrometheusPort=").Telemetry.IsOn);
    }

    [Theory]
    [InlineData("127.0.0.1", "http://127.0.0.1:9464")]
    [InlineData("::1", "http://[::1]:9464")]
    public void Load_Prometheus_HasItsAddress(string listen, string expected)
    {
        var telemetry = Given
            .Settings("Telemetry:PrometheusPort=9464", $"Telemetry:PrometheusListen={listen}")
            .Telemetry;

        Assert.Equal((expected, 9464), (telemetry.PrometheusUrl, telemetry.PrometheusPort));
        Assert.Null(telemetry.Otlp);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4317")]
    [InlineData("http://localhost:4317")]
    [InlineData("https://collector.contoso.com:4317")]
    public void Load_Otlp_IsReadWithItsProtocol(string endpoint)
    {
        var telemetry = Given.Settings($"Telemetry:OtlpEndpoint={endpoint}").Telemetry;

        Assert.Equal((new Uri(endpoint), OtlpProtocol.Grpc), (telemetry.Otlp, telemetry.Protocol));
    }

    [Theory]
    [InlineData("Telemetry:OtlpEndpoint=http://collector.contoso.com:4317", "without encryption")]
    [InlineData("Telemetry:OtlpEndpoint=collector", "is not the address of a collector")]
    [InlineData("Telemetry:OtlpEndpoint=https://user:secret@collector", "is not the address of a collector")]
    [InlineData("Telemetry:OtlpProtocol=Udp", "Grpc, HttpProtobuf")]
    [InlineData("Telemetry:PrometheusPort=0", "from 1 to 65535")]
    [InlineData("Telemetry:PrometheusPort=65536", "from 1 to 65535")]
    [InlineData("Telemetry:PrometheusPort=5080", "the port of the console itself")]
    [InlineData("Telemetry:PrometheusListen=everywhere", "which is not an IP address")]
    [InlineData("Telemetry:Prometheus=9464", "Did you mean Telemetry:Prometheus")]
    public void Load_Mistake_NamesTheSetting(string setting, string says)
    {
        var mistake = Given.Mistake(setting);

        Assert.Contains(says, mistake, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistake, StringComparison.Ordinal);
    }
}
