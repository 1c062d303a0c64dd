using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Cloud;

/// <summary>
/// All recipients of the tenant, shared by every page: an immutable snapshot that is replaced, so readers never wait. Bounded: above the limit nothing more is
/// taken, and <see cref="TenantSnapshot.IsComplete"/> says so. Thread-safe.
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
    public void Replace(IEnumerable<CloudRecipient> recipients, DateTimeOffset at, TenantCoverage? coverage = null)
    {
        lock (gate) current = TenantSnapshot.Build(recipients, limit, at, coverage ?? TenantCoverage.Everything);
    }

    /// <summary>Puts what changed in the place of what was, by id, and takes away what is gone. The later of two with one id counts.</summary>
    /// <param name="coverage">What can be told of now; null: everything.</param>
    public void Apply(IReadOnlyCollection<CloudRecipient> changed, IReadOnlyCollection<Guid> removed, DateTimeOffset at, TenantCoverage? coverage = null)
    {
        lock (gate) current = current.With(changed, removed, limit, at, coverage ?? TenantCoverage.Everything);
    }

    /// <summary>Forgets everything, for a tenant whose answers are void.</summary>
    public void Clear()
    {
        lock (gate) current = TenantSnapshot.Empty;
    }
}

/// <summary>The recipients at one time. Immutable.</summary>
public sealed class TenantSnapshot
{
    private readonly Dictionary<Guid, PackedRecipient> recipients;
    private readonly PackedRecipient[] slots;
    private readonly HashShards keys;

    private TenantSnapshot(Dictionary<Guid, PackedRecipient> recipients, bool isComplete, DateTimeOffset? at, TenantCoverage coverage)
    {
        this.recipients = recipients;
        Coverage = coverage;
        IsComplete = isComplete;
        At = at;
        slots = [.. recipients.Values];
        var entries = new List<ulong>(slots.Length * 5);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            foreach (var key in KeysOf(slots[slot].Unpack())) entries.Add(HashShards.Entry(HashShards.Hash(key), slot));
        }

