namespace HybridAdmin.Sandbox.Tenant;

/// <summary>A part of the simulated tenant that can go wrong by itself.</summary>
public enum TenantEndpoint
{
    SignIn,
    Graph,

    /// <summary>One request within $batch; the batch itself succeeds.</summary>
    BatchPart,
    Exchange,
}

/// <summary>What goes wrong.</summary>
public enum SimulatedFaultKind
{
    /// <summary>The connection is closed without an answer.</summary>
    Unreachable,

    /// <summary>The answer never comes, but what was asked is carried out.</summary>
    LostAnswer,

    /// <summary>401 with the service's body.</summary>
    Unauthorized,

    /// <summary>403 without a body.</summary>
    ForbiddenEmpty,

    /// <summary>429, with Retry-After when the fault says so.</summary>
    Throttled,

    /// <summary>503, with Retry-After when the fault says so.</summary>
    Unavailable,

    /// <summary>400 that names a transient condition (cmdlet end point).</summary>
    Transient,

    /// <summary>The right answer, late.</summary>
    Slow,

    /// <summary>Half of the right answer, then the connection ends.</summary>
    CutPage,

    /// <summary>410 Gone, as for delta tokens that the service no longer knows.</summary>
    Gone,
}

/// <summary>A fault to order.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Wait">Retry-After of 429 and 503 (null: without the header); the delay of Slow.</param>
public sealed record SimulatedFault(SimulatedFaultKind Kind, TimeSpan? Wait = null);

/// <summary>
/// Bad days to order, for tests of what the console does then. Nothing happens by itself. Thread-safe.
/// </summary>
public sealed class TenantMisbehaviour
{
    private readonly object gate = new();
    private readonly Dictionary<TenantEndpoint, Queue<SimulatedFault>> next = [];
    private readonly Dictionary<TenantEndpoint, SimulatedFault> always = [];
    private volatile bool unknownValues;
    private long skewTicks;

    /// <summary>Answers hold enumeration values and members that no documentation knows.</summary>
    public bool UnknownValues
    {
        get => unknownValues;
        set => unknownValues = value;
    }

    /// <summary>How far the tenant's clock is ahead of the caller's.</summary>
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

    /// <summary>Everything as it should be.</summary>
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
