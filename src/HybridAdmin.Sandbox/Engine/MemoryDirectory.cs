using System.Globalization;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>
/// A directory in memory with Active Directory's semantics: schema, single values and limits, comparison without case
/// and diacritics, atomic modifies, update sequence numbers, links with their back links, tombstones. Thread-safe:
/// readers see an immutable snapshot, writers take turns.
/// </summary>
internal sealed class MemoryDirectory : IDirectory
{
    /// <summary>A number above those of the initial objects; the sequence number makes the others unique.</summary>
    private const int FirstRelativeId = 100_000;

    private readonly object gate = new();
    private readonly DirectoryDescription profile;
    private readonly TimeProvider time;
    private readonly Action<Snapshot> commit;
    private volatile Snapshot snapshot;
    private volatile DirectoryStatus status;

    /// <param name="profile">The result of <see cref="DescribeAsync"/>.</param>
    /// <param name="server">The name of the only server.</param>
    /// <param name="start">The initial content.</param>
    /// <param name="invocationId">The identity of this content's sequence numbers.</param>
    /// <param name="commit">Makes a change durable before it becomes visible; an exception refuses it.</param>
    public MemoryDirectory(
        DirectoryDescription profile,
        DirectorySchema schema,
        string server,
        Snapshot start,
        Guid invocationId,
        TimeProvider time,
        Action<Snapshot>? commit = null
    )
    {
        this.profile = profile;
        this.time = time;
        this.commit = commit ?? (_ => { });
        Schema = schema;
        Server = server;
        InvocationId = invocationId;
        snapshot = start;
        status = new DirectoryStatus(server, null, null, null);
    }

    public DirectoryHooks Hooks { get; } = new();

    public DirectorySchema Schema { get; }

    public string Server { get; }

    public Guid InvocationId { get; }

    public Snapshot Current => snapshot;

    public DistinguishedName Domain => profile.Domain;

    public DirectoryStatus Status => status;

    public Task<DirectoryDescription> DescribeAsync(bool fresh, CancellationToken cancellationToken) =>
        AnswerAsync(() => profile with { ReadAt = time.GetUtcNow() }, cancellationToken);

    public Task<IDirectorySession> OpenAsync(DistinguishedName? near, CancellationToken cancellationToken) =>
        AnswerAsync<IDirectorySession>(() => new MemorySession(this), cancellationToken);

    /// <summary>
    /// Answers a request, unless the directory is set to be unavailable, and records which of the two it was.
    /// </summary>
    internal Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<T>(cancellationToken);
        try
        {
            Touch();
            return Task.FromResult(answer());
        }
        catch (DirectoryFault fault)
        {
            return Task.FromException<T>(fault);
        }
    }

    /// <exception cref="DirectoryFault">The directory is set to be unavailable.</exception>
    internal void Touch()
    {
        try
        {
            Hooks.ThrowIfOut();
        }
        catch (DirectoryFault fault)
        {
            if (status.IsReachable != false)
                status = new DirectoryStatus(Server, false, time.GetUtcNow(), fault);
            throw;
        }

        if (status.IsReachable != true)
            status = new DirectoryStatus(Server, true, time.GetUtcNow(), null);
    }

    internal async Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Touch();
        await Hooks.WriteAsync(() => Apply(modification));
    }

    /// <summary>Carries out one modify without the hooks; also used for changes by "another tool" of a test.</summary>
    internal void Apply(DirectoryModification modification)
    {
        lock (gate)
        {
            var target = snapshot.Find(modification.Target);
            if (target is null || Snapshot.IsDeleted(target))
                throw Faults.NoSuchObject(modification.Target.ToString());
            var changed = new ModifyOperation(snapshot, Schema, target).Apply(modification.Steps);
            if (changed.Count == 0)
                return;
            var usn = snapshot.Usn + 1;
            var written = AttributeMetadata.Written(target, changed.Keys, time.GetUtcNow(), usn, InvocationId);
            Publish(snapshot.Replace(Stamp(target.With(changed).With([written]), usn), usn));
        }
    }

    /// <summary>Adds a new object.</summary>
    internal DirectoryEntry Add(ObjectBuilder builder)
    {
        lock (gate)
        {
            if (snapshot.Find(builder.Dn) is not null || snapshot.Find(builder.Id) is not null)
                throw Faults.ValueExists(builder.Dn.ToString(), 68);
            var usn = snapshot.Usn + 1;
            var entry = builder.Build(profile, checked((int)(FirstRelativeId + usn)), usn, time.GetUtcNow());
            Publish(snapshot.Append(entry, usn));
            return entry;
        }
    }

    /// <summary>Turns an object into a tombstone: it moves to Deleted Objects and retains few attributes.</summary>
    internal void Delete(Guid id)
    {
        lock (gate)
        {
            var entry = snapshot.Find(id) ?? throw Faults.NoSuchObject(id.ToString());
            var usn = snapshot.Usn + 1;
            var dn = Domain.Child("CN", "Deleted Objects").Child(entry.Dn.Names[0].Type, $"{entry.Dn.Name}\nDEL:{id}");
            string[] kept = ["objectClass", "objectSid", "sAMAccountName", "instanceType", "uSNCreated", "whenCreated"];
            var tombstone = new DirectoryEntry(
                dn,
                id,
                [
                    .. entry.Attributes.Where(a => kept.Contains(a.Key, StringComparer.OrdinalIgnoreCase)),
                    KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>("isDeleted", ["TRUE"]),
                    KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>(
                        "lastKnownParent",
                        [entry.Dn.Parent!.ToString()]
                    ),
                    KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>("distinguishedName", [dn.ToString()]),
                    KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>("name", [dn.Name]),
                ]
            );
            var others = snapshot.Entries.Where(e => e.Id != id).Select(e => WithoutLinksTo(e, entry.Dn));
            Publish(snapshot.Rebuild(others.Append(Stamp(tombstone, usn)), usn));
        }
    }

    private DirectoryEntry WithoutLinksTo(DirectoryEntry entry, DistinguishedName gone)
    {
        var cleaned = Schema
            .ForwardLinks.Where(l => entry.Texts(l.Name).Contains(gone.ToString(), StringComparer.OrdinalIgnoreCase))
            .Select(l =>
                KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>(
                    l.Name,
                    [
                        .. entry
                            .Values(l.Name)
                            .Where(v => !v.Text.Equals(gone.ToString(), StringComparison.OrdinalIgnoreCase)),
                    ]
                )
            )
            .ToList();
        return cleaned.Count == 0 ? entry : entry.With(cleaned);
    }

    private DirectoryEntry Stamp(DirectoryEntry entry, long usn) =>
        entry.With([
            KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>(
                "uSNChanged",
                [usn.ToString(CultureInfo.InvariantCulture)]
            ),
            KeyValuePair.Create<string, IReadOnlyList<DirectoryValue>>(
                "whenChanged",
                [ValueRules.ToTime(time.GetUtcNow())]
            ),
        ]);

    private void Publish(Snapshot next)
    {
        commit(next);
        snapshot = next;
    }
}