        keys = HashShards.Build(entries);
    }

    internal static TenantSnapshot Empty { get; } = new([], isComplete: false, at: null, TenantCoverage.Nothing);

    /// <summary>When it agreed with the tenant; null: never, and that an object is not here means nothing.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>False: nothing was read yet, or there are more objects than are kept.</summary>
    public bool IsComplete { get; }

    /// <summary>Which parts of the tenant it has; of the others, that an object is not here means nothing.</summary>
    public TenantCoverage Coverage { get; }

    public int Count => slots.Length;

    /// <summary>The same for snapshots that hold the same, whatever their time.</summary>
    internal object Version => slots;

    /// <summary>Whether an object of the kind that is not here is not in the tenant either.</summary>
    public bool KnowsAll(CloudRecipientKind kind) => IsComplete && Coverage.Covers(kind);

    public IEnumerable<CloudRecipient> All => slots.Select(s => s.Unpack());

    /// <summary>The errors of all objects; cheap.</summary>
    public IEnumerable<CloudProvisioningError> ProvisioningErrors => slots.SelectMany(s => s.Errors);

    public CloudRecipient? Find(Guid id) => recipients.TryGetValue(id, out var packed) ? packed.Unpack() : null;

    /// <summary>The user with this anchor; compared with case.</summary>
    public CloudRecipient? FindByImmutableId(ImmutableId id) => Matches("id:" + id.Text, r => r.OnPremisesImmutableId == id.Text).FirstOrDefault();

    /// <summary>Users and groups with this SID (S-1-5-...).</summary>
    public IReadOnlyList<CloudRecipient> FindBySecurityIdentifier(string sid) =>
        [.. Matches(sid, r => string.Equals(r.OnPremisesSecurityIdentifier, sid, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Who has the address as SMTP address, mail or sign-in name.</summary>
    /// <param name="address">Without prefix.</param>
    public IReadOnlyList<CloudRecipient> FindByAddress(string address) =>
        [.. Matches(address, r => AddressesOf(r).Contains(address, StringComparer.OrdinalIgnoreCase))];

    /// <summary>The cloud object of an AD object: by anchor (users), else by SID (users, groups), else a contact by its primary address.</summary>
    public CloudRecipient? Join(CloudRecipientKind kind, ImmutableId immutableId, string? sid, string? primarySmtpAddress)
    {
        var found = kind == CloudRecipientKind.User ? FindByImmutableId(immutableId) : null;
        if (found is null && sid is not null && kind != CloudRecipientKind.Contact)
        {
            // A user of the same SID with another anchor is joined to another object.
            found = FindBySecurityIdentifier(sid).FirstOrDefault(r => r.Kind == kind && (kind != CloudRecipientKind.User || r.OnPremisesImmutableId is null));
        }

        if (found is null && kind == CloudRecipientKind.Contact && primarySmtpAddress is not null)
            found = FindByAddress(primarySmtpAddress).FirstOrDefault(r => r.Kind == kind && string.Equals(r.PrimarySmtpAddress, primarySmtpAddress, StringComparison.OrdinalIgnoreCase));
        return found;
    }

    internal static TenantSnapshot Build(IEnumerable<CloudRecipient> recipients, int limit, DateTimeOffset at, TenantCoverage coverage)
    {
        var packed = new Dictionary<Guid, PackedRecipient>();
        var isComplete = true;
        foreach (var recipient in recipients) isComplete &= TryAdd(packed, recipient, limit);
        return new TenantSnapshot(packed, isComplete, at, coverage);
    }

    internal TenantSnapshot With(IReadOnlyCollection<CloudRecipient> changed, IReadOnlyCollection<Guid> removed, int limit, DateTimeOffset at, TenantCoverage coverage)
    {
        if (At is not null && changed.Count == 0 && removed.Count == 0 && Coverage == coverage) return new TenantSnapshot(this, at);
        var copy = new Dictionary<Guid, PackedRecipient>(recipients);
        foreach (var id in removed) copy.Remove(id);
        var isComplete = IsComplete || At is null; // the first to come is a full pass
        foreach (var recipient in changed) isComplete &= TryAdd(copy, recipient, limit);
        return new TenantSnapshot(copy, isComplete, at, coverage);
    }

    private TenantSnapshot(TenantSnapshot same, DateTimeOffset at)
    {
        (recipients, slots, keys, IsComplete, At, Coverage) = (same.recipients, same.slots, same.keys, same.IsComplete, at, same.Coverage);
    }

    private static bool TryAdd(Dictionary<Guid, PackedRecipient> packed, CloudRecipient recipient, int limit)
    {
        if (packed.Count >= limit && !packed.ContainsKey(recipient.Id)) return false;
        packed[recipient.Id] = PackedRecipient.Pack(recipient);
        return true;
    }

    private IEnumerable<CloudRecipient> Matches(string key, Func<CloudRecipient, bool> isMatch)
    {
        var found = keys.Find(HashShards.Hash(key));
        var matches = new List<CloudRecipient>(found.Length);
        foreach (var entry in found)
        {
            var recipient = slots[HashShards.Slot(entry)].Unpack();
            if (isMatch(recipient)) matches.Add(recipient);
        }

        return matches;
    }

    private static IEnumerable<string> KeysOf(CloudRecipient recipient)
    {
        if (recipient.OnPremisesImmutableId is { } anchor) yield return "id:" + anchor;
        if (recipient.OnPremisesSecurityIdentifier is { } sid) yield return sid;
        foreach (var address in AddressesOf(recipient)) yield return address;
    }

    private static IEnumerable<string> AddressesOf(CloudRecipient recipient) => recipient.ProxyAddresses
        .Where(p => p.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase)).Select(p => p["smtp:".Length..])
        .Append(recipient.Mail).Append(recipient.UserPrincipalName).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);
}
