using System.Collections.Immutable;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// The whole directory at one moment. Immutable: readers continue with the one they started with while a writer creates
/// the next.
/// </summary>
internal sealed class Snapshot
{
    private readonly DirectoryEntry[] entries;
    private readonly ImmutableDictionary<Guid, int> byId;
    private readonly ImmutableDictionary<DistinguishedName, int> byName;
    private readonly Lazy<LinkTable> links;
    private readonly DirectorySchema schema;

    public Snapshot(DirectorySchema schema, IEnumerable<DirectoryEntry> entries, long usn)
    {
        this.schema = schema;
        this.entries = [.. entries];
        Usn = usn;
        byId = Enumerable.Range(0, this.entries.Length).ToImmutableDictionary(i => this.entries[i].Id);
        byName = Enumerable.Range(0, this.entries.Length).ToImmutableDictionary(i => this.entries[i].Dn);
        links = new Lazy<LinkTable>(() => new LinkTable(this, schema));
    }

    private Snapshot(
        Snapshot previous,
        DirectoryEntry[] entries,
        long usn,
        bool linksChanged,
        DirectoryEntry? added = null
    )
    {
        schema = previous.schema;
        this.entries = entries;
        Usn = usn;
        byId = added is null ? previous.byId : previous.byId.Add(added.Id, entries.Length - 1);
        byName = added is null ? previous.byName : previous.byName.Add(added.Dn, entries.Length - 1);
        links = linksChanged ? new Lazy<LinkTable>(() => new LinkTable(this, schema)) : previous.links;
    }

    /// <summary>The highest committed update sequence number.</summary>
    public long Usn { get; }

    /// <summary>All objects in the order of their creation, deleted ones included.</summary>
    public IReadOnlyList<DirectoryEntry> Entries => entries;

    public LinkTable Links => links.Value;

    public DirectoryEntry? Find(Guid id) => byId.TryGetValue(id, out var index) ? entries[index] : null;

    public DirectoryEntry? Find(DistinguishedName dn) => byName.TryGetValue(dn, out var index) ? entries[index] : null;

    public static bool IsDeleted(DirectoryEntry entry) => entry.Flag("isDeleted") == true;

    /// <summary>The next state, in which one object has other attributes under the same name.</summary>
    public Snapshot Replace(DirectoryEntry changed, long usn)
    {
        var index = byId[changed.Id];
        var previous = entries[index];
        var next = (DirectoryEntry[])entries.Clone();
        next[index] = changed;
        var linksChanged = schema.ForwardLinks.Any(l => !previous.Values(l.Name).SequenceEqual(changed.Values(l.Name)));
        return new Snapshot(this, next, usn, linksChanged);
    }

    /// <summary>The next state, with one object added.</summary>
    public Snapshot Append(DirectoryEntry added, long usn) =>
        new(this, [.. entries, added], usn, linksChanged: true, added);

    /// <summary>The next state after objects were removed or renamed.</summary>
    public Snapshot Rebuild(IEnumerable<DirectoryEntry> all, long usn) => new(schema, all, usn);
}
