using System.Text.Json;
using HybridAdmin.Core.Tenant;
using HybridAdmin.Core.Tenant.Index;
using HybridAdmin.Microsoft365.Graph;
using HybridAdmin.Microsoft365.Http;

namespace HybridAdmin.Microsoft365.Feed;

/// <summary>
/// The changes of one kind of object in one round of a delta, kept apart until the round is complete: one that fails
/// half-way is made again.
/// </summary>
/// <param name="isFirst">The round names everything there is: what it does not name is gone.</param>
internal sealed class DeltaRound(TenantRecipientKind kind, bool isFirst, TenantSnapshot snapshot)
{
    private readonly Dictionary<Guid, TenantRecipient> changed = [];
    private readonly HashSet<Guid> removed = [];

    /// <summary>Takes an element; absent members keep the value known so far. Nothing of the JSON is kept.</summary>
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
                // Graph tells everything in a first round; these are not of Graph's list.
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

    /// <summary>Adds the round to what other kinds have changed.</summary>
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
