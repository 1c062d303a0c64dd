using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Tenant.Index;

/// <summary>The recipients of the tenant at one time. Immutable.</summary>
public sealed class TenantSnapshot
{
    /// <summary>
    /// The share of changed objects above which the snapshot is rebuilt, which also closes the gaps of removed objects.
    /// </summary>
    private const int RebuildShare = 8;

    private readonly PackedRecipient[] slots;
    private readonly HashShards ids;
    private readonly HashShards keys;

    private TenantSnapshot(
        PackedRecipient[] slots,
        HashShards ids,
        HashShards keys,
        int count,
        bool isComplete,
        DateTimeOffset? at,
        TenantCoverage coverage
    )
    {
        (this.slots, this.ids, this.keys, Count, IsComplete, At, Coverage) = (
            slots,
            ids,
            keys,
            count,
            isComplete,
            at,
            coverage
        );
    }

    internal static TenantSnapshot Empty { get; } =
        new([], HashShards.Empty, HashShards.Empty, 0, isComplete: false, at: null, TenantCoverage.Nothing);

    /// <summary>
    /// The time at which it agreed with the tenant; null if it never did, and a missing object then means nothing.
    /// </summary>
    public DateTimeOffset? At { get; }

    /// <summary>
    /// Indicates whether all objects are included; false if nothing was read yet or the maximum number was exceeded.
    /// </summary>
    public bool IsComplete { get; }

    /// <summary>The parts of the tenant that it includes; for the others a missing object means nothing.</summary>
    public TenantCoverage Coverage { get; }

    public int Count { get; }

    /// <summary>A value that is equal for snapshots with the same content, whatever their time.</summary>
    internal object Version => slots;

    /// <summary>Indicates whether a missing object of the kind does not exist in the tenant either.</summary>
    public bool KnowsAll(TenantRecipientKind kind) => IsComplete && Coverage.Covers(kind);

    public IEnumerable<TenantRecipient> All => slots.Where(s => !s.IsEmpty).Select(s => s.Unpack());

    /// <summary>The errors of all objects; cheap.</summary>
    public IEnumerable<CloudProvisioningError> ProvisioningErrors =>
        slots.Where(s => !s.IsEmpty).SelectMany(s => s.Errors);

    public TenantRecipient? Find(Guid id) => Place(id) is var slot and >= 0 ? slots[slot].Unpack() : null;

    /// <summary>The user with this anchor; compared with case.</summary>
    public TenantRecipient? FindByImmutableId(ImmutableId id) =>
        Matches("id:" + id.Text, r => r.OnPremisesImmutableId == id.Text).FirstOrDefault();

    /// <summary>Users and groups with this SID (S-1-5-...).</summary>
    public IReadOnlyList<TenantRecipient> FindBySecurityIdentifier(string sid) =>
        [.. Matches(sid, r => string.Equals(r.OnPremisesSecurityIdentifier, sid, StringComparison.OrdinalIgnoreCase))];

    /// <summary>The objects that have the address as SMTP address, mail or sign-in name.</summary>
    /// <param name="address">Without prefix.</param>
    public IReadOnlyList<TenantRecipient> FindByAddress(string address) =>
        [
            .. Matches(
                address,
                r => TenantRecipientKeys.AddressesOf(r).Contains(address, StringComparer.OrdinalIgnoreCase)
            ),
        ];

    /// <summary>
    /// The cloud object of an AD object: by anchor (users), otherwise by SID (users, groups), otherwise a contact by
    /// its primary address.
    /// </summary>
    public TenantRecipient? Join(
        TenantRecipientKind kind,
        ImmutableId immutableId,
        string? sid,
        string? primarySmtpAddress
    )
    {
        var found = kind == TenantRecipientKind.User ? FindByImmutableId(immutableId) : null;
        if (found is null && sid is not null && kind != TenantRecipientKind.Contact)
        {
            // A user with the same SID and another anchor is joined to another object.
            found = FindBySecurityIdentifier(sid)
                .FirstOrDefault(r =>
                    r.Kind == kind && (kind != TenantRecipientKind.User || r.OnPremisesImmutableId is null)
                );
        }

        if (found is null && kind == TenantRecipientKind.Contact && primarySmtpAddress is not null)
            found = FindByAddress(primarySmtpAddress)
                .FirstOrDefault(r =>
                    r.Kind == kind
                    && string.Equals(r.PrimarySmtpAddress, primarySmtpAddress, StringComparison.OrdinalIgnoreCase)
                );
        return found;
    }

    internal static TenantSnapshot Build(
        IEnumerable<TenantRecipient> recipients,
        int limit,
        DateTimeOffset at,
        TenantCoverage coverage
    )
    {
        var packed = new Dictionary<Guid, PackedRecipient>();
        var isComplete = true;
        foreach (var recipient in recipients)
            isComplete &= TryAdd(packed, recipient, limit);
        return Of(packed, isComplete, at, coverage);
    }

