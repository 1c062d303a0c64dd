using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HybridAdmin.Tests.Hosting;

/// <summary>
/// The limits on the console's memory for one person, or for many who left, as configured in the built host.
/// </summary>
[Trait(Category.Name, Category.Slow)]
public sealed class CircuitLimitsTests
{
    [Fact]
    public async Task Start_Circuits_AreKeptForFewAndNotForLong()
    {
        await using var host = await ConsoleHost.StartAsync();

        var circuits = host.Services.GetRequiredService<IOptions<CircuitOptions>>().Value;

        Assert.Equal(50, circuits.DisconnectedCircuitMaxRetained);
        Assert.Equal(TimeSpan.FromMinutes(3), circuits.DisconnectedCircuitRetentionPeriod);
        Assert.False(circuits.DetailedErrors);
    }

    [Fact]
    public async Task Start_MessagesOfCircuits_AreLimited()
    {
        await using var host = await ConsoleHost.StartAsync();
        var componentHub = typeof(CircuitOptions).Assembly.GetType(
            "Microsoft.AspNetCore.Components.Server.ComponentHub",
            throwOnError: true
        )!;

        var options =
            (IOptions<object>)
                host.Services.GetRequiredService(
                    typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(componentHub))
                );

        Assert.Equal(64 * 1024, ((HubOptions)options.Value).MaximumReceiveMessageSize);
    }
}
