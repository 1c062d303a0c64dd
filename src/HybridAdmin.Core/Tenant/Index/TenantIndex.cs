namespace HybridAdmin.Core.Tenant.Index;

/// <summary>
/// All recipients of the tenant, shared by every page: an immutable snapshot that is replaced, so readers never wait.
/// Limited in size: above the limit no more objects are added, and <see cref="TenantSnapshot.IsComplete"/> reports it.
/// Thread-safe.
/// </summary>
public sealed class TenantIndex(int limit = TenantIndex.DefaultLimit)
{
    /// <summary>The maximum number of objects; each takes about 300 bytes.</summary>
    public const int DefaultLimit = 500_000;

    private readonly object gate = new();
    private volatile TenantSnapshot current = TenantSnapshot.Empty;

    /// <summary>
    /// The present snapshot. Use the same instance throughout one request: the next read may return another.
    /// </summary>
    public TenantSnapshot Current => current;

    /// <summary>Replaces everything with the result of a full pass.</summary>
    public void Replace(IEnumerable<TenantRecipient> recipients, DateTimeOffset at, TenantCoverage? coverage = null)
    {
        lock (gate)
            current = TenantSnapshot.Build(recipients, limit, at, coverage ?? TenantCoverage.Everything);
    }

    /// <summary>
    /// Replaces changed objects by id, and removes deleted ones. The later of two with one id counts.
    /// </summary>
    /// <param name="coverage">The parts known after the change; null for all.</param>
    public void Apply(
        IReadOnlyCollection<TenantRecipient> changed,
        IReadOnlyCollection<Guid> removed,
        DateTimeOffset at,
        TenantCoverage? coverage = null
    )
    {
        lock (gate)
            current = current.With(changed, removed, limit, at, coverage ?? TenantCoverage.Everything);
    }

    /// <summary>Removes everything, for a tenant whose answers are no longer valid.</summary>
    public void Clear()
    {
        lock (gate)
            current = TenantSnapshot.Empty;
    }
}
