namespace HybridAdmin.Core.Tenant.Index;

/// <summary>
/// All recipients of the tenant, shared by every page: an immutable snapshot that is replaced, so readers never wait.
/// Bounded: above the limit nothing more is taken, and <see cref="TenantSnapshot.IsComplete"/> says so. Thread-safe.
/// </summary>
public sealed class TenantIndex(int limit = TenantIndex.DefaultLimit)
{
    /// <summary>Objects; about 300 bytes each.</summary>
    public const int DefaultLimit = 500_000;

    private readonly object gate = new();
    private volatile TenantSnapshot current = TenantSnapshot.Empty;

    /// <summary>What is known now. Keep it while answering one question: the next read may give another.</summary>
    public TenantSnapshot Current => current;

    /// <summary>Puts a full pass in the place of everything.</summary>
    public void Replace(IEnumerable<TenantRecipient> recipients, DateTimeOffset at, TenantCoverage? coverage = null)
    {
        lock (gate)
            current = TenantSnapshot.Build(recipients, limit, at, coverage ?? TenantCoverage.Everything);
    }

    /// <summary>
    /// Puts what changed in the place of what was, by id, and takes away what is gone. The later of two with one id
    /// counts.
    /// </summary>
    /// <param name="coverage">What can be told of now; null: everything.</param>
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

    /// <summary>Forgets everything, for a tenant whose answers are void.</summary>
    public void Clear()
    {
        lock (gate)
            current = TenantSnapshot.Empty;
    }
}
