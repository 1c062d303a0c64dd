namespace HybridAdmin.Sandbox.Tenant.Http;

/// <summary>
/// A token bucket with a fixed capacity that refills evenly over the window. The caller holds a lock.
/// </summary>
internal sealed class ResourceBudget
{
    private readonly TimeProvider time;
    private readonly double capacity;
    private readonly TimeSpan window;
    private double left;
    private DateTimeOffset filledAt;

    public ResourceBudget(TimeProvider time, double capacity, TimeSpan window)
    {
        this.time = time;
        this.capacity = capacity;
        this.window = window;
        left = capacity;
        filledAt = time.GetUtcNow();
    }

    /// <summary>The used part of the bucket, 0 to 1.</summary>
    public double Used => 1 - (left / capacity);

    /// <summary>
    /// Takes units out; if there are too few, nothing is taken and the wait in whole seconds is returned.
    /// </summary>
    public int? Spend(double units)
    {
        var now = time.GetUtcNow();
        var rate = capacity / window.TotalSeconds;
        left = Math.Min(capacity, left + (Math.Max(0, (now - filledAt).TotalSeconds) * rate));
        filledAt = now;
        if (left < units)
            return Math.Max(1, (int)Math.Ceiling((units - left) / rate));
        left -= units;
        return null;
    }
}
