using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// The links between objects in both directions: the computed back links, and the traversal of links.
/// </summary>
internal sealed class LinkTable
{
    private static readonly IReadOnlyList<DirectoryEntry> None = [];
    private readonly Dictionary<string, Dictionary<Guid, List<DirectoryEntry>>> table = new(
        StringComparer.OrdinalIgnoreCase
    );

    public LinkTable(Snapshot snapshot, DirectorySchema schema)
    {
        foreach (var link in schema.ForwardLinks)
        {
            table[link.Name] = [];
            table[link.BackLink!] = [];
        }

        var byText = snapshot.Entries.ToDictionary(e => e.Dn.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (var entry in snapshot.Entries)
        {
            if (Snapshot.IsDeleted(entry))
                continue;
            foreach (var link in schema.ForwardLinks)
            {
                foreach (var value in entry.Values(link.Name))
                {
                    // A value that names an object outside this directory, e.g. a mailbox database, has no other end.
                    if (!byText.TryGetValue(value.Text, out var target) || Snapshot.IsDeleted(target))
                        continue;
                    Put(link.Name, entry.Id, target);
                    Put(link.BackLink!, target.Id, entry);
                }
            }
        }
    }

    /// <summary>The objects at the other end of a forward or back link.</summary>
    public IReadOnlyList<DirectoryEntry> Targets(string link, Guid id) =>
        table.TryGetValue(link, out var ends) && ends.TryGetValue(id, out var targets) ? targets : None;

    /// <summary>
    /// All objects that can be reached over the link, without the start unless a cycle leads back to it.
    /// </summary>
    public HashSet<Guid> Reach(string link, Guid start)
    {
        var reached = new HashSet<Guid>();
        var open = new Queue<Guid>([start]);
        while (open.TryDequeue(out var id))
        {
            foreach (var target in Targets(link, id))
            {
                if (reached.Add(target.Id))
                    open.Enqueue(target.Id);
            }
        }

        return reached;
    }

    private void Put(string link, Guid from, DirectoryEntry to)
    {
        var ends = table[link];
        if (!ends.TryGetValue(from, out var targets))
            ends[from] = targets = [];
        targets.Add(to);
    }
}
