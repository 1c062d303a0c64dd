namespace HybridAdmin.Core.Tenant;

/// <summary>How the tenant is, in one word.</summary>
public enum TenantState
{
    /// <summary>No tenant is configured; nothing is asked.</summary>
    NotConnected,

    /// <summary>Configured, and not tried yet.</summary>
    NotTried,

    /// <summary>The last answer was one.</summary>
    Reachable,

    /// <summary>It does not answer, refuses the application, or wants us to wait.</summary>
    Problem,
}

/// <summary>The tenant as the console last saw it.</summary>
/// <param name="State">In one word.</param>
/// <param name="Since">When it got into this state; null while nothing was tried.</param>
/// <param name="Problem">The last fault, while there is a problem.</param>
public sealed record TenantStatus(TenantState State, DateTimeOffset? Since, TenantFault? Problem)
{
    public static TenantStatus NotConnected { get; } = new(TenantState.NotConnected, null, null);

    /// <summary>
    /// What an administrator should know though everything answers: a certificate that ends, parts that may not be
    /// read. Sentences.
    /// </summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Those of the warnings that are about parts of the tenant that could not be read at the last round.
    /// </summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>When the index last agreed with the tenant; null: not yet.</summary>
    public DateTimeOffset? IndexedAt { get; init; }

    /// <summary>Objects in the index.</summary>
    public int IndexedObjects { get; init; }

    /// <summary>By content, so that a page sees whether there is anything new to show.</summary>
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

/// <summary>Who the tenant is.</summary>
public sealed record TenantDescription
{
    public required Guid TenantId { get; init; }

    /// <summary>The organisation's name, as it calls itself.</summary>
    public required string DisplayName { get; init; }

    /// <summary>
    /// The domain the tenant was born with, e.g. contoso.onmicrosoft.com; null: the answer named none.
    /// </summary>
    public string? InitialDomain { get; init; }

    /// <summary>
    /// Where mail for cloud mailboxes is routed from on-premises: of Tenant:RoutingDomain, else a domain of the tenant;
    /// null: there is none.
    /// </summary>
    public string? RoutingDomain { get; init; }

    /// <summary>Whether directory synchronisation is on; null: never was.</summary>
    public bool? OnPremisesSyncEnabled { get; init; }

    /// <summary>The end of the last synchronisation that the tenant noticed.</summary>
    public DateTimeOffset? OnPremisesLastSyncDateTime { get; init; }

    /// <summary>Domains that the tenant has verified, in lower case.</summary>
    public IReadOnlyList<string> VerifiedDomains { get; init; } = [];

    /// <summary>When this was read, by our clock.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>
    /// The tenant's clock less ours, from the Date header; a difference of minutes makes tokens fail and ages wrong.
    /// </summary>
    public TimeSpan ClockSkew { get; init; }
}
