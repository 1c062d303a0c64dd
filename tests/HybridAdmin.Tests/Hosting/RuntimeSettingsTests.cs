using System.Text.Json;

namespace HybridAdmin.Tests.Hosting;

/// <summary>
/// The runtime settings of the built console: MSBuild does not report a misspelt property of the project.
/// </summary>
public sealed class RuntimeSettingsTests
{
    [Fact]
    public void Memory_IsWorthMoreThanThroughput()
    {
        using var settings = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "HybridAdmin.runtimeconfig.json"))
        );

        var properties = settings.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties");

        Assert.False(properties.GetProperty("System.GC.Server").GetBoolean());
        Assert.Equal(7, properties.GetProperty("System.GC.ConserveMemory").GetInt32());
    }
}
