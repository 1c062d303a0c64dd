namespace HybridAdmin.Sandbox.Tenant;

/// <summary>A part of the simulated tenant that can fail separately.</summary>
public enum TenantEndpoint
{
    SignIn,
    Graph,

    /// <summary>One request within $batch; the batch itself succeeds.</summary>
    BatchPart,
    Exchange,
}

/// <summary>The kind of failure.</summary>
public enum SimulatedFaultKind
{
    /// <summary>The connection is closed without a response.</summary>
    Unreachable,

    /// <summary>The response is lost, but the request is carried out.</summary>
    LostAnswer,

    /// <summary>401 with the service's body.</summary>
    Unauthorized,

    /// <summary>403 without a body.</summary>
    ForbiddenEmpty,

    /// <summary>429, with Retry-After if the fault has a wait.</summary>
    Throttled,

    /// <summary>503, with Retry-After if the fault has a wait.</summary>
    Unavailable,

    /// <summary>400 that names a transient condition (cmdlet end point).</summary>
    Transient,

    /// <summary>The correct response, late.</summary>
    Slow,

    /// <summary>Half of the correct response, then the connection ends.</summary>
    CutPage,

    /// <summary>410 Gone, as for delta tokens that have expired.</summary>
    Gone,
}

/// <summary>An ordered fault.</summary>
/// <param name="Kind">The kind of failure.</param>
/// <param name="Wait">Retry-After of 429 and 503 (null: without the header); the delay of Slow.</param>
public sealed record SimulatedFault(SimulatedFaultKind Kind, TimeSpan? Wait = null);

/// <summary>
/// Failures that a test can order, to check the behaviour of the console. None occurs on its own. Thread-safe.
/// </summary>
public sealed class TenantMisbehaviour
{
    private readonly object gate = new();
    private readonly Dictionary<TenantEndpoint, Queue<SimulatedFault>> next = [];
    private readonly Dictionary<TenantEndpoint, SimulatedFault> always = [];
    private volatile bool unknownValues;
    private long skewTicks;

    /// <summary>True if responses contain undocumented enumeration values and members.</summary>
    public bool UnknownValues
    {
        get => unknownValues;
        set => unknownValues = value;
    }

    /// <summary>The time by which the tenant's clock is ahead of the caller's.</summary>
    public TimeSpan ClockSkew
    {
        get => new(Interlocked.Read(ref skewTicks));
        set => Interlocked.Exchange(ref skewTicks, value.Ticks);
    }

    /// <summary>The next requests to an end point fail.</summary>
    public void FailNext(TenantEndpoint endpoint, SimulatedFault fault, int times = 1)
    {
        lock (gate)
        {
            if (!next.TryGetValue(endpoint, out var queue))
                next[endpoint] = queue = new Queue<SimulatedFault>();
            for (var i = 0; i < times; i++)
                queue.Enqueue(fault);
        }
    }

    /// <summary>Every request to an end point fails until <see cref="Clear"/>.</summary>
    public void FailAlways(TenantEndpoint endpoint, SimulatedFault fault)
    {
        lock (gate)
            always[endpoint] = fault;
    }

    /// <summary>Removes all failures.</summary>
    public void Clear()
    {
        lock (gate)
        {
            next.Clear();
            always.Clear();
        }

        UnknownValues = false;
        ClockSkew = TimeSpan.Zero;
    }

    internal SimulatedFault? Take(TenantEndpoint endpoint)
    {
        lock (gate)
        {
            if (next.TryGetValue(endpoint, out var queue) && queue.TryDequeue(out var fault))
                return fault;
            return always.GetValueOrDefault(endpoint);
        }
    }
}
