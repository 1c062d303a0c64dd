using Microsoft.AspNetCore.Components.Server.Circuits;

namespace HybridAdmin.Hosting.Telemetry;

/// <summary>Counts the circuits, including those that are kept for a browser that lost its connection.</summary>
internal sealed class OpenCircuits : CircuitHandler
{
    private int count;

    public int Count => Volatile.Read(ref count);

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref count);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        Interlocked.Decrement(ref count);
        return Task.CompletedTask;
    }
}
