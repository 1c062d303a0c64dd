namespace HybridAdmin.Core.Tenant;

/// <summary>The state of the connection to the tenant.</summary>
public enum TenantState
{
    /// <summary>No tenant is configured; no requests are sent.</summary>
    NotConnected,

    /// <summary>Configured but not yet tried.</summary>
    NotTried,

    /// <summary>The last request was answered.</summary>
    Reachable,

    /// <summary>It does not answer, refuses the application, or requests a delay.</summary>
    Problem,
}

/// <summary>The tenant as the console last saw it.</summary>
/// <param name="State">The state.</param>
/// <param name="Since">The time at which it entered this state; null before the first attempt.</param>
/// <param name="Problem">The last fault, while there is a problem.</param>
public sealed record TenantStatus(TenantState State, DateTimeOffset? Since, TenantFault? Problem)
{
    public static TenantStatus NotConnected { get; } = new(TenantState.NotConnected, null, null);

    /// <summary>
    /// Warnings for an administrator although everything answers, as sentences: an expiring certificate, or parts that
    /// cannot be read.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The warnings about parts of the tenant that could not be read in the last round.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The time at which the index last agreed with the tenant; null if it has not yet.</summary>
    public DateTimeOffset? IndexedAt { get; init; }

    /// <summary>The number of objects in the index.</summary>
    public int IndexedObjects { get; init; }

    /// <summary>Compares by content, so that a page can detect a change.</summary>
    public bool Equals(TenantStatus? other) =>
        other is not null
        && State == other.State
        && Since == other.Since
        && ReferenceEquals(Problem, other.Problem)
        && IndexedAt == other.IndexedAt
        && IndexedObjects == other.IndexedObjects
        && Warnings.SequenceEqual(other.Warnings);

    public override int GetHashCode() => HashCode.Combine(State, Since, IndexedAt, IndexedObjects, Warnings.Count);
}

/// <summary>The identity and the domains of the tenant.</summary>
public sealed record TenantDescription
{
    public required Guid TenantId { get; init; }

    /// <summary>The organisation's own display name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>
    /// The initial domain of the tenant, e.g. contoso.onmicrosoft.com; null if the answer contained none.
    /// </summary>
    public string? InitialDomain { get; init; }

    /// <summary>
    /// The domain to which mail for cloud mailboxes is routed from on-premises: Tenant:RoutingDomain, otherwise a
    /// domain of the tenant; null if there is none.
    /// </summary>
    public string? RoutingDomain { get; init; }

    /// <summary>Indicates whether directory synchronisation is on; null if it never was.</summary>
    public bool? OnPremisesSyncEnabled { get; init; }

    /// <summary>The end of the last synchronisation that the tenant recorded.</summary>
    public DateTimeOffset? OnPremisesLastSyncDateTime { get; init; }

    /// <summary>Domains that the tenant has verified, in lower case.</summary>
    public IReadOnlyList<string> VerifiedDomains { get; init; } = [];

    /// <summary>The time at which this was read, by the console's clock.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>
    /// The tenant's clock minus the console's, from the Date header. A difference of minutes makes tokens fail and ages
    /// wrong.
    /// </summary>
    public TimeSpan ClockSkew { get; init; }
}
