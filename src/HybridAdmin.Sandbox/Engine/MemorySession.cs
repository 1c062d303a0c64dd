using System.Runtime.CompilerServices;
using HybridAdmin.Core.Changes.Writers;
using HybridAdmin.Core.Directory;

namespace HybridAdmin.Sandbox.Engine;

/// <summary>A conversation with the in-memory directory.</summary>
internal sealed class MemorySession(MemoryDirectory directory) : IDirectoryWriter
{
    private bool closed;

    public string Server => directory.Server;

    public Task<DirectoryPosition> ReadPositionAsync(CancellationToken cancellationToken) =>
        AnswerAsync(() => new DirectoryPosition(directory.InvocationId, directory.Current.Usn), cancellationToken);

    public Task<DirectoryEntry?> ReadAsync(
        Guid id,
        IReadOnlyCollection<string> attributes,
        CancellationToken cancellationToken
    ) =>
        AnswerAsync(
            () =>
            {
                var view = View();
                var entry = view.Snapshot.Find(id);
                return entry is null || Snapshot.IsDeleted(entry) ? null : view.Project(entry, attributes);
            },
            cancellationToken
        );

    public async IAsyncEnumerable<DirectoryEntry> SearchAsync(
        DirectorySearch search,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var view = await AnswerAsync(View, cancellationToken);
        var start = search.Base ?? directory.Domain;
        if (view.Snapshot.Find(start) is null)
            throw Faults.NoSuchObject(start.ToString());

        var evaluator = new FilterEvaluator(view);
        var left = search.Take ?? int.MaxValue;
        foreach (var entry in view.Snapshot.Entries)
        {
            if (left == 0)
                yield break;
            cancellationToken.ThrowIfCancellationRequested();
            if (!search.IncludeDeleted && Snapshot.IsDeleted(entry))
                continue;
            if (!IsInScope(entry.Dn, start, search.Scope) || !evaluator.Matches(search.Filter, entry))
                continue;
            directory.Touch(); // an outage in the middle of a search ends it
            left--;
            yield return view.Project(entry, search.Attributes);
        }
    }

    public Task ModifyAsync(DirectoryModification modification, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        return directory.ModifyAsync(modification, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        closed = true;
        return ValueTask.CompletedTask;
    }

    private static bool IsInScope(DistinguishedName dn, DistinguishedName start, SearchScope scope) =>
        scope switch
        {
            SearchScope.Base => dn.Equals(start),
            SearchScope.OneLevel => dn.Names.Count == start.Names.Count + 1 && dn.IsWithin(start),
            _ => dn.IsWithin(start),
        };

    private EntryView View() => new(directory.Current, directory.Schema);

    private Task<T> AnswerAsync<T>(Func<T> answer, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        return directory.AnswerAsync(answer, cancellationToken);
    }
}
