using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Feed;

/// <summary>
/// The changes of one kind of object in one round of a delta, held separately until the round is complete; a round that
/// fails half-way is repeated.
/// </summary>
/// <param name="isFirst">True if the round lists all objects: objects that are missing from it were removed.</param>
internal sealed class DeltaRound(TenantRecipientKind kind, bool isFirst, TenantSnapshot snapshot)
{
    private readonly Dictionary<Guid, TenantRecipient> changed = [];
    private readonly HashSet<Guid> removed = [];

    /// <summary>
    /// Takes an element; absent members retain the last known value. No reference to the JSON is retained.
    /// </summary>
    public void Take(JsonElement item)
    {
        if (item.Id("id") is not { } id)
            return;
        if (item.Has("@removed"))
        {
            changed.Remove(id);
            removed.Add(id);
            return;
        }

        var before = changed.GetValueOrDefault(id);
        if (before is null && snapshot.Find(id) is { } known)
            before = !isFirst
                ? known
                // Graph returns all members in a first round; the following ones are not in Graph's list.
                : new TenantRecipient
                {
                    Id = id,
                    Kind = kind,
                    Exchange = known.Exchange,
                    IsCloudManaged = known.IsCloudManaged,
                };
        if (GraphMapping.Recipient(kind, item, before) is not { } recipient)
            return;
        changed[id] = recipient;
        removed.Remove(id);
    }

    /// <summary>Adds the round to the changes of the other kinds.</summary>
    public void MergeInto(Dictionary<Guid, TenantRecipient> allChanged, HashSet<Guid> allRemoved)
    {
        foreach (var (id, recipient) in changed)
            allChanged[id] = recipient;
        allRemoved.UnionWith(removed);
        if (isFirst)
            allRemoved.UnionWith(
                snapshot.All.Where(r => r.Kind == kind && !changed.ContainsKey(r.Id)).Select(r => r.Id)
            );
    }
}
