using HybridAdmin.Sandbox.Organization;

namespace HybridAdmin.Sandbox.Tenant.Cloud;

/// <summary>A removed object, for delta queries.</summary>
/// <param name="Reason">changed: can be restored; deleted: removed permanently.</param>
internal sealed record Removal(long Version, CloudKind Kind, Guid Id, string Reason);

/// <summary>The complete state of the tenant. Not thread-safe: readers and writers hold <see cref="Gate"/>.</summary>
internal sealed class TenantState
{
    public const string InitialDomain = "tailwind.onmicrosoft.com";
    private readonly Dictionary<Guid, CloudObject> objects = [];
    private readonly Dictionary<Guid, CloudObject> softDeleted = [];
    private readonly List<Removal> removals = [];

    public object Gate { get; } = new();

    /// <summary>The number of the last change.</summary>
    public long Version { get; private set; } = 1;

    /// <summary>organization.onPremisesLastSyncDateTime.</summary>
    public DateTimeOffset? LastSync { get; set; }

    /// <summary>objectGUIDs on-premises that are not exported before the given cycle.</summary>
    public Dictionary<Guid, long> HeldBack { get; } = [];

    public List<TenantDomain> Domains { get; } =
    [
        new(InitialDomain)
        {
            IsVerified = true,
            IsInitial = true,
            SupportedServices = ["Email", "OfficeCommunicationsOnline"],
        },
        new(Tailwind.RoutingDomain) { IsVerified = true, SupportedServices = ["Email"] },
        new(Tailwind.MainDomain)
        {
            IsVerified = true,
            IsDefault = true,
            SupportedServices = ["Email", "OfficeCommunicationsOnline"],
        },
        new(Tailwind.ResearchDomain) { IsVerified = true, SupportedServices = ["Email"] },
        new(Tailwind.BrightwaterDomain)
        {
            IsVerified = true,
            SupportedServices = ["Email"],
            DomainType = "InternalRelay",
        },
        new("tailwind-cargo.test"),
        new("tailwind-air.test") { IsProofPublished = true }, // only "verify" is left to do
    ];

    public List<RemoteDomain> RemoteDomains { get; } =
    [
        new("Default", "*"),
        new($"Hybrid Domain - {Tailwind.MainDomain}", Tailwind.MainDomain)
        {
            IsInternal = true,
            AllowedOOFType = "InternalLegacy",
            TrustedMailInboundEnabled = true,
        },
    ];

    /// <summary>True if new mailboxes get IsExchangeCloudManaged.</summary>
    public bool ExchangeAttributesCloudManagedByDefault { get; set; }

    public IReadOnlyCollection<CloudObject> Objects => objects.Values;

    public IReadOnlyCollection<CloudObject> SoftDeleted => softDeleted.Values;

    public IReadOnlyList<Removal> Removals => removals;

    public CloudObject? Find(Guid id) => objects.GetValueOrDefault(id);

    /// <summary>Live objects of a kind in the order of lists.</summary>
    public IEnumerable<CloudObject> All(CloudKind kind) => objects.Values.Where(o => o.Kind == kind).OrderBy(o => o.Id);

    public bool IsVerified(string domain) =>
        Domains.Exists(d => d.IsVerified && d.Name.Equals(domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds or replaces an object; a soft-deleted one is restored.</summary>
    public CloudObject Put(CloudObject item)
    {
        softDeleted.Remove(item.Id);
        removals.RemoveAll(r => r.Id == item.Id);
        return objects[item.Id] = item with { Version = ++Version, Deleted = null };
    }

    /// <summary>Deletes an object. Users and Microsoft 365 groups can be restored, all others are removed.</summary>
    public void Delete(CloudObject item, DateTimeOffset now)
    {
        objects.Remove(item.Id);
        var isSoft = item.Kind == CloudKind.User || item.IsUnified;
        if (isSoft)
            softDeleted[item.Id] = item with { Version = ++Version, Deleted = now };
        else
            Version++;
        removals.Add(new Removal(Version, item.Kind, item.Id, isSoft ? "changed" : "deleted"));
    }
}