    /// <summary>
    /// Applies a small change by copying only the list of slots and the affected parts of the indexes: every write to
    /// the tenant makes one.
    /// </summary>
    internal TenantSnapshot With(
        IReadOnlyCollection<TenantRecipient> changed,
        IReadOnlyCollection<Guid> removed,
        int limit,
        DateTimeOffset at,
        TenantCoverage coverage
    )
    {
        if (At is not null && changed.Count == 0 && removed.Count == 0)
            return new TenantSnapshot(
                Coverage == coverage ? slots : [.. slots],
                ids,
                keys,
                Count,
                IsComplete,
                at,
                coverage
            );
        var isComplete = IsComplete || At is null; // the first change is a full pass
        if ((changed.Count + removed.Count) * RebuildShare <= slots.Length)
            return Patched(changed, removed, limit, isComplete, at, coverage);
        var copy = slots.Where(s => !s.IsEmpty).ToDictionary(s => s.Id);
        foreach (var id in removed)
            copy.Remove(id);
        foreach (var recipient in changed)
            isComplete &= TryAdd(copy, recipient, limit);
        return Of(copy, isComplete, at, coverage);
    }

    private static TenantSnapshot Of(
        Dictionary<Guid, PackedRecipient> recipients,
        bool isComplete,
        DateTimeOffset at,
        TenantCoverage coverage
    )
    {
        PackedRecipient[] slots = [.. recipients.Values];
        var ids = new List<ulong>(slots.Length);
        var keys = new List<ulong>(slots.Length * 5);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            ids.Add(IdEntry(slots[slot].Id, slot));
            keys.AddRange(KeyEntries(slots[slot], slot));
        }

        return new TenantSnapshot(
            slots,
            HashShards.Build(ids),
            HashShards.Build(keys),
            slots.Length,
            isComplete,
            at,
            coverage
        );
    }

    private TenantSnapshot Patched(
        IReadOnlyCollection<TenantRecipient> changed,
        IReadOnlyCollection<Guid> removed,
        int limit,
        bool isComplete,
        DateTimeOffset at,
        TenantCoverage coverage
    )
    {
        // The new object by id; null to remove it. The later of two counts.
        var wanted = new Dictionary<Guid, PackedRecipient?>();
        foreach (var id in removed)
            wanted[id] = null;
        foreach (var recipient in changed)
            wanted[recipient.Id] = PackedRecipient.Pack(recipient);

        var copy = new List<PackedRecipient>(slots.Length + changed.Count);
        copy.AddRange(slots);
        var (goneIds, newIds, goneKeys, newKeys) = (
            new List<ulong>(),
            new List<ulong>(),
            new List<ulong>(),
            new List<ulong>()
        );
        var count = Count - wanted.Count(w => w.Value is null && Place(w.Key) >= 0); // removals make room first
        foreach (var (id, packed) in wanted)
        {
            var slot = Place(id);
            if (slot < 0)
            {
                if (packed is null)
                    continue;
                if (count >= limit)
                {
                    isComplete = false;
                    continue;
                }

                slot = copy.Count;
                copy.Add(default);
                newIds.Add(IdEntry(id, slot));
                count++;
            }
            else
            {
                goneKeys.AddRange(KeyEntries(slots[slot], slot));
                if (packed is null)
                    goneIds.Add(IdEntry(id, slot));
            }

            copy[slot] = packed ?? default;
            if (packed is { } value)
                newKeys.AddRange(KeyEntries(value, slot));
        }

        return new TenantSnapshot(
            [.. copy],
            ids.With(goneIds, newIds),
            keys.With(goneKeys, newKeys),
            count,
            isComplete,
            at,
            coverage
        );
    }

    /// <summary>The slot of an object; -1 if there is none.</summary>
    private int Place(Guid id)
    {
        foreach (var entry in ids.Find(HashShards.Hash(id)))
        {
            if (slots[HashShards.Slot(entry)] is { IsEmpty: false } found && found.Id == id)
                return HashShards.Slot(entry);
        }

        return -1;
    }

    private static ulong IdEntry(Guid id, int slot) => HashShards.Entry(HashShards.Hash(id), slot);

    private static IEnumerable<ulong> KeyEntries(PackedRecipient packed, int slot) =>
        TenantRecipientKeys.KeysOf(packed.Unpack()).Select(k => HashShards.Entry(HashShards.Hash(k), slot)).Distinct();

    private static bool TryAdd(Dictionary<Guid, PackedRecipient> packed, TenantRecipient recipient, int limit)
    {
        if (packed.Count >= limit && !packed.ContainsKey(recipient.Id))
            return false;
        packed[recipient.Id] = PackedRecipient.Pack(recipient);
        return true;
    }

    private IEnumerable<TenantRecipient> Matches(string key, Func<TenantRecipient, bool> isMatch)
    {
        var found = keys.Find(HashShards.Hash(key));
        var matches = new List<TenantRecipient>(found.Length);
        foreach (var entry in found)
        {
            var recipient = slots[HashShards.Slot(entry)].Unpack();
            if (isMatch(recipient))
                matches.Add(recipient);
        }

        return matches;
    }
}
