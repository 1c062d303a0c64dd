using HybridAdmin.Core.Directory;
using HybridAdmin.Core.Recipients;

namespace HybridAdmin.Core.Indexing;

/// <summary>
/// All recipients of the directory, stored compactly in memory and shared by all circuits: lists, searches and address
/// lookups never wait for LDAP. One per process. Readers take <see cref="Current"/> and are never blocked; writers
/// queue.
/// </summary>
public sealed class RecipientIndex
{
    private readonly object gate = new();
    private RecipientSnapshot current = new(RecipientTable.CreateEmpty());
    private RecipientIndexStatus status = new();
    private List<(IReadOnlyCollection<DirectoryEntry> Changed, IReadOnlyCollection<Guid> Removed)>? duringLoad;

    /// <summary>
    /// Raised after each new snapshot, on the thread that made it: handlers must be quick and only record or post the
    /// event. An exception in one handler affects neither the others nor the writer.
    /// </summary>
    public event Action? Changed;

    /// <summary>The present recipients; never null, empty before the first load.</summary>
    public RecipientSnapshot Current => Volatile.Read(ref current);

    public RecipientIndexStatus Status => Volatile.Read(ref status);

    /// <summary>Applies known changes, e.g. the read-back of a write.</summary>
    /// <param name="changed">The present objects, read with all of <see cref="RecipientAttributes.ForIndex"/> (missing
    /// attributes count as absent). An object that is no longer a user, group or contact is removed. An object without
    /// objectClass was not read completely and is ignored.</param>
    /// <param name="removed">Deleted objects; unknown ones are ignored.</param>
    public void Apply(IReadOnlyCollection<DirectoryEntry> changed, IReadOnlyCollection<Guid> removed)
    {
        lock (gate)
        {
            duringLoad?.Add((changed, removed));
            var before = current.Table;
            var after = Apply(before, changed, removed);
            if (ReferenceEquals(before, after))
                return;
            Swap(after);
        }

        RaiseChanged();
    }

    /// <summary>
    /// Begins a load. Changes applied until its end are also applied to its result, which may have been read before
    /// them.
    /// </summary>
    internal void BeginLoad()
    {
        lock (gate)
            duringLoad = [];
    }

    /// <summary>Ends a load with its result.</summary>
    /// <param name="away">Domains that could not be loaded, with the reason; null if there are none.</param>
    internal void EndLoad(
        RecipientTable loaded,
        DateTimeOffset startedAt,
        TimeSpan duration,
        IReadOnlyDictionary<string, DirectoryFault>? away = null
    )
    {
        lock (gate)
        {
            foreach (var (changed, removed) in duringLoad ?? [])
                loaded = Apply(loaded, changed, removed);
            duringLoad = null;
            Swap(loaded);
            Volatile.Write(
                ref status,
                new RecipientIndexStatus
                {
                    State = RecipientIndexState.Ready,
                    Count = loaded.Count,
                    LoadedAt = startedAt,
                    RefreshedAt = startedAt,
                    LoadDuration = duration,
                    Problem = ProblemOf(away),
                    DomainsAway = away is null ? [] : [.. away.Keys],
                }
            );
        }

        RaiseChanged();
    }

    /// <summary>Ends a load whose result is no longer needed.</summary>
    internal void AbandonLoad()
    {
        lock (gate)
            duringLoad = null;
    }

    /// <summary>Ends a load or a refresh without a result. An existing list remains.</summary>
    internal void Fail(DirectoryFault problem)
    {
        lock (gate)
        {
            duringLoad = null;
            var hasList = status.State == RecipientIndexState.Ready;
            Volatile.Write(
                ref status,
                status with
                {
                    State = hasList ? RecipientIndexState.Ready : RecipientIndexState.Failed,
                    Problem = problem,
                }
            );
        }
    }

    /// <summary>Reports the progress of a load; shown only while there is no list yet.</summary>
    internal void ReportProgress(int count)
    {
        lock (gate)
        {
            if (status.State == RecipientIndexState.Ready)
                return;
            Volatile.Write(ref status, status with { State = RecipientIndexState.Loading, Count = count });
        }
    }

    internal void ReportRefreshed(DateTimeOffset at, IReadOnlyDictionary<string, DirectoryFault> away)
    {
        lock (gate)
            Volatile.Write(
                ref status,
                status with
                {
                    RefreshedAt = at,
                    Problem = ProblemOf(away),
                    DomainsAway = [.. away.Keys],
                }
            );
    }

    private static DirectoryFault? ProblemOf(IReadOnlyDictionary<string, DirectoryFault>? away)
    {
        if (away is null or { Count: 0 })
            return null;
        var first = away.Values.First();
        var names = string.Join(", ", away.Keys);
        return new DirectoryFault(
            first.Kind,
            $"{names} cannot be read at present, so its recipients are shown as last known; those of the "
                + $"other domains are up to date. {first.Message}",
            first
        )
        {
            Server = first.Server,
            ResultCode = first.ResultCode,
            ServerText = first.ServerText,
        };
    }

    private static RecipientTable Apply(
        RecipientTable table,
        IReadOnlyCollection<DirectoryEntry> changed,
        IReadOnlyCollection<Guid> removed
    )
    {
        var rows = new List<RecipientRow>(changed.Count);
        var gone = new List<Guid>(removed);
        foreach (var entry in changed)
        {
            if (!entry.Has(RecipientAttributes.ObjectClass))
                continue;
            if (RecipientIndexMembership.Includes(entry))
                rows.Add(table.Row(entry));
            else
                gone.Add(entry.Id);
        }

        return rows.Count + gone.Count == 0 ? table : table.With(rows, gone);
    }

    private void Swap(RecipientTable table)
    {
        Volatile.Write(ref current, new RecipientSnapshot(table));
        if (status.State == RecipientIndexState.Ready)
            Volatile.Write(ref status, status with { Count = table.Count });
    }

    private void RaiseChanged()
    {
        foreach (var handler in Changed?.GetInvocationList() ?? [])
        {
            try
            {
                ((Action)handler)();
            }
            catch (Exception)
            {
                // A circuit that is closing must not stop the feed or turn a successful write into an error; its own
                // error boundary reports it.
            }
        }
    }
}
